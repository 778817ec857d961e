// Lays the formatted text over the plain field of a form. The field stays what is saved, kept on the device, sent
// and compared; so whatever guards the field guards what is written here.
import { EditorState, EditorView, baseKeymap, history, keymap, tableEditing } from "../../vendor/prosemirror.js";
import { cleaned, visible } from "./paste.js";
import { choosing } from "./references.js";
import { KEYS, TOOLS, isInTable, linked, referred } from "./tools.js";
import { fromText, isWhole, isWritten, read, toText } from "./written.js";

export function enrich(form) {
  const area = form.elements.text, given = form.querySelector("template[data-rich-text]");
  const root = area.value === area.defaultValue ? given.content : isWritten(area.value) && fromText(area.value);
  if (area.readOnly || !root) return; // somebody began to type with signs
  if (!isWhole(root)) {
    form.querySelector("[data-rich-cannot]").hidden = false;
    return;
  }
  const hadFocus = document.activeElement === area;
  const view = laid(form, area, root);
  area.addEventListener("restored", () => {
    if (isWritten(area.value)) view.updateState(begun(fromText(area.value)));
    else back(form, area, view);
  });
  if (hadFocus) view.focus();
}

const begun = (root) => EditorState.create({
  doc: read(root), plugins: [history(), keymap(KEYS), keymap(baseKeymap), tableEditing()],
});

function laid(form, area, root) {
  const label = form.querySelector(`label[for="${area.id}"]`), tools = form.querySelector("[data-rich-tools]");
  const place = document.createElement("div");
  label.id ||= `${area.id}_label`;
  area.before(tools);
  area.after(place);
  const view = new EditorView({ mount: place }, {
    state: begun(root),
    attributes: {
      class: "rich prose", role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id,
      ...(area.getAttribute("aria-describedby") ? { "aria-describedby": area.getAttribute("aria-describedby") } : {}),
      lang: form.dataset.lang || "", spellcheck: "true",
    },
    editable: () => !area.readOnly,
    transformPastedHTML: cleaned,
    transformPastedText: visible,
    dispatchTransaction(change) {
      view.updateState(view.state.apply(change));
      if (change.docChanged) told(area, view);
      lit(tools, view);
    },
  });
  label.addEventListener("click", () => view.focus());
  show(form, area, true);
  work(tools, view);
  return view;
}

function told(area, view) {
  area.value = toText(view.state.doc);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function show(form, area, rich) {
  area.hidden = rich;
  area.required = area.required && !rich; // a hidden field cannot say that it is empty; the server does
  for (const one of form.querySelectorAll("[data-rich-tools], [data-rich-only]")) one.hidden = !rich;
  for (const one of form.querySelectorAll("[data-plain-only]")) one.hidden = rich;
}

/** What was typed with signs elsewhere is gone on with as it was typed. */
function back(form, area, view) {
  view.destroy();
  show(form, area, false);
}

function lit(tools, view) {
  for (const button of tools.querySelectorAll("[data-do]")) {
    const tool = TOOLS[button.dataset.do];
    button.setAttribute("aria-disabled", String(!tool.act(view.state, undefined, view)));
    if (tool.is) button.setAttribute("aria-pressed", String(tool.is(view.state)));
  }
  tools.querySelector("[data-rich-table]").hidden = !isInTable(view.state);
}

function work(tools, view) {
  const address = tools.querySelector("[data-rich-link]"), field = address.querySelector("input");
  const panel = tools.querySelector("[data-rich-reference]"), opener = tools.querySelector("[data-do=reference]");
  const shut = (to = view) => {
    address.hidden = true;
    if (panel) { panel.hidden = true; opener.setAttribute("aria-expanded", "false"); }
    to.focus();
  };
  const choose = panel && choosing(panel, (row) => { referred(view, row); shut(); });
  const open = () => {
    if (!choose) return false;
    opener.setAttribute("aria-expanded", "true");
    choose();
    return true;
  };
  tools.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const tool = TOOLS[button?.dataset.do];
    if (button?.dataset.link) return linked(view, button.dataset.link === "set" ? field.value : "") ? shut() : field.focus();
    if (!tool || button.getAttribute("aria-disabled") === "true") return;
    if (button === opener) { open(); return; }
    if (tool.opens) { address.hidden = false; field.value = ""; field.focus(); return; }
    tool.act(view.state, view.dispatch, view);
    view.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    address.querySelector("[data-link=set]").click();
  });
  tools.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  view.dom.addEventListener("keydown", (event) => { if (event.ctrlKey && event.altKey && event.code === "KeyR" && open()) event.preventDefault(); });
  view.dom.addEventListener("keydown", (event) => { if (event.altKey && event.key === "F10") { event.preventDefault(); one(tools)[0].focus(); } });
  roving(tools);
  lit(tools, view);
}

const one = (tools) => [...tools.querySelectorAll("[data-do]")].filter((button) => button.offsetParent);

/** One stop for Tab; the arrows go from button to button. */
function roving(tools) {
  const stop = (here) => tools.querySelectorAll("[data-do]").forEach((button) => { button.tabIndex = button === here ? 0 : -1; });
  stop(tools.querySelector("[data-do]"));
  tools.addEventListener("focusin", (event) => event.target.dataset.do && stop(event.target));
  tools.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1 }, buttons = one(tools), at = buttons.indexOf(event.target);
    const by = (steps[event.key] || 0) * (getComputedStyle(tools).direction === "rtl" ? -1 : 1);
    if (at < 0 || !by) return;
    event.preventDefault();
    buttons[(at + by + buttons.length) % buttons.length].focus();
  });
}
