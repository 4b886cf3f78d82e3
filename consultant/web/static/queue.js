// The open queue: rows change where they stand; new ones come in by themselves while nobody is at work in the list, and
// wait behind a bar that names them otherwise, so that nothing moves under the pointer.
import { morph, part, piece, say } from "./page.js";

const form = document.getElementById("tickets");
const bar = document.getElementById("fresh");
const waiting = new Map();
const below = new Set();
const later = new Set();
const PAUSE = 40;
const LATER = "new, due later than this page";
let asked = new Set();
let timer;
let inside = false;

function busy() {
  const list = document.getElementById("list");
  return inside || scrollY > 120 || form.querySelector(".tick:checked") || (list.contains(document.activeElement) && list.querySelector(".row"));
}

function address(ids) {
  const base = form.dataset.rows;
  return `${base}${base.includes("?") && !base.endsWith("?") ? "&" : base.endsWith("?") ? "" : "?"}ids=${ids.join(",")}`;
}

/** Show what was asked for; one round at a time, and what is asked meanwhile makes the next one. */
async function refresh() {
  try {
    await round();
  } finally {
    timer = asked.size ? setTimeout(refresh, PAUSE) : undefined;
  }
}

async function round() {
  const ids = [...asked].slice(-100);
  asked = new Set();
  const strange = ids.filter((id) => !document.getElementById(`t${id}`) && !later.has(String(id)));
  if (strange.length && form.dataset.first === "yes" && !busy()) {
    await reload(strange);
    return;
  }
  const found = await rows(ids);
  if (found === null) return;
  const fresh = [];
  for (const id of ids) {
    const row = found.getElementById(`t${id}`);
    const here = document.getElementById(`t${id}`);
    if (row && here) { keepTick(here, row); morph(here, row.outerHTML); }
    else if (row) fresh.push(row);
    else if (here) here.setAttribute("data-gone", "");
  }
  if (fresh.length && form.dataset.first === "yes") arrive(fresh);
  // A row that no longer belongs here stays, dimmed, while somebody is at work in the list.
  else if (form.querySelector(".row[data-gone]") && !busy()) await reload([]);
}

/** The rows among ``ids`` that belong to this view, as a document. */
async function rows(ids) {
  const text = await part(address(ids));
  return text === null ? null : new DOMParser().parseFromString(text, "text/html");
}

function keepTick(here, row) {
  if (here.querySelector(".tick")?.checked) row.querySelector(".tick").setAttribute("checked", "");
  if (here.hasAttribute("aria-current")) row.setAttribute("aria-current", here.getAttribute("aria-current"));
}

function arrive(fresh) {
  for (const row of fresh) waiting.set(row.dataset.id, row.dataset.ref);
  announce("new", [...waiting.values()], "Show", () => reload([...waiting.keys()]));
}

/** Name what came in the bar above the list, with one thing to do about it. */
function announce(word, names, act, then) {
  const newest = [...names].reverse();
  const words = document.createElement("p");
  words.append(Object.assign(document.createElement("b"), { textContent: `${names.length} ${word}` }), ": ");
  words.append(Object.assign(document.createElement("span"), { className: "refs", textContent: newest.slice(0, 3).join(", ") }), names.length > 3 ? " and more" : "");
  const button = Object.assign(document.createElement("button"), { className: "btn small", type: "button", textContent: act });
  button.addEventListener("click", then);
  bar.replaceChildren(words, button);
  bar.hidden = false;
}

function quiet() {
  below.clear();
  bar.hidden = true;
  bar.replaceChildren();
}

/** Fetch the list anew and put it in place; what came is marked for a second, or named where it is due on a later page. */
async function reload(ids) {
  const text = await part(location.href);
  if (text === null) return;
  const list = piece(text, "list");
  if (!list) return;
  const came = ids.map((id) => list.querySelector(`#t${id}`)).filter(Boolean);
  for (const row of came) row.setAttribute("data-new", "");
  await morph(document.getElementById("list"), list.outerHTML);
  waiting.clear();
  if (below.size) announce(LATER, [...below], "Close", quiet);
  else quiet();
  if (came.length) say(`New: ${came.slice(0, 5).map((row) => row.dataset.ref).join(", ")}`);
  const elsewhere = ids.filter((id) => !list.querySelector(`#t${id}`));
  if (elsewhere.length && list.dataset.more === "yes") await nameLater(elsewhere);
}

async function nameLater(ids) {
  const found = await rows(ids);
  for (const id of ids) later.add(String(id));
  for (const row of found?.querySelectorAll(".row") ?? []) below.add(row.dataset.ref);
  if (below.size) announce(LATER, [...below], "Close", quiet);
}

if (form) {
  form.addEventListener("pointerover", (event) => { inside = Boolean(event.target.closest(".list")); });
  form.addEventListener("pointerleave", () => { inside = false; });
  document.addEventListener("desk:word", ({ detail }) => {
    if (detail.kind === "ticket") asked.add(detail.ticket_id);
    else if (detail.kind === "all") for (const row of document.querySelectorAll("#list .row")) asked.add(Number(row.dataset.id));
    if (detail.kind === "all" && form.dataset.first === "yes" && !busy()) { reload([]); return; }
    if (asked.size && !timer) timer = setTimeout(refresh, PAUSE);
  });
}

for (const filter of document.querySelectorAll("form[data-auto-submit]")) {
  filter.addEventListener("change", () => filter.requestSubmit());
}
