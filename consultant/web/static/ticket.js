// The open ticket: conversation, case and head are fetched anew when it changes, while the page is seen.
import { busy } from "./facts.js";
import { calm, morph, part, piece } from "./page.js";

const ticket = document.querySelector(".ticket[data-ticket]");

async function refresh() {
  if (document.hidden) { stale = true; return; }
  stale = false;
  const text = await part(ticket.dataset.parts);
  if (text === null) return;
  for (const id of ["head", "thread", "case"]) {
    const fresh = piece(text, id);
    const here = document.getElementById(id);
    if (!fresh || !here) continue;
    if (id === "case" && busy()) { stale = true; continue; }
    keepFrames(here, fresh);
    await morph(here, fresh.outerHTML);
  }
  frames();
  document.dispatchEvent(new CustomEvent("desk:thread"));
}

/** Mail that somebody reads as it was laid out stays open as it is: its frame is not loaded anew. */
function keepFrames(here, fresh) {
  for (const fold of here.querySelectorAll("details[data-ready][open]")) {
    fresh.querySelector(`details[data-frame="${fold.dataset.frame}"]`)?.replaceWith(fold.cloneNode(true));
  }
}

/** Mail as it was laid out loads when its fold is opened, not before: opening it is a line in the read log. */
function frames() {
  for (const fold of document.querySelectorAll("details[data-frame]:not([data-ready])")) {
    fold.dataset.ready = "yes";
    // Pictures that lie on other servers tell them that somebody reads: they come by the reader's own click alone.
    fold.querySelector("[data-remote]")?.addEventListener("click", (event) => {
      event.preventDefault();
      const frame = fold.querySelector("iframe");
      if (frame) frame.src = event.target.href;
      event.target.remove();
    });
    fold.addEventListener("toggle", () => {
      if (!fold.open || fold.querySelector("iframe")) return;
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "");
      frame.title = "The mail as it was laid out";
      frame.src = fold.dataset.frame;
      fold.querySelector(".frame").append(frame);
    });
  }
}

let stale = false;

if (ticket) {
  const id = Number(ticket.dataset.ticket);
  const soon = calm(refresh, 150);
  document.addEventListener("desk:word", ({ detail }) => { if (detail.kind === "all" || detail.ticket_id === id) soon(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && stale) soon(); });
  document.addEventListener("desk:closed", () => { if (stale) soon(); });
  // Queued mail leaves without anybody touching the page; its state is looked at again then.
  if (document.getElementById("case")?.getAttribute("aria-busy") === "true") setTimeout(soon, 3000);
  frames();
}

const toast = document.querySelector(".toast[data-seconds]");
if (toast) {
  let left = Number(toast.dataset.seconds);
  const held = () => toast.matches(":hover, :focus-within");
  const tick = setInterval(() => {
    left -= 0.5;
    if (left <= 0 && !held()) { clearInterval(tick); toast.remove(); }
  }, 500);
  history.replaceState(null, "", location.pathname + location.hash);
}
