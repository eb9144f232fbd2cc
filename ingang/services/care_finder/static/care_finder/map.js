// Moves and zooms the map by drag, pinch, wheel and keys. Each move ends as the address that a link would have had,
// and the page's own answer for that address takes the map's place.
const SETTLED = 250;
let waiting;
let asked = 0;

const map = () => document.querySelector("[data-map]");
const picture = () => map()?.querySelector("svg[data-part]");
const view = (svg) => svg.getAttribute("viewBox").split(" ").map(Number);

async function show(address) {
  const turn = ++asked;
  const held = map().contains(document.activeElement) && document.activeElement.dataset.key;
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-map]");
    if (turn !== asked) return;
    if (!next) throw new Error("no map");
    map().replaceWith(document.adoptNode(next));
    history.replaceState(null, "", address);
    ready();
    if (held === "map") picture().parentElement.focus();
    else if (held) map().querySelector(`[data-key="${held}"]`)?.focus();
  } catch {
    if (turn === asked) location.assign(address);
  }
}

function settle() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const [left, top, side] = view(picture());
    const address = new URL(location);
    const middle = [left + side / 2, top + side / 2, side].map((one) => Math.max(0, Math.round(one)));
    address.searchParams.set("ruta", middle.join(","));
    address.searchParams.delete("har");
    address.hash = "";
    show(address.href);
  }, SETTLED);
}

function change(svg, { right = 0, down = 0, times = 1, at = [0.5, 0.5] }) {
  const [left, top, side] = view(svg);
  const wide = Math.min(6500, Math.max(12, side * times));
  const x = left + right * side + (side - wide) * at[0];
  const y = top + down * side + (side - wide) * at[1];
  svg.setAttribute("viewBox", `${x} ${y} ${wide} ${wide}`);
}

function place(svg, event) {
  const box = svg.getBoundingClientRect();
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
}

function ready() {
  const svg = picture();
  const frame = svg.parentElement;
  const fingers = new Map();
  let moved = 0;
  frame.tabIndex = 0;
  frame.dataset.key = "map";
  map().querySelector("[data-map-hint]").hidden = false;

  svg.addEventListener("pointerdown", (event) => {
    clearTimeout(waiting);
    moved = fingers.size ? moved : 0;
    fingers.set(event.pointerId, place(svg, event));
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = place(svg, event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const far = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 0.01;
      change(svg, { times: far(before) / far(now), at: [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2] });
      moved = 1;
    } else {
      change(svg, { right: before[0] - now[0], down: before[1] - now[1] });
      moved += Math.hypot(before[0] - now[0], before[1] - now[1]);
    }
    if (moved > 0.02 && !svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, (event) => {
      if (fingers.delete(event.pointerId) && !fingers.size && moved > 0.02) settle();
    });
  }
  // What was dragged was not pressed.
  svg.addEventListener("click", (event) => moved > 0.02 && event.preventDefault(), true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  // The wheel scrolls the page until the map has focus, so that nobody is caught by it.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !frame.contains(document.activeElement)) return;
    event.preventDefault();
    change(svg, { times: event.deltaY > 0 ? 1.25 : 0.8, at: place(svg, event) });
    settle();
  }, { passive: false });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-map] nav a, [data-map] svg a");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(new URL(link.getAttribute("href"), location).href);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest?.("[data-map] figure")) return;
  const link = map().querySelector(`nav [data-key="${CSS.escape(event.key)}"]`);
  if (!link) return;
  event.preventDefault();
  show(new URL(link.getAttribute("href"), location).href);
});

if (picture()) ready();
