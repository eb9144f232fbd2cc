// Moves along the list with keys. Everything here can also be done with Tab and Enter, and without scripts.
const KEPT = "desk-place";
const OFF = "desk-keys-off";
const bar = document.querySelector("[data-keys]");
const lines = [...document.querySelectorAll("[data-work]")];

const isOn = () => sessionStorage.getItem(OFF) === null;
const place = () => lines.findIndex((line) => line.contains(document.activeElement));
const isWriting = (target) => target.closest?.("input, textarea, select, dialog, [contenteditable]");

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

function toggleList() {
  const list = bar.querySelector("[data-keys-list]");
  list.hidden = !list.hidden;
}

const keys = { j: () => goTo(place() + 1), k: () => goTo(place() - 1), t: take, "?": toggleList };

function listen(event) {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function sayState(button) {
  button.textContent = isOn() ? bar.dataset.off : bar.dataset.on;
  bar.querySelector("[data-keys-list]").hidden = !isOn();
}

// Keys of one letter must be possible to turn off (WCAG 2.1.4): dictation would press them.
function begin() {
  const button = bar.querySelector("[data-keys-toggle]");
  bar.hidden = false;
  sayState(button);
  button.addEventListener("click", () => {
    isOn() ? sessionStorage.setItem(OFF, "1") : sessionStorage.removeItem(OFF);
    sayState(button);
  });
  document.addEventListener("keydown", listen);
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept !== null) goTo(Number(kept));
}

if (bar) begin();
