// Keys for staff. Everything that they do can also be done with Tab and Enter, and without scripts.
// A key that a button or link names presses it; any other is offered to the page's own script as a "shortcut".
const OFF = "keys-off";
const bar = document.querySelector("[data-keys]");

const isOn = () => sessionStorage.getItem(OFF) === null;
const isWriting = (target) => target.closest?.("input, textarea, select, dialog, [contenteditable]");
const list = () => bar.querySelector("ul");

function isDone(key) {
  const wanted = [...document.querySelectorAll("[aria-keyshortcuts]")].find((one) => one.getAttribute("aria-keyshortcuts") === key);
  wanted?.click();
  if (!wanted && key === "?" && list()) list().hidden = !list().hidden;
  return wanted || key === "?" || !document.dispatchEvent(new CustomEvent("shortcut", { detail: key, cancelable: true }));
}

function listen(event) {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
  if (isDone(event.key)) event.preventDefault();
}

function say(button) {
  button.textContent = isOn() ? bar.dataset.off : bar.dataset.on;
  if (list()) list().hidden = !isOn();
}

// Keys of one letter must be possible to turn off (WCAG 2.1.4): dictation would press them.
function begin() {
  const button = bar.querySelector("button");
  bar.hidden = false;
  say(button);
  button.addEventListener("click", () => {
    isOn() ? sessionStorage.setItem(OFF, "1") : sessionStorage.removeItem(OFF);
    say(button);
  });
  document.addEventListener("keydown", listen);
}

if (bar) begin();
