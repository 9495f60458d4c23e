// The keys of the desk. What comes next is fetched beforehand and shown at once; each verdict is
// sent as the form of the page would send it, one after the other, and put back if it is refused.
"use strict";

(() => {
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
  const correct = document.getElementById("correct");
  if (correct) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") location.assign(document.getElementById("back").href);
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) correct.requestSubmit();
    });
    return;
  }

  const desk = document.getElementById("desk");
  const place = document.getElementById("item");
  const told = document.getElementById("told");
  const help = document.getElementById("help");
  const saved = document.getElementById("saved");
  const query = desk.dataset.query;
  const words = JSON.parse(desk.dataset.words);
  const BECOMES = { accept: "accepted", reject: "rejected", deprecate: "deprecated" };
  const AHEAD = 12;
  const NEAR = 60; // from an end of the stretch

  const current = () => place.querySelector(".proposal");
  const shown = new Map(); // by id, what is shown of it
  let ids = current() ? [current().dataset.id] : [];
  let at = 0;
  // Of a long queue a stretch is here; what lies before and after it is fetched as it comes near.
  let before = Math.max(0, Number(desk.dataset.place) - 1); // how many lie before the stretch
  let beyond = Math.max(0, Number(desk.dataset.count) - before - ids.length); // and after it
  let first = ids[0], last = ids[0]; // where the stretch began and ended when it came
  let begun = false; // is there more than the one claim of the page?
  let fetching = false;
  let owed = 0; // steps asked for before the list was there
  const taken = []; // what this sitting decided, the last one last
  if (desk.dataset.done) {
    taken.push({ id: desk.dataset.done, status: desk.dataset.doneStatus, at: 0, says: "" });
  }
  const waiting = []; // verdicts that are not yet on the disk
  let sending = false;
  let done = 0;

  const number = (n) => n.toLocaleString("en");
  const address = (path, more) => path + (query || more ? "?" : "") + [query, more].filter(Boolean).join("&");

  function say(words, alarm) {
    told.textContent = words;
    told.setAttribute("role", alarm ? "alert" : "status");
    told.classList.toggle("alarm", Boolean(alarm));
  }

  function count() {
    const total = before + ids.length + beyond;
    document.getElementById("count").textContent = number(total);
    document.getElementById("place").textContent = number(total ? before + at + 1 : 0);
    if (saved) saved.textContent = waiting.length ? `${words.saving} ${waiting.length} …` : done ? `${number(done)} ${words.saved}` : "";
    const undo = document.getElementById("undo");
    if (undo) undo.hidden = taken.length === 0;
    const bulk = document.getElementById("bulk");
    if (bulk) bulk.lastChild.textContent = " " + words.bulk.replace("#", number(total));
  }

  function keep(items) {
    for (const [id, html] of Object.entries(items)) {
      const part = new DOMParser().parseFromString(html, "text/html").querySelector(".proposal");
      if (part) shown.set(id, document.adoptNode(part));
    }
  }

  async function ahead() {
    const wanted = ids.slice(Math.max(0, at - 2), at + AHEAD).filter((id) => !shown.has(id));
    if (wanted.length === 0 || (begun && wanted.length < AHEAD / 2 && shown.has(ids[at]) && shown.has(ids[at + 1]))) return;
    wanted.forEach((id) => shown.set(id, null)); // asked for
    try {
      const answer = await fetch("/review/items?" + wanted.map((id) => "id=" + encodeURIComponent(id)).join("&"));
      if (answer.ok) keep((await answer.json()).items);
    } catch { /* asked for again with the next key */ }
    wanted.forEach((id) => { if (shown.get(id) === null) shown.delete(id); });
    if (ids[at] && current()?.dataset.id !== ids[at]) show();
  }

  function show() {
    const id = ids[at];
    const part = id && shown.get(id);
    document.getElementById("empty").hidden = before + ids.length + beyond > 0;
    document.getElementById("acts").hidden = ids.length === 0;
    place.setAttribute("aria-busy", String(Boolean(id && !part)));
    if (!part) place.replaceChildren(); // never the one before, as if it were this one
    else {
      place.replaceChildren(part);
      document.getElementById("replace").href = address("/review/replace/" + encodeURIComponent(id), "");
      for (const form of document.querySelectorAll("form.act")) {
        form.elements.claim.value = id;
        form.elements.expected.value = part.dataset.status;
        form.elements.next.value = ids[at + 1] || "";
      }
      if (window.scrollY > place.offsetTop) place.scrollIntoView();
    }
    count();
    ahead();
    further();
  }

  function move(step) {
    const more = step > 0 ? beyond : before;
    if (more && (at + step < 0 || at + step >= ids.length)) { // it is still to come
      owed += step;
      further();
      return;
    }
    if (at + step < 0 || at + step >= ids.length) return;
    at += step;
    show();
    if (current()) say(current().dataset.says);
  }

  async function send() {
    if (sending) return;
    sending = true;
    while (waiting.length) {
      const one = waiting[0];
      count();
      let problem = "";
      let gone = false;
      try {
        const answer = await fetch("/review/decide", {
          method: "POST", keepalive: true, headers: { accept: "application/json" },
          body: new URLSearchParams({ token: desk.dataset.token, ...one.form }),
        });
        if (!answer.ok) {
          gone = answer.status === 409;
          problem = answer.headers.get("content-type").includes("json")
            ? (await answer.json()).sentence : words.refused;
        }
      } catch {
        problem = words.silent;
      }
      waiting.shift();
      if (problem) refused(one, problem, gone);
      else done += one.form.act === "undo" ? -1 : 1;
    }
    sending = false;
    count();
  }

  // Somebody else was first: it stays away. Anything else: it is put back, and was not decided.
  function refused(one, problem, gone) {
    const last = taken.findLastIndex((each) => each === one.record);
    if (last >= 0) taken.splice(last, 1);
    if (!gone) {
      const rest = waiting.splice(0); // what came after it is not sent into the void
      for (const each of [...rest.reverse(), one]) back(each);
      show();
    }
    say(problem, true);
  }

  function back(one) {
    const last = taken.indexOf(one.record);
    if (last >= 0) taken.splice(last, 1);
    if (one.form.act !== "undo" && !ids.includes(one.form.claim)) {
      ids.splice(Math.min(one.at, ids.length), 0, one.form.claim);
      at = Math.min(one.at, ids.length - 1);
    }
  }

  function decide(act) {
    const part = current();
    if (!part || part.dataset.id !== ids[at]) return;
    const why = document.getElementById("why");
    const id = ids[at];
    const record = { id, status: BECOMES[act], was: part.dataset.status, at, says: part.dataset.says };
    taken.push(record);
    waiting.push({ record, at, form: { claim: id, act, expected: part.dataset.status, why: why.value } });
    why.value = "";
    ids.splice(at, 1);
    if (at >= ids.length && !beyond) at = Math.max(0, ids.length - 1);
    say(`${words[BECOMES[act]]}: ${part.dataset.says}`);
    show();
    send();
  }

  function undo() {
    const last = taken.pop();
    if (!last) return say(words.nothing);
    waiting.push({ record: last, at: last.at, form: { claim: last.id, act: "undo", expected: last.status, why: "" } });
    at = Math.min(last.at, ids.length);
    ids.splice(at, 0, last.id);
    if (!last.was) shown.delete(last.id); // it was shown as decided
    say(`${words.back}${last.says ? ": " + last.says : ""}`);
    send().then(() => show());
    show();
  }

  function filter() {
    const details = document.getElementById("filter");
    details.open = true;
    details.querySelector("select, input").focus();
  }

  const KEYS = {
    a: () => decide("accept"), r: () => decide("reject"), d: () => decide("deprecate"), u: undo,
    j: () => move(1), k: () => move(-1), ArrowRight: () => move(1), ArrowLeft: () => move(-1),
    e: () => current() && leave(document.getElementById("replace").href),
    b: () => leave(document.getElementById("bulk").href),
    w: () => document.getElementById("why").focus(),
    "/": filter, "?": () => help.showModal(),
  };

  // What was told as decided is on the disk before the page is left.
  async function leave(href) {
    while (sending) await new Promise((wake) => setTimeout(wake, 10));
    location.assign(href);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open) return;
    if (typing(event.target)) {
      if (event.key === "Escape" || (event.key === "Enter" && event.target.id === "why")) {
        event.preventDefault();
        event.target.blur();
      }
      return;
    }
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.addEventListener("submit", (event) => {
    const act = event.submitter?.dataset.act;
    if (!act) return;
    event.preventDefault();
    if (act === "undo") undo();
    else decide(act);
  });
  for (const [id, act] of [["previous", () => move(-1)], ["next", () => move(1)], ["undo", undo], ["help-button", () => help.showModal()]]) {
    document.getElementById(id)?.addEventListener("click", (event) => { event.preventDefault(); act(); });
  }
  addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });

  // The stretch that an address asks for, without what was decided or is here already.
  async function stretch(asked) {
    const answer = await fetch(address("/review/ids", asked));
    if (!answer.ok) return null;
    const told = await answer.json();
    const gone = new Set([...taken.map((each) => each.id), ...waiting.map((each) => each.form.claim), ...ids]);
    return { fresh: told.ids.filter((id) => !gone.has(id)), ...told };
  }

  function further() {
    const forward = beyond > 0 && at > ids.length - NEAR;
    const back = before > 0 && at < NEAR;
    if (!begun || fetching || !(forward || back)) return;
    fetching = true;
    extend(forward).catch(() => false).then((came) => { fetching = false; if (came) further(); });
  }

  async function extend(forward) {
    const told = await stretch((forward ? "after=" : "before=") + encodeURIComponent(forward ? last : first));
    if (!told) return false;
    if (forward) {
      ids.push(...told.fresh);
      last = told.ids.at(-1) ?? last;
      beyond = Math.max(0, told.total - told.place - told.ids.length);
    } else {
      ids.unshift(...told.fresh);
      at += told.fresh.length;
      for (const each of new Set([...taken, ...waiting])) each.at += told.fresh.length;
      first = told.ids[0] ?? first;
      before = told.place;
    }
    settle();
    return true;
  }

  // Takes the steps that were asked for, once what they lead to is here.
  function settle() {
    const to = at + owed;
    if (!((to >= ids.length && beyond) || (to < 0 && before))) {
      at = Math.max(0, Math.min(to, ids.length - 1));
      owed = 0;
    }
    show();
  }

  async function begin() {
    const button = document.getElementById("help-button");
    if (button) button.hidden = false;
    count();
    if (!current()) return;
    const here = current().dataset.id;
    shown.set(here, current());
    const told = await stretch("at=" + encodeURIComponent(here));
    if (!told) return;
    ids.push(...told.fresh);
    last = told.ids.at(-1) ?? last;
    before = told.place;
    beyond = Math.max(0, told.total - told.place - told.ids.length);
    begun = true;
    settle();
  }
  begin();
})();
