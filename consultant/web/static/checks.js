// Codes of the answer are checked while it is written: one request at a time, the newest words win, and where a stop
// stands against them the field for its reason is there before Send is tried.
import { calm, csrf, morph, piece } from "./page.js";

const form = document.getElementById("answer-form");
let running = false;
let again = false;
let checked = "";

async function look() {
  const text = form.elements.text.value;
  if (running) { again = true; return; }
  running = true;
  try {
    const body = new FormData();
    body.set("text", text);
    const answer = await fetch(form.dataset.check, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "X-Part": "1" } });
    if (answer.ok) {
      checked = text;
      await show(piece(await answer.text(), "answer-check"));
    }
  } catch { /* the desk is away: the server looks again when the answer is sent */ }
  running = false;
  if (again) { again = false; if (form.elements.text.value !== checked) look(); }
}

async function show(fresh) {
  const here = document.getElementById("answer-check");
  for (const fold of here.querySelectorAll("details[open]")) fresh.querySelector("details")?.setAttribute("open", fold.getAttribute("open"));
  const stops = Number(fresh.dataset.stops) > 0;
  await morph(here, fresh.outerHTML);
  document.getElementById("reason-field").hidden = !stops;
  form.elements.reason.required = stops;
}

if (form) {
  const soon = calm(look, 250);
  form.elements.text.addEventListener("input", soon);
  document.addEventListener("desk:thread", () => { if (form.elements.text.value.trim()) soon(); });
  if (form.elements.text.value.trim()) look();
}
