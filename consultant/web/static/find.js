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

document.getElementById("check-form")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.requestSubmit(document.getElementById("judge"));
  }
});
