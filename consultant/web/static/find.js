// Finding and checking codes: what may be copied is copied by its button, and forms of codes are sent by Ctrl Enter.
import { say } from "./page.js";

document.addEventListener("click", async (event) => {
  const source = event.target.closest("[data-copy]");
  if (!source || !navigator.clipboard) return;
  event.preventDefault();
  const words = source.dataset.copy || source.href;
  await navigator.clipboard.writeText(words);
  source.dataset.copied = "yes";
  say(`${source.dataset.copy || "The address"} is copied.`);
  setTimeout(() => source.removeAttribute("data-copied"), 1500);
});

// From the box down into what was found, and back up.
document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const box = event.target.closest("#q, #ins");
  const list = document.getElementById(event.target.closest("#ins, #ins-found") ? "ins-found" : "found");
  if (!list || !(box || list.contains(event.target))) return;
  const stops = [...list.querySelectorAll(".hit header a.pill, [data-insert]:not(.alone)")];
  const at = stops.indexOf(event.target.closest(".hit, li")?.querySelector(".hit header a.pill, header a.pill, [data-insert]:not(.alone)"));
  const next = event.key === "ArrowDown" ? stops[box ? 0 : at + 1] : stops[at - 1] ?? document.getElementById(list.id === "found" ? "q" : "ins");
  if (!next || (box && event.key === "ArrowUp")) return;
  event.preventDefault();
  next.focus();
});

document.getElementById("check-form")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.requestSubmit(document.getElementById("judge"));
  }
});
