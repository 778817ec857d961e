// What every page of somebody signed in has: unsent text goes first, menus close, keys work.
import { openForms, sendAll, wipe } from "./drafts.js";
import "./keyboard.js";
import "./link.js";

const MENUS = "details.hat[open], details.more[open], .audience details.who-list[open]";

async function unsent() {
  for (const flush of openForms) await flush();
  return sendAll();
}

/** Before the hat changes or the person leaves, what was typed is sent; then the device is emptied. */
async function leave(event) {
  const form = event.target;
  if (!form.matches("[data-leaves], [action$='/account/logout/']") || form.dataset.ready) return;
  event.preventDefault();
  const forGood = form.dataset.leaves !== "";
  const left = await unsent().catch(() => []);
  if (forGood && left.length && !(await agreed())) return;
  if (forGood) await wipe();
  form.dataset.ready = "1";
  setTimeout(() => form.requestSubmit(event.submitter)); // not from inside the event, where it does nothing
}

function agreed() {
  const dialog = document.getElementById("unsent");
  if (!dialog) return true;
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "leave"), { once: true }));
}

document.addEventListener("submit", leave);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(MENUS);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll(MENUS).forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
addEventListener("beforeprint", () => {
  document.querySelectorAll("details.who-list").forEach((one) => { one.open = true; });
  const moment = new Date().toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  document.querySelectorAll(".print-head time").forEach((one) => { one.textContent = ` · ${moment}`; });
});
addEventListener("afterprint", () => document.querySelectorAll("details.who-list").forEach((one) => { one.open = false; }));
document.querySelector("[data-focus]")?.focus();
if (!openForms.size && !document.querySelector("form[data-autosave]")) sendAll().catch(() => {});
// Ten seconds of regret; whoever is just at the button keeps it.
document.querySelectorAll("main > [data-undo]").forEach((offer) => {
  setTimeout(() => { if (!offer.matches(":focus-within, :hover")) offer.remove(); }, 10_000);
});
