// Keeps a log-in under way up to date: a new QR code each second, and the next page when something has happened.
const box = document.querySelector("[data-order]");

function renew(fresh) {
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const here = box.querySelector(`[data-part="${part.dataset.part}"]`);
    // Screen readers hear the hint again only when it has changed.
    if (here && here.innerHTML !== part.innerHTML) here.replaceChildren(...part.childNodes);
  }
}

async function look() {
  const answer = await fetch(box.dataset.order, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const go = fresh.querySelector("[data-go]");
    if (go) return location.replace(go.dataset.go);
    renew(fresh);
  }
  setTimeout(look, 1000);
}

if (box) setTimeout(look, 1000);
