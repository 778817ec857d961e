// A list to choose from what the text may refer to: search, arrows, Enter; 20 at a time, fetched as one types.
const PAUSE = 250;

export function choosing(panel, chosen) {
  const field = panel.querySelector("input"), list = panel.querySelector("ul"), more = panel.querySelector("[data-more]");
  const told = panel.querySelector("[role=status]"), usual = told.textContent;
  let next = null, waiting = 0, asked = 0, answered = null;

  async function ask(at = 1) {
    const turn = ++asked, query = new URLSearchParams({ as: "json", q: field.value, page: at });
    const answer = await fetch(`${panel.dataset.richReference}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (turn !== asked) return; // somebody typed on
    const within = list.contains(document.activeElement);
    if (at === 1) list.replaceChildren();
    next = found?.next ?? null;
    more.hidden = !next;
    told.textContent = !found ? told.dataset.failed : found.count ? usual : told.dataset.none;
    list.append(...(found?.rows || []).map(line));
    if (at === 1 && within) (list.querySelector("button") || field).focus(); // the row that had the focus is gone
  }

  function line(row) {
    const item = document.createElement("li"), button = document.createElement("button"), kind = document.createElement("small");
    Object.assign(button, { type: "button", className: "btn btn-quiet", textContent: `${row.name} ` });
    kind.textContent = `${row.kind}, ${row.code}`;
    button.append(kind);
    button.addEventListener("click", () => chosen(row));
    item.append(button);
    return item;
  }

  const stops = () => [field, ...list.querySelectorAll("button"), ...(more.hidden ? [] : [more])];
  const move = (from, step) => { const all = stops(); all[Math.min(Math.max(all.indexOf(from) + step, 0), all.length - 1)].focus(); };
  panel.addEventListener("keydown", async (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step && (event.key !== "Enter" || event.target !== field)) return;
    event.preventDefault(); // Enter in a field would send the form around it
    if (event.target === field) await answered; // on a slow line the list still answers what was typed before
    const here = document.activeElement;
    if (!panel.contains(here)) return;
    if (step) move(here, step);
    else (here === field ? list.querySelector("button") : here)?.click();
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(waiting);
    answered = new Promise((done) => { waiting = setTimeout(() => done(ask()), PAUSE); });
  });
  more.addEventListener("click", async () => { const first = list.children.length; await ask(next); list.children[first]?.firstChild.focus(); });
  return () => { panel.hidden = false; field.value = ""; field.focus(); answered = ask(); };
}
