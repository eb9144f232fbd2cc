// Wagtail begins its choosers of days and times by scripts inside the page, which our policy refuses: begun here instead.
const BEGIN = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

document.addEventListener("DOMContentLoaded", () => {
  for (const one of document.querySelectorAll("[data-chooser]")) {
    window[BEGIN[one.dataset.chooser]]?.(one.dataset.for, JSON.parse(one.dataset.config));
  }
});

// Whoever was logged out while she wrote, as in another tab, must not lose it: what she sends is held back until she is
// logged in again, and goes then with the marks of that log-in. Wagtail saves drafts by itself meanwhile, while it can.
const STATE = "/logga-in/lage/";
const EVERY = 15000;
const MARKS = ["csrfmiddlewaretoken", "made_for"];
let isLoggedOut = false;

async function isLoggedIn() {
  return (await fetch(STATE, { cache: "no-store", redirect: "manual" })).ok;
}

async function freshMarks(me) {
  const answer = await fetch(window.location.href, { cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect" || !answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("[data-me]")?.dataset.me !== me) return null;
  return page.querySelector("form[data-edit-form]");
}

async function look(form, told) {
  if (await isLoggedIn().catch(() => !isLoggedOut)) {
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
