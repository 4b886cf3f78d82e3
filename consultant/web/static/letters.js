// The preview of a letter follows what is typed; the buttons beside it do the same by hand, without a script.

const form = document.getElementById("letter-form");

if (form) {
  const buttons = [...form.querySelectorAll("[data-see]")];
  const shown = () => buttons.find((button) => button.getAttribute("aria-pressed") === "true");
  let waiting;
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
  }
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.requestSubmit(shown()), 300);
  });
  form.requestSubmit(shown());
}
