// Moves along the entries with keys (see ui/keys.js).
// Asked anew each time: entries arrive while somebody reads.
const entries = () => [...document.querySelectorAll('[data-part="list"] .timeline-title a')];

function goBy(step) {
  const all = entries();
  const place = all.indexOf(document.activeElement) + step;
  all[Math.max(0, Math.min(place, all.length - 1))]?.focus();
}

function search() {
  document.querySelector('[data-part="filter"] [name="sok"]')?.focus();
}

const keys = { j: () => goBy(1), k: () => goBy(-1), "/": search };

document.addEventListener("shortcut", (event) => {
  const act = keys[event.detail];
  if (!act) return;
  event.preventDefault();
  act();
});
