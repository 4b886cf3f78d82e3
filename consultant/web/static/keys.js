// The keyboard. Single keys sleep while a field has focus, and where the person has switched them off.
const on = document.body.dataset.singleKeys === "on";
let led = 0;

const rows = () => [...document.querySelectorAll(".list .row, #found .hit")];
const LINK = ".what a, header a";
const current = () => rows().find((row) => row.contains(document.activeElement)) ?? rows().find((row) => row.getAttribute("aria-current") === "true");

function go(step) {
  const all = rows();
  const at = all.indexOf(current());
  const row = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  if (!row) return;
  for (const other of all) if (other.getAttribute("aria-current") === "true" && document.getElementById("tickets")) other.removeAttribute("aria-current");
  const link = row.querySelector(LINK);
  link.focus();
  row.scrollIntoView({ block: "nearest" });
}

function open(id) {
  const box = document.getElementById(id);
  if (!box) return false;
  if (!box.matches(":popover-open")) box.showPopover();
  box.querySelector("input:not([type=hidden]), button, a")?.focus();
  return true;
}

/** Accept or correct the fact in which the focus is, else the first that waits; among codes that were found, `c` copies. */
function fact(name) {
  const copy = name === "c" && document.activeElement.closest(".hit")?.querySelector("[data-copy]");
  if (copy) { copy.click(); return; }
  const here = document.activeElement.closest(".fact")?.querySelector(`[data-fact="${name}"]`);
  if (here) here.click(); else press(name);
}

function press(name) {
  const target = document.querySelector(`[data-key="${name}"]`);
  if (!target) return false;
  target.click();
  return true;
}

const acts = {
  j: () => go(1),
  k: () => go(-1),
  o: () => current()?.querySelector(LINK).click(),
  x: () => current()?.querySelector(".tick")?.click(),
  r: () => { if (press("r")) document.getElementById("answer")?.focus(); },
  n: () => press("n"),
  a: () => open("assign") || chosen("assignee"),
  e: () => open("state") || chosen("step"),
  u: () => press("u"),
  y: () => fact("y"),
  c: () => fact("c"),
  b: () => press("b"),
  i: () => open("insert"),
  "/": () => open("palette"),
  "?": () => open("keys"),
};
const after = { q: "/", c: "/codes", k: "/check", t: "/tools", p: "/parked" };

/** With ticked rows, `a` and `e` go to the bar below the list. */
function chosen(name) {
  document.querySelector(`.bulk [name="${name}"]`)?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && field) {
    const box = field.closest("[popover]");
    field.blur();
    if (box) { event.preventDefault(); box.hidePopover(); } // a search field would clear itself first
    return;
  }
  if (!on || field) return;
  if (led && Date.now() - led < 1200 && after[event.key]) {
    led = 0;
    event.preventDefault();
    location.assign(after[event.key]);
    return;
  }
  led = event.key === "g" ? Date.now() : 0;
  if (document.querySelector(":popover-open") && !["/", "?"].includes(event.key)) return;
  const act = acts[event.key];
  if (act) { event.preventDefault(); act(); }
});

for (const link of document.querySelectorAll('[data-opens="palette"]')) {
  link.addEventListener("click", (event) => { event.preventDefault(); open("palette"); });
}

// Back from a ticket, the list goes on at its row; only after loading, as the browser's own step to the row takes focus away.
if (/^#t\d+$/.test(location.hash)) addEventListener("load", () => document.querySelector(`${location.hash}.row .what a`)?.focus());
