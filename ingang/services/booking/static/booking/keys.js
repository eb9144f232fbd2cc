// Presses the buttons and links that name a key of their own. Everything here also works with Tab and Enter.
const OFF = "booking-keys-off";
const bar = document.querySelector("[data-keys]");
const isOn = () => sessionStorage.getItem(OFF) === null;
const isWriting = (target) => target.closest?.("input, textarea, select, dialog, [contenteditable]");

function press(event) {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
  const wanted = [...document.querySelectorAll("[aria-keyshortcuts]")].find((one) => one.getAttribute("aria-keyshortcuts") === event.key);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
}

// Keys of one letter must be possible to turn off (WCAG 2.1.4): dictation would press them.
function begin() {
  const button = bar.querySelector("[data-keys-toggle]");
  const say = () => (button.textContent = isOn() ? bar.dataset.off : bar.dataset.on);
  bar.hidden = false;
  say();
  button.addEventListener("click", () => {
    isOn() ? sessionStorage.setItem(OFF, "1") : sessionStorage.removeItem(OFF);
    say();
  });
  document.addEventListener("keydown", press);
}

if (bar) begin();
