// Asks the browser for the place only when the button is pressed, and sends the nearest municipality's name alone.
const button = document.querySelector("[data-near]");
const says = document.querySelector("[data-near-says]");

function nearest(places, { latitude, longitude }) {
  const narrow = Math.cos((latitude * Math.PI) / 180);
  const far = ([, north, east]) => (north - latitude) ** 2 + ((east - longitude) * narrow) ** 2;
  return places.reduce((best, one) => (far(one) < far(best) ? one : best))[0];
}

async function found({ coords }) {
  try {
    const answer = await fetch(button.dataset.near);
    const field = document.querySelector("#var");
    field.value = nearest((await answer.json()).places, coords);
    field.form.requestSubmit();
  } catch {
    missed();
  }
}

function missed() {
  says.textContent = says.dataset.nearSays;
  document.querySelector("#var").focus();
}

if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(found, missed, { timeout: 10_000, maximumAge: 60_000 });
  });
}
