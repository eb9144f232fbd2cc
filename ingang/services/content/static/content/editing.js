// Wagtail begins its choosers of days and times by scripts inside the page, which our policy refuses: begun here instead.
const BEGIN = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

document.addEventListener("DOMContentLoaded", () => {
  for (const one of document.querySelectorAll("[data-chooser]")) {
    window[BEGIN[one.dataset.chooser]]?.(one.dataset.for, JSON.parse(one.dataset.config));
  }
});

// A box of rich text has no name of its own for whoever does not see it: it is called what its panel is called.
function nameBoxes() {
  const boxes = '[contenteditable="true"][role="textbox"]:not([aria-label], [aria-labelledby])';
  for (const box of document.querySelectorAll(boxes)) {
    const name = box.parentElement.closest("[aria-labelledby]")?.getAttribute("aria-labelledby");
    if (name) box.setAttribute("aria-labelledby", name);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  if (!document.querySelector("form[data-edit-form]")) return;
  new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true });
});

// Whoever was logged out while she wrote, as in another tab, must not lose it: what she sends is held back until she is
// logged in again, and goes then with the marks of that log-in. Wagtail saves drafts by itself meanwhile, while it can.
const STATE = "/logga-in/lage/";
const EXTEND = "/logga-in/forlang/";
const EVERY = 15000;
const WARN_AT_SECONDS = 120;
const MARKS = ["csrfmiddlewaretoken", "made_for"];
let isLoggedOut = false;

// Nothing where no answer tells anything, as without a network.
async function secondsLeft() {
  const answer = await fetch(STATE, { cache: "no-store", redirect: "manual" }).catch(() => null);
  if (!answer || answer.status >= 500) return null;
  return answer.ok ? (await answer.json()).seconds_left : 0;
}

async function freshMarks(me) {
  const answer = await fetch(window.location.href, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect" || !answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("[data-me]")?.dataset.me !== me) return null;
  return page.querySelector("form[data-edit-form]");
}

async function look(form, told) {
  const left = await secondsLeft();
  if (left === null) return;
  told.querySelector("[data-soon]").hidden = left === 0 || left > WARN_AT_SECONDS;
  if (left) {
    if (!isLoggedOut) return;
    const fresh = await freshMarks(told.dataset.me).catch(() => null);
    if (!fresh) return;
    for (const name of MARKS) {
      const value = fresh.querySelector(`input[name="${name}"]`)?.value;
      for (const field of document.querySelectorAll(`input[name="${name}"]`)) field.value = value ?? field.value;
    }
    isLoggedOut = false;
  } else {
    isLoggedOut = true;
  }
  told.querySelector("[data-logged-out]").hidden = !isLoggedOut;
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-edit-form]");
  const told = document.querySelector("[data-me]");
  if (!form || !told) return;
  setInterval(() => look(form, told), EVERY);
  told.querySelector("[data-stay]").addEventListener("click", async () => {
    const marks = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    await fetch(EXTEND, { method: "POST", body: marks, redirect: "manual" }).catch(() => null);
    await look(form, told);
  });
  form.addEventListener(
    "submit",
    (event) => {
      if (!isLoggedOut) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      told.querySelector("[data-logged-out]").scrollIntoView();
    },
    true,
  );
});

// What the page saved by itself is the version that the editor goes on from, and is not somebody else's. Whoever presses
// a button while the page saves waits for it: two versions at once would each be the other's rival.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;
  let isSaving = false;
  let pressed = null;

  function goOn() {
    isSaving = false;
    if (!pressed) return;
    const button = pressed.button;
    pressed = null;
    // A button that is switched off while it works would not be sent.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  }

  form.addEventListener("w-autosave:save", (event) => {
    if (pressed) event.preventDefault();
    else isSaving = true;
  });
  form.addEventListener("w-autosave:error", goOn);
  form.addEventListener("w-autosave:success", ({ detail: { response } }) => {
    for (const [name, value] of [
      ["loaded_revision_id", response.revision_id],
      ["loaded_revision_created_at", response.revision_created_at],
    ]) {
      const field = form.elements.namedItem(name);
      if (field && value) field.value = value;
    }
    goOn();
  });
  form.addEventListener(
    "submit",
    (event) => {
      if (!isSaving) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = { button: event.submitter };
    },
    true,
  );
});
