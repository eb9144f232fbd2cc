// Shows what care givers' systems answer as it comes. Without scripts the page leads to one that grows by itself.
const place = document.querySelector("[data-arrivals]");

// A part in which somebody reads or chooses right now is left as it is until she leaves it, or asks for the page anew.
function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = place.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old || old.contains(document.activeElement)) continue;
    if (old.open) part.open = true;
    old.replaceWith(part);
  }
}

if (place) {
  const stream = new EventSource(place.dataset.arrivals, { withCredentials: true });
  stream.addEventListener("answers", (event) => show(event.data));
  stream.addEventListener("complete", () => stream.close());
  // Asked once: a stream that breaks off leaves what has come, and the page says who has not answered.
  stream.addEventListener("error", () => stream.close());
  addEventListener("pagehide", () => stream.close());
}
