// The keys of the conflicts: next and previous, keep a side, give a reason, take back. Without it
// all works by the buttons.
"use strict";
(() => {
  const all = [...document.querySelectorAll("article.conflict")];
  const keys = document.getElementById("keys");
  if (keys && all.length) keys.hidden = false;
  for (const button of document.querySelectorAll("button[data-key]")) {
    const key = document.createElement("kbd");
    key.textContent = button.dataset.key;
    button.prepend(key, " ");
  }
  let at = all.findIndex((each) => "#" + each.id === location.hash);
  if (at >= 0) all[at].focus();
  const here = () => all.find((each) => each.contains(document.activeElement)) || all[at];

  function go(step) {
    const now = all.indexOf(here());
    at = now < 0 ? 0 : Math.min(all.length - 1, Math.max(0, now + step));
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !all.length) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Enter" && event.target.name === "why") event.preventDefault(); // which side?
      if (event.key === "Escape") event.target.closest("article")?.focus();
      return;
    }
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "w") { here()?.querySelector("input[name=why]")?.focus(); }
    else if (event.key === "u") here()?.querySelector("[data-undo]")?.click();
    else if (/^[1-9]$/.test(event.key)) here()?.querySelector(`[data-key="${event.key}"]`)?.click();
    else return;
    event.preventDefault();
  });
})();
