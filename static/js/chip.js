// Says truthfully where what is typed lies: in the nearest <c-save-chip>.
const LOOK = {
  saved: ["is-low", "tick"], saving: ["is-accent", "ring"], device: ["is-medium", "device"], found: ["is-medium", "device"],
  "signed-out": ["is-medium", "device"], lost: ["is-critical", "cross"], conflict: ["is-high", "warn"],
};
const QUIET = ["saved", "saving"];

function clock(at = Date.now()) {
  const date = new Date(at), today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(document.documentElement.lang, { ...(today ? {} : { day: "numeric", month: "short" }), hour: "2-digit", minute: "2-digit", hour12: false });
}

export function chipOf(form) {
  const chip = form.querySelector("[data-save-chip]") || document.querySelector("[data-save-chip]");
  return function show(state, { at, detail, href } = {}) {
    if (!chip) return;
    const [colour, icon] = LOOK[state];
    chip.className = `save ${colour}`;
    chip.dataset.state = state;
    chip.setAttribute("aria-live", QUIET.includes(state) ? "off" : "polite");
    const use = chip.querySelector("use");
    use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icon}`));
    const words = (chip.dataset[state.replace(/-(.)/, (_, one) => one.toUpperCase())] || state).replace("%s", clock(at));
    const place = chip.querySelector("span") || chip;
    place.textContent = detail ? `${words}. ${detail}` : words;
    if (href) place.append(" ", Object.assign(document.createElement("a"), { href, textContent: "→" }));
  };
}
