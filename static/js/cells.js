// Cells of a matrix that are changed in their place. The link in such a cell leads to the page of its form; here the
// server is asked for that form alone, and after it was stored for the row as it stands then.
const OPEN = "form.in-cell";

async function ask(url, options = {}) {
  const answer = await fetch(url, { ...options, headers: { "HX-Request": "true" } });
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  return holder.content.firstElementChild;
}

const enter = (form) => (form.querySelector("[data-focus]") || form.querySelector(":is(select, input, textarea):not([type=hidden])")).focus();

function show(cell, form) {
  cell.querySelector(OPEN)?.remove();
  cell.append(form);
  enter(form);
}

/** One form in a row at a time: the row comes anew when it is stored, and nothing typed may go with the old one. */
async function open(link) {
  const row = link.closest("tr"), form = row.querySelector(OPEN) || (await ask(link.href).catch(() => null));
  if (!form?.matches(OPEN)) return location.assign(link.href);
  if (form.isConnected) return enter(form);
  if (row.isConnected && !row.querySelector(OPEN)) show(link.closest("td"), form);
}

function leave(form) {
  const cell = form.closest("td");
  form.remove();
  cell.querySelector("a, button").focus();
}

async function send(form) {
  const cell = form.closest("td"), row = cell.parentElement, other = row.querySelector(OPEN);
  if (form.inert) return;
  if (other && other !== form) return enter(other);
  const body = new FormData(form);
  form.inert = true; // what is typed while it is on its way would be lost
  const answer = await ask(form.action, { method: "POST", body }).catch(() => null);
  form.inert = false;
  if (answer?.matches(OPEN)) return show(cell, answer);
  if (!answer?.matches("tr")) return lost(form);
  row.replaceWith(answer);
  (answer.cells[cell.cellIndex].querySelector("a, button") || answer.querySelector("a")).focus();
}

function lost(form) {
  const place = form.querySelector("[data-lost]");
  if (!place) return form.submit();
  place.hidden = false;
  place.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-cell]");
  if (event.target.closest("[data-leave]")) leave(event.target.closest(OPEN));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link);
});
document.addEventListener("submit", (event) => {
  if (!event.target.closest("table[data-grid]")) return;
  event.preventDefault();
  send(event.target);
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(OPEN);
  const row = event.target.closest?.("table[data-grid] tbody tr");
  const link = event.target.closest?.("td")?.querySelector("a[data-cell]") || row?.querySelector("a[data-cell]");
  if (event.key === "F2" && link) open(link);
  else if (form && event.key === "Escape") leave(form);
  else if (form && event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("textarea")) form.requestSubmit();
  else return;
  event.preventDefault();
});
