// Shows that something waits, in constant words. No page passes through here and nothing is kept.
const WORDS = {{ words|safe }};
const LANGUAGE = new URL(self.location).searchParams.get("sprak") === "en" ? "en" : "sv";

function wordsOf(data) {
  const known = WORDS[LANGUAGE];
  try {
    return { code: data.json().code, words: known[data.json().code] ?? known["inbox.new_message"] };
  } catch {
    return { code: "", words: known["inbox.new_message"] };
  }
}

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { code, words } = wordsOf(event.data);
  const [title, body] = words;
  // The same words replace themselves instead of filling the screen.
  event.waitUntil(self.registration.showNotification(title, { body, tag: code, lang: LANGUAGE }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/min/"));
});
