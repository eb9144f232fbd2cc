// Suggests words to search for while somebody writes. Without it, or without an answer, the field searches as it is.
const PAUSE = 200;
const SHORTEST = 2;
const LONGEST = 60;

function suggesting(input) {
  const said = input.dataset;
  const list = Object.assign(document.createElement("ul"), { id: `${input.id}-suggestions`, className: "suggestions", hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "hidden" });
  const known = new Map();
  let waiting, asking, restsUntil = 0, chosen = -1, silent = "";

  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", said.suggestionsLabel);
  status.setAttribute("role", "status");
  const caret = [input.selectionStart, input.selectionEnd];
  input.type = "text";
  input.setSelectionRange(...caret);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", spellcheck: "true",
  })) input.setAttribute(name, value);
  input.after(list, status);

  const options = () => [...list.children];
  const typed = () => input.value.trim();

  function mark(number) {
    chosen = number;
    options().forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
    const one = options()[number];
    if (one) input.setAttribute("aria-activedescendant", one.id);
    else input.removeAttribute("aria-activedescendant");
    one?.scrollIntoView({ block: "nearest" });
  }

  function close(words = "") {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
    status.textContent = words;
  }

  function choose(one) {
    input.value = silent = one.dataset.words;
    close();
    input.form.requestSubmit();
  }

  function option(row, at) {
    const one = Object.assign(document.createElement("li"), { id: `${list.id}-${at}` });
    one.setAttribute("role", "option");
    one.dataset.words = row.words;
    one.toggleAttribute("data-urgent", Boolean(row.urgent));
    for (const [name, text] of [["title", row.title], ["about", row.about]]) {
      if (text) one.append(Object.assign(document.createElement("span"), { className: `suggestion-${name}`, textContent: text }), " ");
    }
    return one;
  }

  function show(rows) {
    if (!rows.length) return close(said.suggestionsNone);
    list.replaceChildren(...rows.map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
    status.textContent = rows.length === 1 ? said.suggestionsOne : said.suggestionsMany.replace("{n}", rows.length);
  }

  // Whatever goes wrong is silence: nobody's writing is disturbed. An answer to other words than stand there now is late.
  async function ask() {
    const words = typed();
    asking?.abort();
    if (known.has(words)) return show(known.get(words));
    if (performance.now() < restsUntil || !navigator.onLine) return close();
    asking = new AbortController();
    try {
      const address = new URL(said.suggestions, location);
      address.searchParams.set("q", words);
      // Asked by nobody in particular: no log-in goes along, nor what page it was.
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (answer.status === 429) restsUntil = performance.now() + 1000 * (Number(answer.headers.get("Retry-After")) || 60);
      const rows = answer.ok ? (await answer.json()).suggestions : null;
      if (rows) known.set(words, rows);
      if (words === typed() && document.activeElement === input) rows ? show(rows) : close();
    } catch (error) {
      if (error.name !== "AbortError" && words === typed()) close();
    }
  }

  function wait(pause) {
    clearTimeout(waiting);
    const words = typed();
    if (words.length < SHORTEST || words.length > LONGEST || words === silent) return close();
    waiting = setTimeout(ask, pause);
  }

  input.addEventListener("input", (event) => event.isComposing || wait(PAUSE));
  input.addEventListener("compositionend", () => wait(PAUSE));
  input.addEventListener("blur", () => close());
  input.form.addEventListener("submit", () => close());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = options().length;
    if (event.key === "ArrowDown" && list.hidden) {
      silent = "";
      wait(0);
    } else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark(chosen + 1 >= count ? -1 : chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) choose(options()[chosen]);
    else return;
    event.preventDefault();
  });
  // Pressing must not take the focus from the field: leaving it closes the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) choose(one);
  });
}

document.querySelectorAll("[data-suggestions]").forEach(suggesting);
