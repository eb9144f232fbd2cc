// Moves along the list of work with keys (see ui/keys.js).
const KEPT = "desk-place";
const lines = [...document.querySelectorAll("[data-work]")];

const place = () => lines.findIndex((line) => line.contains(document.activeElement));

function goTo(index) {
  const line = lines[Math.max(0, Math.min(index, lines.length - 1))];
  line?.querySelector("[data-open]")?.focus();
}

function take() {
  const form = lines[place()]?.querySelector("[data-take]");
  if (!form) return;
  sessionStorage.setItem(KEPT, String(place()));
  form.requestSubmit(form.querySelector("button"));
}

const keys = { j: () => goTo(place() + 1), k: () => goTo(place() - 1), t: take };

document.addEventListener("shortcut", (event) => {
  const act = keys[event.detail];
  if (!act) return;
  event.preventDefault();
  act();
});

// After something was taken, the page goes on where it was.
const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
if (kept !== null) goTo(Number(kept));
