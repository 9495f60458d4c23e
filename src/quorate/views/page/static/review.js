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

  const current = () => place.querySelector(".proposal");
  const shown = new Map(); // by id, what is shown of it
  let ids = current() ? [current().dataset.id] : [];
  let at = 0;
  let whole = false; // are all ids here?
  let owed = 0; // steps asked for before the list was there
  const undone = new Set();
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
    const total = whole ? ids.length : Math.max(0, Number(desk.dataset.count) - done);
    document.getElementById("count").textContent = number(total);
    document.getElementById("place").textContent = number(total ? at + Number(whole ? 1 : desk.dataset.place) : 0);
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
    if (wanted.length === 0 || (whole && wanted.length < AHEAD / 2 && shown.has(ids[at]) && shown.has(ids[at + 1]))) return;
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
    document.getElementById("empty").hidden = !(whole && ids.length === 0);
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
  }

  function move(step) {
    if (!whole && at + step >= ids.length) { owed += step; return; } // the list is still to come
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
    if (at >= ids.length) at = Math.max(0, ids.length - 1);
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
    undone.add(last.id);
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

  async function begin() {
    const button = document.getElementById("help-button");
    if (button) button.hidden = false;
    count();
    if (!current()) { whole = true; return; }
    shown.set(ids[0], current());
    const first = ids[0];
    const answer = await fetch(address("/review/ids", ""));
    if (!answer.ok) return;
    const all = (await answer.json()).ids;
    const decided = new Set(taken.map((each) => each.id));
    const here = ids[at];
    ids = all.filter((id) => !decided.has(id));
    // What was taken back while the list was on its way is not yet in it.
    for (const id of undone) if (!decided.has(id) && !ids.includes(id)) ids.splice(Math.min(at, ids.length), 0, id);
    whole = true;
    at = Math.max(0, ids.indexOf(here ?? first));
    if (owed) { at = Math.min(at + owed, Math.max(0, ids.length - 1)); owed = 0; }
    show();
  }
  begin();
})();
