// Saves what is typed: to the device first, then to the server, and says truthfully where it is.
// <form data-autosave="address" data-version="3" [data-lock="address"]> with a field named text, and a <c-save-chip>.
import { chipOf } from "./chip.js";
import { drop, found, keep, openForms, own, put } from "./drafts.js";

const AFTER_TYPING = 1200, ON_DEVICE_AFTER = 300, LONGEST_WAIT = 60000, LOCK_EVERY = 50000;

function watch(form) {
  const area = form.elements.text, url = form.dataset.autosave, show = chipOf(form);
  const refused = Boolean(form.querySelector("#errors")); // shown again with what the server did not take
  let version = form.dataset.version, saved = refused ? null : area.value, onDevice = false, wait = 0, running, timer, deviceTimer, passing = false;

  const toDevice = async () => {
    onDevice = await keep(url, version, area.value).then(() => true, () => false);
  };
  const later = (delay) => { clearTimeout(timer); timer = setTimeout(save, delay); };
  const dirty = () => area.value !== saved;

  const became = {
    async saved(answer, text) {
      version = form.dataset.version = String(answer.version);
      if (form.elements.version) form.elements.version.value = version;
      saved = text; wait = 0;
      if (dirty()) { await toDevice(); return later(0); }
      await drop(url).catch(() => {});
      onDevice = false;
      show("saved");
    },
    async conflict(answer, text) {
      area.readOnly = true;
      show("conflict");
      const last = dirty() && area.value !== text ? await put(url, version, area.value) : answer;
      saved = area.value;
      await drop(url).catch(() => {});
      location.assign((last.address || answer.address));
    },
    async offline() {
      wait = Math.min(wait * 2 || 2000, LONGEST_WAIT);
      show(onDevice ? "device" : "lost");
      later(wait);
    },
    async "signed-out"() {
      show(onDevice ? "signed-out" : "lost", { href: `/account/login/?next=${encodeURIComponent(location.pathname)}` });
    },
    async refused(answer) { show("lost", { detail: answer.detail }); },
  };

  async function once() {
    clearTimeout(timer); clearTimeout(deviceTimer);
    const text = area.value;
    await toDevice();
    show("saving");
    const answer = await put(url, version, text);
    await became[answer.state](answer, text);
    return answer.state;
  }
  function save() {
    return running || (running = (dirty() ? once() : Promise.resolve("saved")).finally(() => { running = undefined; }));
  }
  async function flush() {
    await running;
    return save();
  }

  area.addEventListener("input", () => {
    show("saving");
    clearTimeout(deviceTimer);
    deviceTimer = setTimeout(toDevice, ON_DEVICE_AFTER);
    wait = 0;
    later(AFTER_TYPING);
  });
  form.addEventListener("submit", async (event) => {
    if (passing) return;
    event.preventDefault();
    const state = await flush();
    if (state === "saved" || state === "refused") {
      passing = true;
      saved = area.value;
      setTimeout(() => form.requestSubmit(event.submitter)); // not from inside the event, where it does nothing
    }
  });
  addEventListener("online", () => dirty() && later(0));
  addEventListener("beforeunload", (event) => { if (dirty() && !onDevice && !passing) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && dirty()) toDevice(); });
  openForms.add(flush);
  own(url).catch(() => {});
  if (form.dataset.lock) holdLock(form, area);

  found(url).then((row) => {
    if (!row) return;
    if (row.text === area.value) return dirty() || drop(url);
    area.value = row.text;
    area.dispatchEvent(new Event("restored"));
    version = form.dataset.version = String(row.version);
    onDevice = true;
    show("found", { at: row.at });
    later(AFTER_TYPING);
  }).catch(() => {});
}

function holdLock(form, area) {
  let last = 0;
  const say = (word) => {
    const said = new FormData();
    said.set("do", word);
    said.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    navigator.sendBeacon(form.dataset.lock, said);
  };
  area.addEventListener("input", () => {
    if (Date.now() - last < LOCK_EVERY) return;
    last = Date.now();
    say("hold");
  });
  addEventListener("pagehide", () => last && say("release"));
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
