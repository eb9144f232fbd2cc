// Turns push on in this browser: asks for leave, gets the subscription, and hands it over in the page's own form.
const part = document.querySelector("[data-push]");
const form = part.querySelector("form[data-on]");
const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function show(name) {
  for (const one of part.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== name;
}

const asBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

function handOver(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  form.elements.endpoint.value = endpoint;
  form.elements.key.value = keys.p256dh;
  form.elements.auth.value = keys.auth;
  form.submit();
}

function isActive(registration) {
  const worker = registration.installing ?? registration.waiting;
  if (!worker) return Promise.resolve();
  return new Promise((resolve) => worker.addEventListener("statechange", () => worker.state === "activated" && resolve()));
}

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return show("denied");
  try {
    const registration = await navigator.serviceWorker.register(part.dataset.worker);
    await isActive(registration);
    const wanted = { userVisibleOnly: true, applicationServerKey: asBytes(part.dataset.key) };
    handOver(await registration.pushManager.subscribe(wanted));
  } catch {
    show("failed");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  turnOn();
});

if (!can) show("cannot");
else if (Notification.permission === "denied") show("denied");
else show("can");
