// What several modules need: asking the server for a part of a page, and saying something aloud.

export const csrf = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Return the text of a part of a page, or null when it could not be had. A session that ended leads to sign-in. */
export async function part(address) {
  try {
    const answer = await fetch(address, { headers: { "X-Part": "1" }, credentials: "same-origin" });
    if (answer.status === 401) { say("Your session has ended. Drafts are kept; sign in again."); return null; }
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** Tell a screen reader. */
export function say(words) {
  const box = document.getElementById("say");
  if (box) box.textContent = words;
}

/** Put `text` in the place of `target`, keeping focus, open details and what was not changed. */
export function morph(target, text, style = "outerMorph") {
  return window.htmx.swap({ text, target, swap: style, sourceElement: document.body });
}

/** Return the element of a fragment's text that has this id. */
export function piece(text, id) {
  const parsed = new DOMParser().parseFromString(`<body>${text}</body>`, "text/html");
  return parsed.getElementById(id);
}

/** Run `act` once after `wait` ms of silence. */
export function calm(act, wait) {
  let timer;
  return (...rest) => { clearTimeout(timer); timer = setTimeout(() => act(...rest), wait); };
}
