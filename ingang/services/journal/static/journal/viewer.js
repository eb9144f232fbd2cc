// Opens a SMART Health Link of ours. The key stands after the # of the address and never leaves this browser.
const find = (name) => document.querySelector(`[data-${name}]`);
const words = find("words").dataset;
const form = find("open");
const content = find("content");
const ALLOWED = new Set("P DIV SPAN UL OL LI TABLE THEAD TBODY TR TH TD CAPTION B I STRONG EM BR DL DT DD".split(" "));

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

// The link, if it is whole and leads to our own house.
function linkOf(hash) {
  try {
    const payload = JSON.parse(new TextDecoder().decode(bytes(hash.match(/^#shlink:\/([\w-]+)$/)[1])));
    const isOurs = new URL(payload.url).origin === location.origin;
    return isOurs && bytes(payload.key).length === 32 && (payload.v ?? 1) === 1 ? payload : null;
  } catch {
    return null;
  }
}

async function inflated(content) {
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

// RFC 7516, compact, "dir" and "A256GCM": the header is what the tag also covers.
async function decrypted(jwe, key) {
  const [head, , nonce, text, tag] = jwe.split(".");
  const header = JSON.parse(new TextDecoder().decode(bytes(head)));
  const sealed = await new Blob([bytes(text), bytes(tag)]).arrayBuffer();
  const opener = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: bytes(nonce), additionalData: new TextEncoder().encode(head) };
  const plain = await crypto.subtle.decrypt(how, opener, sealed);
  return JSON.parse(header.zip === "DEF" ? await inflated(plain) : new TextDecoder().decode(plain));
}

function added(parent, name, text = "") {
  const one = parent.appendChild(document.createElement(name));
  one.textContent = text;
  return one;
}

// What others wrote comes as text and as a few plain tags, never with attributes.
function copyNarrative(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.textContent);
    else if (node.nodeType === Node.ELEMENT_NODE) {
      const name = node.localName.toUpperCase();
      if (["SCRIPT", "STYLE"].includes(name)) continue;
      copyNarrative(node, ALLOWED.has(name) ? to.appendChild(document.createElement(name)) : to);
    }
  }
}

function parsed(div) {
  // Of nothing a browser makes a page of its own about the fault, with a style that the policy refuses.
  if (!div) return null;
  const found = new DOMParser().parseFromString(div, "application/xhtml+xml");
  return found.querySelector("parsererror") ? null : found.documentElement;
}

function narrative(div, to) {
  const found = parsed(div);
  if (found) copyNarrative(found, to);
}

const said = (concept) => concept?.text ?? concept?.coding?.find((one) => one.display)?.display ?? "";

function valueOf(one) {
  const { valueQuantity: quantity } = one;
  if (quantity) return [quantity.comparator, quantity.value, quantity.unit].filter((part) => part != null).join(" ");
  return one.valueString ?? said(one.valueCodeableConcept);
}

function dateOf(one) {
  const named = Object.entries(one).find(([name]) => /DateTime$|^date$|^authoredOn$|^recordedDate$|^issued$/.test(name));
  return String(named?.[1] ?? one.period?.start ?? one.effectivePeriod?.start ?? "").slice(0, 10);
}

function addedSection(title) {
  const part = added(content, "section");
  part.className = "flow";
  added(part, "h3", title);
  return part;
}

// What residents call such an entry. What they have no word for only belongs to other entries.
const kindOf = (one) => document.querySelector(`[data-type="${CSS.escape(one.resourceType)}"]`)?.textContent;

function titleOf(one) {
  const codes = [one.code, one.vaccineCode, one.medicationCodeableConcept, one.type].flat();
  const named = codes.map(said).find(Boolean) || one.medicationReference?.display || one.description || one.title;
  return [dateOf(one), named || kindOf(one)].filter(Boolean).join(" ");
}

function showEntry(one) {
  const part = addedSection(titleOf(one));
  if (one.status === "preliminary") added(part, "p", words.preliminary);
  for (const line of [valueOf(one), ...(one.note ?? []).map((note) => note.text)]) if (line) added(part, "p", line);
  for (const dose of one.dosageInstruction ?? one.dosage ?? []) if (dose.text) added(part, "p", dose.text);
  for (const inner of one.resourceType === "Composition" ? (one.section ?? []) : []) {
    if (inner.title) added(part, "h4", inner.title);
    narrative(inner.text?.div, part);
  }
  narrative(one.text?.div, part);
  for (const { attachment } of one.content ?? []) {
    if (/^text\/plain/.test(attachment?.contentType ?? "") && attachment.data) {
      added(part, "p", new TextDecoder().decode(bytes(attachment.data)));
    }
  }
}

function showSummary(composition) {
  for (const section of composition.section) {
    const code = section.code?.coding?.[0]?.code ?? "";
    const part = addedSection(
      document.querySelector(`[data-section="${CSS.escape(code)}"]`)?.textContent ?? section.title,
    );
    const told = parsed(section.text?.div);
    told?.querySelector(".missing")?.remove();
    for (const one of told?.querySelectorAll(".preliminary") ?? []) one.textContent = `(${words.preliminary})`;
    if (section.emptyReason) added(part, "p", words.empty);
    else if (told) copyNarrative(told, part);
  }
}

// Each section of a summary names them, for whoever reads one alone; a collection says it once, with why.
function missingFrom(composition, outcome) {
  const sections = (composition?.section ?? []).map((section) => parsed(section.text?.div));
  const names = sections.flatMap((div) => [...(div?.querySelectorAll(".missing b") ?? [])].map((one) => one.textContent));
  const told = (outcome?.issue ?? []).filter((one) => one.severity !== "information").map((one) => one.diagnostics);
  return new Set([...names, ...told]);
}

function showMissing(missing) {
  if (!missing.size) return;
  const list = added(addedSection(words.missing), "ul");
  for (const one of missing) added(list, "li", one);
}

function show(bundle) {
  const all = (bundle.entry ?? []).map((one) => one.resource);
  const of = (type) => all.find((one) => one.resourceType === type);
  const patient = of("Patient");
  const name = patient?.name?.[0]?.text;
  form.remove();
  content.replaceChildren();
  if (name) {
    const about = words.about.replace("{name}", () => name).replace("{born}", () => patient.birthDate ?? words.born);
    const numbers = (patient.identifier ?? []).map((one) => one.value.replace(/^(\d{8})(\d{4})$/, "$1-$2"));
    added(content, "h2", [about, ...numbers].join(", "));
  }
  added(content, "p", words.until);
  const summary = bundle.type === "document" ? of("Composition") : null;
  showMissing(missingFrom(summary, of("OperationOutcome")));
  if (summary) showSummary(summary);
  else all.filter(kindOf).sort((one, other) => dateOf(other).localeCompare(dateOf(one))).forEach(showEntry);
  find("heading").focus();
}

function tell(text) {
  const place = find("said");
  place.replaceChildren();
  if (text) added(place, "p", text).className = "field-error";
}

async function ask(link) {
  const fields = new FormData(form);
  const [name, organisation, code] = ["name", "organisation", "code"].map((one) => String(fields.get(one)).trim());
  if (!name || !organisation || !code) return tell(words.fill);
  const asked = { recipient: `${name}, ${organisation}`, passcode: code.replaceAll(/\s/g, "") };
  const answer = await fetch(link.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(asked),
    credentials: "omit",
  });
  if (answer.status === 401) {
    const { remainingAttempts: left } = await answer.json();
    return tell(left ? words.wrong.replace("{n}", left) : words.gone);
  }
  if (answer.status === 404) return tell(words.gone);
  if (!answer.ok) return tell(words.late);
  const { files } = await answer.json();
  const bundle = await decrypted(files[0].embedded, link.key).catch(() => null);
  if (!bundle) return tell(words.broken);
  tell("");
  return show(bundle);
}

find("without-scripts").remove();
const hash = location.hash;
const link = linkOf(hash);
// Another link in the same window is another patient's: nothing of the former stays.
addEventListener("hashchange", () => location.reload());
// The key does not stay in the address, where histories and shoulders could find it.
if (link) history.replaceState(null, "", location.pathname);
// Another language or appearance comes back to this page: what stands after the # goes along, and is never sent.
if (link) for (const one of document.querySelectorAll('form[action^="/ui/"]')) one.action += hash;
form.hidden = !link;
if (!link) tell(words.noLink);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(link).catch(() => tell(words.late));
});
