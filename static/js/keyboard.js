// Single keys, where nobody is writing: / search, j and k through a list, c comment, s suggest, ? help.
const ITEMS = ".work > li h3 a, [data-item], main tbody th a";
const ON = () => !document.cookie.includes("keys=off");

const writing = (place) => place.closest?.("input, textarea, select, [contenteditable]");

function step(by) {
  const items = [...document.querySelectorAll(ITEMS)];
  const here = items.indexOf(document.activeElement);
  items[Math.max(0, Math.min(items.length - 1, here < 0 && by < 0 ? 0 : here + by))]?.focus();
}

async function help() {
  let dialog = document.getElementById("keys");
  if (!dialog) {
    const answer = await fetch("/keyboard/");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog = Object.assign(document.createElement("dialog"), { id: "keys" });
    dialog.append(...page.querySelector("main .notice").children);
    document.body.append(dialog);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    prepare(dialog);
  }
  dialog.showModal();
}

function prepare(root) {
  for (const box of root.querySelectorAll("[data-keys-switch]")) {
    box.disabled = false;
    box.checked = ON();
    box.addEventListener("change", () => {
      // A cookie, because leaving empties the device's store.
      document.cookie = `keys=${box.checked ? "on" : "off"}; path=/; max-age=31536000; samesite=lax`;
    });
  }
}

const WAYS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
const places = (root) => [...(root?.querySelectorAll("a, button") || [])].filter((one) => one.checkVisibility());

/** To the same cell of another row, or to the next place of this one. */
function walk(place, [down, along]) {
  const row = place.closest("tr"), rows = [...row.closest("table").querySelectorAll("tbody tr")], here = places(row);
  const next = rows[rows.indexOf(row) + down], ahead = document.dir === "rtl" ? -along : along;
  const [there] = along ? [here[here.indexOf(place) + ahead]] : [...places(next?.cells[place.closest("td, th").cellIndex]), ...places(next)];
  there?.focus();
}

const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
const KEYS = {
  "/": () => document.querySelector("input[type=search]")?.focus(),
  j: () => step(1), k: () => step(-1), c: () => press("c"), s: () => press("s"), "?": help,
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    const form = document.activeElement?.form || document.querySelector("form[data-autosave]");
    if (form) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || document.querySelector("dialog[open]") || !ON()) return;
  // In a matrix the arrows walk rows and places as well, from wherever one stands in it, unless in a form that is open.
  const place = event.target.closest?.("table[data-grid] tbody :is(a, button)");
  if (WAYS[event.key] && place && !place.closest(".in-cell")) { event.preventDefault(); walk(place, WAYS[event.key]); return; }
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-keys-help]")) return;
  event.preventDefault();
  help();
});
prepare(document);
