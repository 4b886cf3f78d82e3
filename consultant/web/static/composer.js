// The composer: drafts are kept while one types, the very email shows beside, and Send stops while somebody else's
// message or note has not been seen.
import { calm, csrf, say } from "./page.js";

const composer = document.querySelector(".composer#reply");

function keep(form) {
  const text = form.querySelector("textarea");
  const saved = document.getElementById("saved");
  let running = Promise.resolve();
  let kept = text.value;
  async function save() {
    if (text.value === kept) return;
    const value = text.value;
    saved.textContent = "Saving…";
    const body = new FormData();
    body.set("text", value);
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
      if (!answer.ok) throw new Error();
      kept = value;
      saved.textContent = `Saved ${new Date((await answer.json()).saved_at).toLocaleTimeString([], { hour12: false })}`;
      saved.removeAttribute("data-sev");
      if (form.id === "answer-form") preview();
    } catch {
      saved.textContent = "Not saved; kept here";
      saved.dataset.sev = "warn";
      sessionStorage.setItem(`draft ${form.dataset.draft}`, value);
    }
  }
  const soon = calm(() => { running = running.then(save); }, 500);
  text.addEventListener("input", soon);
  text.addEventListener("blur", () => { running = running.then(save); });
  form.addEventListener("submit", () => { kept = text.value; sessionStorage.removeItem(`draft ${form.dataset.draft}`); });
  addEventListener("beforeunload", (event) => { if (text.value !== kept) event.preventDefault(); });
  const left = sessionStorage.getItem(`draft ${form.dataset.draft}`);
  if (left && !text.value) { text.value = left; soon(); }
}

/** Replace what the frame shows without a step in the browser's history. */
function preview() {
  const frame = document.getElementById("preview");
  const chosen = document.querySelector("[data-preview][aria-current]");
  if (frame && chosen) frame.contentWindow.location.replace(chosen.href);
}

function tabs() {
  const boxes = { reply: document.getElementById("answer-form"), note: document.getElementById("note-form") };
  for (const tab of composer.querySelectorAll("[data-box-tab]")) {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      choose(tab.dataset.boxTab);
    });
  }
  function choose(box) {
    for (const [name, form] of Object.entries(boxes)) form.hidden = name !== box;
    for (const tab of composer.querySelectorAll("[data-box-tab]")) {
      if (tab.dataset.boxTab === box) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
    }
    composer.classList.toggle("is-note", box === "note");
    boxes[box].querySelector("textarea").focus();
  }
  return choose;
}

function copies() {
  const field = document.getElementById("cc");
  const chips = document.getElementById("cc-chips");
  const domain = field.dataset.domain;
  const list = () => field.value.split(/[\s,;]+/).filter(Boolean);
  function draw() {
    chips.replaceChildren(...list().filter((one) => one.includes("@") && one.split("@").pop().toLowerCase() !== domain).map((one) => {
      const chip = document.createElement("span");
      chip.className = "chip";
      chip.dataset.sev = "warn";
      chip.innerHTML = '<svg class="i" aria-hidden="true"><use href="#i-globe"/></svg>';
      chip.append(`${one}, outside domain`);
      return chip;
    }));
  }
  field.addEventListener("input", draw);
  for (const add of composer.querySelectorAll("[data-add-cc]")) {
    add.addEventListener("click", () => {
      if (!list().includes(add.dataset.addCc)) field.value = [...list(), add.dataset.addCc].join(", ");
      add.hidden = true;
      draw();
    });
  }
  draw();
}

/** Files that were chosen are added at once: what leaves is seen before it is sent. */
function files() {
  const field = composer.querySelector("[data-files]");
  field?.addEventListener("change", () => {
    if (field.files.length) field.form.requestSubmit(field.form.querySelector('[name="then"][value="files"]'));
  });
}

/** Compare what the form has seen with what stands in the conversation now. */
function watch() {
  const form = document.getElementById("answer-form");
  const seen = { message: form.elements.seen_message_id, note: form.elements.seen_note_id };
  const strip = document.getElementById("strip");
  const words = document.getElementById("strip-words");
  const send = document.getElementById("send");
  if (!words) return;
  const now = () => document.getElementById("thread").dataset;
  function stop(on) {
    strip.hidden = !on;
    for (const button of document.querySelectorAll('#answer-form [type="submit"], [form="answer-form"]')) button.disabled = on;
  }
  function accept() {
    seen.message.value = now().message;
    seen.note.value = now().note;
    stop(false);
  }
  document.addEventListener("desk:thread", () => {
    const thread = now();
    if (Number(thread.message || 0) <= Number(seen.message.value || 0) && Number(thread.note || 0) <= Number(seen.note.value || 0)) return;
    // What a machine of ours or this person wrote is nothing to read first.
    if (!thread.who || (thread.machine === "yes" && Number(thread.note || 0) <= Number(seen.note.value || 0))) { accept(); return; }
    words.textContent = `${thread.who} wrote ${thread.when}. Read it, then send. Your text is kept.`;
    stop(true);
    say(words.textContent);
  });
  document.getElementById("have-read").addEventListener("click", () => { accept(); send.focus(); });
}

if (composer) {
  for (const form of composer.querySelectorAll("form[data-draft]")) keep(form);
  const choose = tabs();
  copies();
  files();
  watch();
  for (const tab of composer.querySelectorAll("[data-preview]")) {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      composer.querySelector("[data-preview][aria-current]")?.removeAttribute("aria-current");
      tab.setAttribute("aria-current", "true");
      preview();
    });
  }
  document.querySelector('[data-key="r"]')?.addEventListener("click", () => choose("reply"));
  for (const area of composer.querySelectorAll("[data-ctrl-enter]")) {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        const button = document.getElementById(area.dataset.ctrlEnter);
        if (!button.disabled) area.form.requestSubmit(button);
      }
    });
  }
}

/** Write below what stands in the box. */
function write(words, apart = "\n\n") {
  const text = document.getElementById("answer");
  const before = text.value.trimEnd();
  text.value = before ? `${before}${apart}${words}` : words;
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

// A code comes to the caret, with its words and release or alone.
document.addEventListener("click", (event) => {
  const source = event.target.closest("[data-insert]");
  const text = document.getElementById("answer");
  if (!source || !text) return;
  composer.querySelector('[data-box-tab="reply"]').click();
  source.closest("[popover]")?.hidePopover();
  text.focus();
  const [start, end] = [text.selectionStart, text.selectionEnd];
  const before = text.value.slice(0, start);
  const words = `${before && !/\s$/.test(before) ? " " : ""}${source.dataset.insert}`;
  text.setRangeText(words, start, end, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  say(`${source.dataset.insert.split(" ")[0]} stands in the answer.`);
});

// The question back: its words come into the box, and the first button waits for the asker.
document.addEventListener("submit", (event) => {
  const words = event.target.dataset.asks;
  if (!words || !composer) return;
  event.preventDefault();
  composer.querySelector('[data-box-tab="reply"]').click();
  write(words);
  for (const button of composer.querySelectorAll("[data-then]")) button.value = "waiting";
  const send = document.getElementById("send");
  send.textContent = send.dataset.waits;
  composer.querySelector('[data-preview="back"]')?.click();
  say("The questions stand in the box. Nothing is sent yet.");
});
