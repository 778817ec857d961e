// Tables that are changed in their place. The link in a cell leads to the page of its form; here the server is asked
// for that form alone, and after it was stored for the row as it stands then. What is typed lies on this device until
// the server took it, and the form that holds it opens by itself when the page is there again.
import { hat, taken, waiting } from "./drafts.js";
import { watch } from "./keep.js";

const OPEN = "form.in-cell", GRID = "table[data-grid]", CELL = "td, th";
const MOVES = { ArrowUp: "up", ArrowDown: "down" };
const kept = new WeakMap(); // the form, and what forgets on this device what was typed into it

async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { "HX-Request": "true" } });
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return holder.content.firstElementChild;
}

const enter = (form) => (form.querySelector("[data-focus]") || form.querySelector(":is(select, input, textarea):not([type=hidden])") || form.querySelector("button")).focus();
const forget = async (form) => kept.get(form)?.().catch(() => {});

function show(cell, form) {
  cell.querySelector(OPEN)?.remove();
  if (form.matches(".whole")) cell.colSpan = cell.closest("table").tHead.rows[0].cells.length;
  cell.append(form);
  if (form.matches("[data-keep]")) kept.set(form, watch(form, Boolean(form.querySelector("#errors"))));
  enter(form);
}

function close(form) {
  const cell = form.closest(CELL);
  form.remove();
  if (cell.parentElement.cells.length > 1) cell.colSpan = 1;
  return cell;
}

/** One form in a row at a time: the row comes anew when it is stored, and nothing typed may go with the old one. */
async function open(link) {
  const row = link.closest("tr");
  let form = row.querySelector(OPEN);
  try {
    form ||= await ask(link.href);
  } catch {
    return warn(link);
  }
  if (!form?.matches(OPEN)) return location.assign(link.href);
  if (form.isConnected) return enter(form);
  if (row.isConnected && !row.querySelector(OPEN)) show(link.closest(CELL), form);
}

function leave(form) {
  const overtaken = form.querySelector("[data-theirs]");
  forget(form);
  const back = close(form).querySelector("a, button");
  back.focus();
  if (overtaken && back.matches("a[data-cell]")) anew(back).catch(() => {});
}

/** Somebody else stored something meanwhile, and the row still says what stood there before. */
async function anew(link) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const here = `a[data-cell][href="${link.getAttribute("href")}"]`, fresh = page.querySelector(here)?.closest("tr");
  const row = link.closest("tr"), hadFocus = document.activeElement === link;
  if (!fresh || row.querySelector(OPEN)) return;
  row.replaceWith(fresh);
  if (hadFocus) fresh.querySelector(here).focus();
}

async function send(form, cell, button) {
  const row = cell.parentElement, other = row.querySelector(OPEN);
  if (form.inert) return;
  if (other && other !== form) return enter(other);
  const body = new FormData(form, button), url = button?.hasAttribute("formaction") ? button.formAction : form.action;
  form.inert = true; // what is typed while it is on its way would be lost
  const answer = await ask(url, { method: "POST", body }).catch(() => null);
  form.inert = false;
  if (answer?.matches(OPEN)) return show(cell, answer);
  if (!answer?.matches("tr")) return form.matches(OPEN) ? lost(form) : warn(cell);
  await forget(form);
  if (answer.dataset.page && answer.dataset.page !== row.closest(GRID).dataset.page) return follow(row.closest(GRID), answer.id);
  put(row, answer);
  const again = button?.value ? answer.querySelector(`button[value="${button.value}"]`) : null;
  [again, answer.cells[cell.cellIndex]?.querySelector("a, button"), answer.querySelector("a, button")].find((one) => one?.checkVisibility())?.focus();
}

/** In the place of the old row; a new one before the row that adds; one that moved before the row that it names. */
function put(row, answer) {
  const { before, says = "" } = answer.dataset;
  say(row.closest(GRID), says);
  if (row.matches(".adds")) {
    close(row.querySelector(OPEN));
    row.before(answer);
  } else row.replaceWith(answer);
  if (before !== undefined) (document.getElementById(before) || answer.parentElement.querySelector(".adds")).before(answer);
}

// What became of a row besides what it shows stands below its table, in a place that readers of screens listen to.
const placeBy = (table) => table.parentElement.parentElement.querySelector(":scope > .said");
const say = (table, words) => placeBy(table) && (placeBy(table).textContent = words);

/** To the page of the table on which the row stands now; its address names the row as the server's own links do. */
function follow(table, id) {
  const url = new URL(location.href);
  url.searchParams.set(table.dataset.grid, id.replace("row-", ""));
  url.hash = id;
  return url.href === location.href ? location.reload() : location.assign(url);
}

/** Led to a row: one stands at it, and hears where it is. */
function arrive() {
  const row = location.hash.startsWith("#row-") && document.getElementById(location.hash.slice(1));
  const table = row && row.closest(GRID);
  if (!table) return;
  const words = placeBy(table)?.textContent;
  say(table, "");
  setTimeout(() => say(table, words));
  [...row.querySelectorAll("a, button")].find((one) => one.checkVisibility())?.focus();
}

function lost(form) {
  const place = form.querySelector("[data-not-stored]");
  place.hidden = false;
  place.focus();
}

/** The link does not answer, and nothing of this page is given up for that. */
function warn(place) {
  const notice = document.getElementById("no-link");
  place.closest(GRID).before(notice);
  notice.hidden = false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-cell]");
  if (event.target.closest("[data-leave]")) leave(event.target.closest(OPEN));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link);
});
document.addEventListener("submit", (event) => {
  const cell = (event.submitter || event.target).closest(CELL);
  if (!cell?.closest(GRID)) return;
  event.preventDefault();
  send(event.target, cell, event.submitter);
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(OPEN);
  const row = event.target.closest?.(`${GRID} tbody tr`);
  const link = event.target.closest?.(CELL)?.querySelector("a[data-cell]") || row?.querySelector("a[data-cell]");
  const arrow = event.altKey && !form && row?.querySelector(`button[value="${MOVES[event.key]}"]`);
  if (event.key === "F2" && link) open(link);
  else if (form && event.key === "Escape") leave(form);
  else if (form && event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("textarea, select")) form.requestSubmit();
  else if (arrow) arrow.checkVisibility() && arrow.click();
  else return;
  event.preventDefault();
});

/** What was typed before the page went away, or the link: its forms open again. */
async function restore() {
  await taken;
  const rows = (await waiting()).filter((row) => row.hat === hat());
  for (const link of rows.length ? document.querySelectorAll(`${GRID} a[data-cell]`) : []) {
    if (rows.some((row) => row.url === new URL(link.href).pathname)) await open(link);
  }
}

// Not before the browser has gone to the passage in the address, which takes the focus from whatever has it.
addEventListener("load", () => setTimeout(arrive));
restore().catch(() => {});
