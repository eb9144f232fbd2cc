// Shows how far a file has come. Without scripts the page loads itself anew.
const EVERY = 2000;

// Where somebody stands in it right now the part is left as it is, except for the words and the bar.
async function look(place) {
  const answer = await fetch(place.dataset.taking, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-taking]");
  if (!fresh) return;
  if (fresh.dataset.taking && !fresh.querySelector(".notice")) {
    place.querySelector("#progress").textContent = fresh.querySelector("#progress").textContent;
    place.querySelector("progress").replaceWith(fresh.querySelector("progress"));
  } else {
    place.replaceWith(fresh);
  }
}

async function watch() {
  const place = document.querySelector("[data-taking]");
  if (!place?.dataset.taking) return;
  if (!document.hidden) await look(place).catch(() => {});
  setTimeout(watch, EVERY);
}

setTimeout(watch, EVERY);
