// Shows how far files have come. Without scripts, or when anything fails, the form is an ordinary one.
function tell(form, sent, whole) {
  const percent = whole ? Math.floor((100 * sent) / whole) : 0;
  const box = form.querySelector("[data-progress]");
  box.hidden = false;
  box.querySelector("progress").value = percent;
  const said = box.querySelector("output");
  // Screen readers hear each quarter.
  const text = form.dataset.words.replace("{n}", 25 * Math.floor(percent / 25));
  if (said.textContent !== text) said.textContent = text;
}

function show(answer) {
  const page = new DOMParser().parseFromString(answer, "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelector("[data-error-summary]")?.focus();
}

function giveUp(form) {
  form.removeAttribute("data-sent");
  form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
  form.querySelector("output").textContent = form.dataset.failed;
}

function upload(form) {
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => tell(form, event.loaded, event.total));
  request.addEventListener("error", () => giveUp(form));
  request.addEventListener("load", () => {
    if (request.status === 400 && request.response.includes("<main")) show(request.response);
    else if (request.status === 200) location.assign(request.responseURL);
    else giveUp(form);
  });
  request.open("POST", form.action);
  request.send(new FormData(form));
  tell(form, 0, 1);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-upload]") || !form.querySelector("input[type=file]").files.length) return;
  if (event.defaultPrevented) return;
  event.preventDefault();
  upload(form);
});
