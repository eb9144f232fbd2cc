// Counts time limits down in words, and warns before the session ends.
const POLL_EVERY = 20_000;

function inWords(seconds, words) {
  if (seconds <= 0) return words.over ?? "";
  if (seconds < 60) return words.seconds.replace("{n}", seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? words.minute : words.minutes.replace("{n}", minutes);
}

// Screen readers hear it once a minute, then at twenty seconds and at the end.
function tell(box, seconds, name) {
  const text = inWords(seconds, box.dataset);
  box.querySelector(`[data-${name}-left]`).textContent = text;
  if (seconds % 60 === 0 || seconds === 20) box.querySelector(`[data-${name}-said]`).textContent = text;
}

function countDown(box) {
  const ends = performance.now() + Number(box.dataset.countdown) * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000));
    tell(box, seconds, "countdown");
    if (seconds === 0) clearInterval(timer);
  };
  const timer = setInterval(tick, 1000);
  tick();
}

function watchSession(dialog) {
  const form = dialog.querySelector("form");
  let ends = Infinity;
  let isLeaving = false;
  const setLeft = (seconds) => (ends = performance.now() + seconds * 1000);

  // Once: a second leaving would break off the first.
  function leave() {
    if (!isLeaving) location.replace(dialog.dataset.ended);
    isLeaving = true;
  }

  function show() {
    const seconds = Math.max(0, Math.round((ends - performance.now()) / 1000));
    if (seconds === 0) leave();
    else if (seconds > Number(dialog.dataset.warnAt)) dialog.close();
    else {
      if (!dialog.open) dialog.showModal();
      tell(dialog, seconds, "idle");
    }
  }

  // An answer that says nothing about the session (no network, a fault with us) must not throw anybody out.
  async function ask() {
    const answer = await fetch(dialog.dataset.poll, { cache: "no-store", redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 500) return;
    if (answer.ok) setLeft((await answer.json()).seconds_left);
    else setLeft(0);
    show();
  }

  async function extend(event) {
    event.preventDefault();
    await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
    await ask();
  }

  // Ended in another tab or on another device: told at once. A stream that is refused or breaks off may mean the same,
  // and so the page asks; without the stream the questions above find it.
  function listen() {
    const stream = new EventSource(dialog.dataset.stream, { withCredentials: true });
    stream.addEventListener("ended", leave);
    stream.addEventListener("error", () => {
      stream.close();
      ask();
    });
    addEventListener("pagehide", () => stream.close());
    // Whoever logs out right here goes where the log-out leads.
    addEventListener("submit", () => stream.close());
  }

  // A page that the browser kept for the back button is asked for anew: after log-out it shows nothing.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  form.addEventListener("submit", extend);
  dialog.addEventListener("cancel", extend);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  setInterval(ask, POLL_EVERY);
  setInterval(() => Number.isFinite(ends) && show(), 1000);
  ask();
  if (dialog.dataset.stream) listen();
}

document.querySelectorAll("[data-countdown]").forEach(countDown);
document.querySelectorAll("[data-idle]").forEach(watchSession);
