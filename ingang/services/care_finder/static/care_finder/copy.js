// Copies an address for a map of the reader's own choice: nobody else learns where she is going.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const words = button.querySelector("span");
    words.setAttribute("role", "status");
    words.textContent = button.dataset.copied;
  });
}
