// Leaves at once and takes this page out of the history. Without scripts the link itself leads outside.
const link = document.querySelector("[data-quick-exit]");
const THREE_PRESSES_WITHIN = 1500;

function leave(event) {
  event?.preventDefault();
  document.documentElement.hidden = true;
  location.replace(link.href);
}

function listenForEscape() {
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < THREE_PRESSES_WITHIN);
    if (presses.length >= 3) leave();
  });
}

link?.addEventListener("click", leave);
if (link?.hasAttribute("data-escape")) listenForEscape();
