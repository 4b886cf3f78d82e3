// One event stream a browser: the tab that holds the lock listens and tells its sisters. Where a stream cannot be had,
// each tab asks. Words are ids only; what they mean is fetched by who shows it, as a DOM event "desk:word".
import { calm, morph, part } from "./page.js";

const LOCK = "consultant live";
const QUIET = 20000;
const sisters = "BroadcastChannel" in window ? new BroadcastChannel(LOCK) : null;
const sign = document.getElementById("live");
let heard = Date.now();
let polling = false;

function tell(word) {
  heard = Date.now();
  document.dispatchEvent(new CustomEvent("desk:word", { detail: word }));
  if (word.kind !== "here") rail();
}

const rail = calm(async () => {
  const box = document.getElementById("rail-views");
  if (!box || document.hidden) return;
  const here = box.querySelector("[aria-current]")?.getAttribute("href") ?? "";
  const view = new URLSearchParams(here.split("?")[1] ?? "").get("view") ?? { "/": "mine", "/codes": "codes", "/check": "check", "/rechecks": "rechecks", "/parked": "parked", "/outbox": "outbox", "/me": "me" }[here] ?? "";
  const text = await part(`/queue/rail?here=${view}`);
  if (text !== null) morph(box, text, "innerMorph");
}, 250);

function show(state, words) {
  if (!sign || sign.dataset.sev === state && sign.textContent === words) return;
  sign.dataset.sev = state;
  sign.firstElementChild.textContent = words;
}

/** Listen until the stream is lost for good; resolves when it is. */
function listen() {
  return new Promise((done) => {
    const stream = new EventSource("/live");
    let opened = false;
    const last = setInterval(() => sisters?.postMessage({ kind: "here" }), 5000);
    stream.onopen = () => {
      if (opened) pass({ kind: "all" });
      opened = true;
      heard = Date.now();
      polling = false;
      show("ok", "Live");
    };
    stream.onmessage = (event) => pass(JSON.parse(event.data));
    stream.onerror = () => {
      heard = opened && stream.readyState === EventSource.CONNECTING ? heard : 0;
      if (stream.readyState === EventSource.CLOSED) { clearInterval(last); stream.close(); done(); }
    };
    const alive = setInterval(() => { if (stream.readyState === EventSource.OPEN) heard = Date.now(); }, 2000);
    addEventListener("pagehide", () => { clearInterval(alive); clearInterval(last); stream.close(); }, { once: true });
  });
}

function pass(word) {
  sisters?.postMessage(word);
  tell(word);
}

/** Ask each second until a stream may be tried again. */
async function ask(times) {
  polling = true;
  let cursor = "";
  for (let turn = 0; turn < times; turn += 1) {
    try {
      const answer = await fetch(`/live/since?cursor=${cursor}`, { headers: { Accept: "application/json" } });
      if (answer.status === 401 || answer.status === 403) { show("stop", "Signed out"); return false; }
      if (!answer.ok) throw new Error();
      const found = await answer.json();
      cursor = found.cursor;
      heard = Date.now();
      show("ok", "Live");
      for (const id of found.tickets) pass({ kind: "ticket", ticket_id: id });
    } catch { /* the clock below says so */ }
    await new Promise((go) => setTimeout(go, 1000));
  }
  return true;
}

async function lead() {
  for (;;) {
    await listen();
    if (!await ask(15)) return;
    tell({ kind: "all" });
  }
}

if (document.querySelector(".rail")) {
  if (sisters) sisters.onmessage = (event) => { if (!polling || event.data.kind !== "here") tell(event.data); else heard = Date.now(); };
  // Without locks (a plain http address that is not this machine) nobody can lead: each tab asks by itself.
  if (sisters && navigator.locks) navigator.locks.request(LOCK, lead);
  else (async () => { while (await ask(60)); })();
  setInterval(() => {
    const silent = Date.now() - heard;
    if (silent > 3 * QUIET) show("stop", "Offline. Reload to see what is new");
    else if (silent > QUIET) show("warn", `Last heard ${Math.round(silent / 1000)} s ago`);
    else show("ok", "Live");
  }, 2000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tell({ kind: "all" }); });
}
