// A list to choose from what the text may refer to: search, arrows, Enter; 20 at a time, fetched as one types.
const PAUSE = 250;

export function choosing(panel, chosen) {
  const field = panel.querySelector("input"), list = panel.querySelector("ul"), more = panel.querySelector("[data-more]");
  const told = panel.querySelector("[role=status]"), usual = told.textContent;
  let next = null, waiting = 0, asked = 0;

  async function ask(at = 1) {
    const turn = ++asked, query = new URLSearchParams({ as: "json", q: field.value, page: at });
    const answer = await fetch(`${panel.dataset.richReference}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (turn !== asked) return; // somebody typed on
    if (at === 1) list.replaceChildren();
    next = found?.next ?? null;
    more.hidden = !next;
    told.textContent = !found ? told.dataset.failed : found.count ? usual : told.dataset.none;
    list.append(...(found?.rows || []).map(line));
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
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], all = stops();
    if (step) {
      event.preventDefault();
      all[Math.min(Math.max(all.indexOf(event.target) + step, 0), all.length - 1)].focus();
    } else if (event.key === "Enter" && event.target === field) {
      event.preventDefault(); // Enter in a field would send the form around it
      list.querySelector("button")?.click();
    }
  });
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  more.addEventListener("click", async () => { const first = list.children.length; await ask(next); list.children[first]?.firstChild.focus(); });
  return () => { panel.hidden = false; field.value = ""; field.focus(); return ask(); };
}
