// Moves focus to what must be put right, and sends each form once however often the button is pressed.
const summary = document.querySelector("[data-error-summary]:not(.story *)");
summary?.focus();
summary?.addEventListener("click", (event) => {
  const target = document.getElementById(event.target.hash?.slice(1) ?? "");
  if (!target) return;
  event.preventDefault();
  (target.closest("fieldset, .field") ?? target).scrollIntoView();
  target.focus({ preventScroll: true });
});

function mark(form, sent) {
  form.toggleAttribute("data-sent", sent);
  for (const button of form.querySelectorAll("button")) {
    sent ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.hasAttribute("data-sent")) event.preventDefault();
  else mark(form, true);
});

// A page that the browser kept for the back button must be possible to send again.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach((form) => mark(form, false));
});
