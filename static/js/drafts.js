// Text that is not yet sent lies on this device only encrypted, under a key that the server hands to the person
// signed in and that stays in memory (design: leaks 55).
const NAME = "pocplan", STORE = "unsent";
const encoder = new TextEncoder(), decoder = new TextDecoder();
let keyring;

/** Functions of open forms that send what they hold now; each resolves to what became of it. */
export const openForms = new Set();
export const hat = () => document.body.dataset.hat || "";

const secret = () => (keyring ||= fetchKey().catch((error) => { keyring = undefined; throw error; }));

async function fetchKey() {
  const answer = await fetch("/draft-key/", { redirect: "manual" });
  if (!answer.ok) throw new Error("no key");
  const { key, mark } = await answer.json();
  const bytes = Uint8Array.from(atob(key), (one) => one.charCodeAt(0));
  return { mark, key: await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]) };
}

const settled = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
  request.onblocked = () => done(); // another tab holds the store; it is emptied as soon as that closes
});

async function store(mode, work) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
  const database = await settled(opening);
  try {
    return await settled(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const identity = (mark, url) => `${mark} ${hat()} ${url}`;

/** `whole` marks what only its own form can send: `version` then names it, until the server says that it took it. */
export async function keep(url, version, text, whole = false) {
  const { mark, key } = await secret();
  const id = identity(mark, url), iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(id) }, key, encoder.encode(text));
  await store("readwrite", (rows) => rows.put({ id, mark, url, hat: hat(), version, whole, iv, data, at: Date.now() }));
}

export async function found(url) {
  const { mark } = await secret();
  const row = await store("readonly", (rows) => rows.get(identity(mark, url)));
  return row && opened(row);
}

/** Whether anything waits here for this address, of whomever: asked without the key, so at once. */
export async function has(url) {
  return (await store("readonly", (rows) => rows.getAll())).some((row) => row.url === url);
}

async function opened(row) {
  const { key } = await secret();
  const shape = { name: "AES-GCM", iv: row.iv, additionalData: encoder.encode(row.id) };
  return { ...row, text: decoder.decode(await crypto.subtle.decrypt(shape, key, row.data)) };
}

export async function drop(url) {
  const { mark } = await secret();
  await store("readwrite", (rows) => rows.delete(identity(mark, url)));
}

/** Everything of this person that waits on this device, under whichever hat. Asks for the key only if there is any. */
export async function waiting() {
  if (!(await store("readonly", (rows) => rows.count()))) return [];
  const { mark } = await secret();
  return (await store("readonly", (rows) => rows.getAll())).filter((row) => row.mark === mark);
}

/** Send what no open form is about to send; gives the rows that stay. */
export async function sendAll() {
  const left = [];
  for (const row of await waiting()) {
    const sent = !row.whole && row.hat === hat() && (await navigator.locks.request(row.id, { ifAvailable: true }, (lock) => lock && sendOne(row)));
    if (!sent) left.push(row);
  }
  return left;
}

async function sendOne(row) {
  const answer = await put(row.url, row.version, (await opened(row)).text);
  const settledThere = answer.state === "saved" || answer.state === "conflict"; // a conflict keeps the text on the server
  if (settledThere) await drop(row.url);
  return settledThere;
}

const cookie = (name) => document.cookie.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] || "";

/** The form that the server took just now, as its cookie says, need not be kept any more. */
async function settle() {
  const id = cookie("taken");
  if (!id) return;
  for (const row of await waiting()) if (row.whole && row.version === id) await store("readwrite", (rows) => rows.delete(row.id));
  document.cookie = "taken=; path=/; max-age=0; samesite=strict";
}
export const taken = settle().catch(() => {});

/** While a form is open, its text is its own: no other tab sends it. */
export async function own(url) {
  const { mark } = await secret();
  navigator.locks.request(identity(mark, url), { ifAvailable: true }, () => new Promise(() => {}));
}

/** Nothing of anybody stays on this device. */
export async function wipe() {
  await store("readwrite", (rows) => rows.clear()).catch(() => {});
  await settled(indexedDB.deleteDatabase(NAME)).catch(() => {});
}

const token = () => cookie("csrftoken") || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

export async function put(url, version, text) {
  let answer, body = {};
  try {
    answer = await fetch(url, {
      method: "PUT", redirect: "manual", body: JSON.stringify({ text }),
      headers: { "Content-Type": "application/json", "If-Match": `"${version}"`, "X-CSRFToken": token(), "X-Hat": hat() },
    });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (isJson) body = await answer.json();
    else if (answer.type === "opaqueredirect" || [400, 401, 403].includes(answer.status)) return { state: "signed-out" };
  } catch {
    return { state: "offline" };
  }
  if (answer.ok) return { state: "saved", version: body.version };
  if (answer.status === 412) return { state: "conflict", address: body.conflict };
  if (answer.status >= 500 || answer.status === 429) return { state: "offline" };
  return { state: "refused", detail: body.detail || "" };
}
