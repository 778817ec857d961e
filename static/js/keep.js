// Keeps what is typed into a form that its button sends: on this device alone, until the server says that it took it.
// <form data-keep> with a <c-kept /> in it. The field `kept` names what was sent; see drafts.js for what comes back.
import { chipOf } from "./chip.js";
import { drop, found, has, keep, openForms, taken } from "./drafts.js";

const ON_DEVICE_AFTER = 300;
const SEEN = "[name=version], [name=revision]"; // of which state of a row it was typed: another one is a conflict
const FIELDS = `textarea, select, input:is(:not([type=hidden], [type=file], [type=password]), ${SEEN})`;

const fieldsOf = (form) => [...form.elements].filter((one) => one.name && one.matches(FIELDS));
const ticks = (field) => field.type === "checkbox" || field.type === "radio";
const keyOf = (field) => (ticks(field) ? `${field.name} ${field.value}` : field.name);
const typed = (form) => JSON.stringify(fieldsOf(form).map((one) => [keyOf(one), ticks(one) ? one.checked : one.value]));

/** Into whichever of its fields still stand in the form. */
function type(form, text) {
  const values = new Map(JSON.parse(text));
  for (const one of fieldsOf(form)) {
    if (!values.has(keyOf(one))) continue;
    one[ticks(one) ? "checked" : "value"] = values.get(keyOf(one));
    one.dispatchEvent(new Event("restored")); // to the editor that may lie over it
  }
  form.closest("details")?.setAttribute("open", "");
}

/** Keeps what is typed into `form`, also one that a script put into the page; `refused` where it is shown again.
 * Gives what forgets it on this device, for a script that sends the form itself. */
export function watch(form, refused = Boolean(document.querySelector("#errors"))) {
  const where = new URL(form.action), url = where.pathname + where.search, id = crypto.randomUUID();
  const place = form.querySelector("[data-kept]"), anew = place.querySelector("button"), show = chipOf(place);
  let other = refused ? null : typed(form), here = other, onDevice = true, passing = false, gone = false, busy, timer;
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept", value: id }));

  function toDevice() {
    clearTimeout(timer);
    return gone ? busy : (busy = write());
  }
  async function write() {
    const text = typed(form);
    if (text === here) return;
    onDevice = await (text === other && anew.hidden ? drop(url) : keep(url, id, text, true)).then(() => true, () => false);
    here = onDevice ? text : here;
    place.hidden = onDevice && text === other && anew.hidden;
    show(onDevice ? "device" : "lost");
  }
  const later = () => {
    onDevice = passing = false;
    clearTimeout(timer);
    timer = setTimeout(toDevice, ON_DEVICE_AFTER);
  };

  async function restore() {
    await taken;
    const row = await found(url);
    if (!row || row.text === typed(form)) return row && keep(url, id, row.text, true);
    if (refused) return;
    type(form, row.text);
    here = typed(form);
    await keep(url, id, here, true);
    place.hidden = anew.hidden = false;
    anew.textContent = anew.dataset.anew;
    show("found", { at: row.at });
  }

  anew.addEventListener("click", () => {
    const text = typed(form);
    type(form, other);
    other = text;
    anew.textContent = anew.dataset[anew.textContent === anew.dataset.anew ? "back" : "anew"];
    toDevice();
  });
  form.querySelector("a[data-carry]")?.addEventListener("click", async (event) => {
    event.preventDefault();
    const there = new URL(event.currentTarget.href);
    await keep(there.pathname + there.search, id, typed(form), true).then(() => drop(url)).catch(() => {});
    location.assign(there);
  });
  form.addEventListener("input", later);
  form.addEventListener("submit", () => { passing = true; toDevice(); });
  addEventListener("beforeunload", (event) => { if (!onDevice && !passing && !gone) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden) toDevice(); });
  openForms.add(toDevice);

  has(url).then(async (some) => {
    const here = document.activeElement;
    form.inert = some; // for as long as the key is fetched, so that nothing typed meanwhile is written over
    await restore().catch(() => {});
    form.inert = false;
    if (some && form.contains(here)) here.focus();
  }).catch(() => {});
  return async () => {
    gone = true;
    clearTimeout(timer);
    openForms.delete(toDevice);
    await busy;
    await drop(url);
  };
}

document.querySelectorAll("form[data-keep]").forEach((form) => watch(form));
