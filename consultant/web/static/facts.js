// Facts of the case: the field to correct one opens in its place and closes with Escape; what was typed is never swapped away.

document.addEventListener("click", (event) => {
  const opener = event.target.closest('[data-fact="c"]');
  if (!opener) return;
  event.preventDefault();
  const field = opener.closest(".fact").querySelector(".change");
  show(field, field.hidden);
});

document.addEventListener("keydown", (event) => {
  const field = event.key === "Escape" && event.target.closest(".fact .change");
  if (field) { event.preventDefault(); show(field, false); }
}, true);

function show(field, on) {
  const opener = field.closest(".fact").querySelector('[data-fact="c"]');
  field.hidden = !on;
  opener.setAttribute("aria-expanded", String(on));
  (on ? field.querySelector("[name=value]") : opener).focus();
  if (!on) document.dispatchEvent(new CustomEvent("desk:closed"));
}

/** Whether somebody is typing into a fact, so that the case must not be swapped under the hand. */
export function busy() {
  return document.querySelector(".fact .change:not([hidden]), details.add[open]") !== null;
}
