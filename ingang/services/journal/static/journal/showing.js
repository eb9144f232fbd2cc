// Copies the link. Without scripts it stands in a field that can be copied from.
const place = document.querySelector("[data-copy]");

place.hidden = !navigator.clipboard;
place.querySelector("button").addEventListener("click", async () => {
  const said = place.querySelector("[data-copied]");
  await navigator.clipboard.writeText(document.querySelector("#link").value);
  said.textContent = said.dataset.copied;
});
