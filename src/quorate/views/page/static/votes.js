// Supposing another choice: by dragging a seat, by a key on it, or by the links of its member. Each
// is an address; the page of that address is put in place of this one, so that the count moves where
// it stands. Without this script the links do the same.
"use strict";
(() => {
  const KEYS = { y: "yes", n: "no", b: "abstain", d: "declared", s: "silent", x: "absent", l: "leave", 0: "known" };
  const SHAPE = { yes: "yes", no: "no", abstain: "abstain", declared: "declared", silent: "silent", absent: "absent" };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const members = () => new Map([...document.querySelectorAll(".mover[data-member]")].map((m) => [m.dataset.member, m]));
  let drag = null;
  const told = document.createElement("p");
  told.className = "hidden";
  told.setAttribute("role", "status");
  document.body.append(told);

  const move = (member, to) => members().get(member)?.querySelector(`.move[data-to="${to}"]`);

  async function suppose(href, member, push = true) {
    let fresh;
    try {
      const answer = await fetch(href, { headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      location.assign(href); // the page says itself what is wrong
      return;
    }
    const put = () => {
      if (push) history.pushState({ suppose: true }, "", href);
      document.getElementById("content").replaceWith(document.adoptNode(fresh.getElementById("content")));
      document.title = fresh.title;
      told.textContent = document.querySelector(".count .line")?.textContent ?? "";
    };
    if (document.startViewTransition && !still.matches) await document.startViewTransition(put).updateCallbackDone;
    else put();
    const seat = member === "" ? null : (document.querySelector(`.seats a:has([data-member="${CSS.escape(member)}"])`)
      || members().get(member)?.querySelector("summary"));
    seat?.focus({ preventScroll: true });
  }

  addEventListener("popstate", () => suppose(location.href, "", false));

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a.move, a.unsuppose");
    if (!link) return;
    event.preventDefault();
    suppose(link.href, link.closest(".mover")?.dataset.member ?? "");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) { end(false); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const on = event.target.closest(".seats a, .mover summary");
    const to = on && KEYS[event.key];
    if (!to) return;
    const member = on.closest(".mover")?.dataset.member ?? on.querySelector("[data-member]")?.dataset.member;
    const link = move(member, to);
    if (!link) return;
    event.preventDefault();
    suppose(link.href, member);
  });

  // ---- dragging: a mouse at once, a finger after a moment, so that the page still scrolls
  function begin(seat) {
    const links = [...(members().get(seat.dataset.member)?.querySelectorAll(".move") ?? [])];
    if (!links.length) return false;
    const tray = document.createElement("ul");
    tray.className = "tray";
    tray.setAttribute("aria-hidden", "true");
    for (const link of links) {
      const place = document.createElement("li");
      place.dataset.to = link.dataset.to;
      const sign = document.createElement("span");
      sign.className = `swatch ${SHAPE[link.dataset.to] ?? ""}`;
      place.append(sign, link.textContent);
      tray.append(place);
    }
    document.body.append(tray);
    drag.tray = tray;
    drag.seat = seat;
    document.documentElement.classList.add("dragging");
    seat.classList.add("dragged");
    return true;
  }

  function over(x, y) {
    const found = document.elementFromPoint(x, y);
    const place = found?.closest(".tray li");
    if (place) return place.dataset.to;
    const seat = found?.closest(".seats .seat");
    const choice = seat && seat !== drag.seat && [...seat.classList].find((name) => SHAPE[name]);
    return choice && move(drag.seat.dataset.member, choice) ? choice : "";
  }

  function end(drop, x, y) {
    const one = drag;
    drag = null;
    clearTimeout(one.timer);
    if (!one.seat) return;
    const to = drop ? one.to : "";
    one.tray.remove();
    one.seat.removeAttribute("transform");
    one.seat.classList.remove("dragged");
    document.documentElement.classList.remove("dragging");
    // A drop is no click on what lies below it.
    const eat = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", eat, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", eat, true), 60);
    const link = to && move(one.seat.dataset.member, to);
    if (link) suppose(link.href, one.seat.dataset.member);
  }

  document.addEventListener("pointerdown", (event) => {
    const seat = event.target.closest?.(".seats .seat[data-member]");
    if (!seat || event.button || drag) return;
    drag = { id: event.pointerId, x: event.clientX, y: event.clientY, to: "", from: seat };
    if (event.pointerType === "touch") drag.timer = setTimeout(() => drag && !drag.seat && begin(seat), 280);
  });

  document.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
    if (!drag.seat) {
      if (event.pointerType === "touch") { if (far > 10) end(false); return; }
      if (far < 6 || !begin(drag.from)) return;
    }
    const scale = drag.seat.ownerSVGElement.getScreenCTM().a;
    drag.seat.setAttribute("transform", `translate(${(event.clientX - drag.x) / scale} ${(event.clientY - drag.y) / scale})`);
    drag.to = over(event.clientX, event.clientY);
    for (const place of drag.tray.children) place.classList.toggle("over", place.dataset.to === drag.to);
  });
  document.addEventListener("pointerup", (event) => { if (drag?.id === event.pointerId) end(true); });
  document.addEventListener("pointercancel", (event) => { if (drag?.id === event.pointerId) end(false); });
  document.addEventListener("touchmove", (event) => { if (drag?.seat) event.preventDefault(); }, { passive: false });
  document.addEventListener("contextmenu", (event) => { if (drag?.seat) event.preventDefault(); });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".seats")) event.preventDefault(); });
})();
