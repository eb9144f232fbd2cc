// Moves along the entries with keys. Everything here can also be done with Tab and Enter, and without scripts.
const OFF = "journal-keys-off";
const bar = document.querySelector("[data-keys]");

const isOn = () => sessionStorage.getItem(OFF) === null;
const isWriting = (target) => target.closest?.("input, textarea, select, dialog, [contenteditable]");
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

function toggleList() {
  const list = bar.querySelector("[data-keys-list]");
  list.hidden = !list.hidden;
}

const keys = { j: () => goBy(1), k: () => goBy(-1), "/": search, "?": toggleList };

function listen(event) {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function say(button) {
  button.textContent = isOn() ? bar.dataset.off : bar.dataset.on;
  bar.querySelector("[data-keys-list]").hidden = !isOn();
}

// Keys of one letter must be possible to turn off (WCAG 2.1.4): dictation would press them.
function begin() {
  const button = bar.querySelector("[data-keys-toggle]");
  bar.hidden = false;
  say(button);
  button.addEventListener("click", () => {
    isOn() ? sessionStorage.setItem(OFF, "1") : sessionStorage.removeItem(OFF);
    say(button);
  });
  document.addEventListener("keydown", listen);
}

if (bar) begin();
