// A slider beside each field of a date, a form that asks by itself, what is shown later. Without it all works by buttons and links.
"use strict";
const DAY = 86400000;
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
for (const field of document.querySelectorAll("input[type=date][data-first]")) {
  const first = Math.floor(Date.parse(field.dataset.first) / DAY);
  const last = Math.floor(Date.parse(field.dataset.last) / DAY);
  if (!(last > first)) continue;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = first;
  slider.max = last;
  slider.value = field.value ? Date.parse(field.value) / DAY : last;
  slider.setAttribute("aria-label", field.dataset.slider);
  slider.addEventListener("input", () => { field.value = iso(Number(slider.value)); });
  slider.addEventListener("change", () => field.form.requestSubmit());
  field.addEventListener("change", () => { slider.value = Date.parse(field.value) / DAY; });
  field.after(slider);
}
// What takes long is asked for when the page is there; without it a link leads to it.
for (const part of document.querySelectorAll("[data-part]")) {
  part.setAttribute("aria-busy", "true");
  fetch(part.dataset.part).then(async (answer) => {
    if (!answer.ok) return;
    const came = new DOMParser().parseFromString(await answer.text(), "text/html");
    part.replaceChildren(...came.body.childNodes);
  }).catch(() => null).then(() => part.removeAttribute("aria-busy"));
}
for (const here of document.querySelectorAll("nav [aria-current]")) {
  const nav = here.closest("nav");
  if (nav.scrollWidth > nav.clientWidth) nav.scrollLeft = here.offsetLeft - nav.clientWidth / 3;
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.querySelector("input[type=search]");
    if (field) { event.preventDefault(); field.focus(); }
  }
});
