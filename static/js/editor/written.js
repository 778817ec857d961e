// The text of a block between the editor and the plain field: one element on each line, then footnotes as
// "[^1]: words". The server reads this as it reads what is typed by hand.
import { DOMParser, DOMSerializer } from "../../vendor/prosemirror.js";
import { schema } from "./schema.js";

const LINE = /^<(p|h[2-6]|ul|ol|blockquote|table|hr)\b/;
const NOTE = /^\[\^\d{1,3}\]:[ \t]*(.*)$/gm;
const SIGNS = /[\\`*_[\]~|!]/g; // what would be a sign of formatting in a line that is typed
const COUNTED = "ul,ol,li,blockquote,table,tr,th,td,caption,h2,h3,h4,h5,h6,hr,br,sup[data-note],cite[data-ref]";
const LOOKS = ["a[href]", "strong", "em", "u", "s", "sup:not([data-note])", "sub"];

const parser = DOMParser.fromSchema(schema), serializer = DOMSerializer.fromSchema(schema);
const inert = (html) => Object.assign(document.createElement("template"), { innerHTML: html }).content;

export const read = (root) => parser.parse(root);

/** Whether a text in the plain field came from here; what was typed with signs stays in the plain field. */
export function isWritten(text) {
  const body = text.replace(NOTE, "").trim();
  return !body || body.split("\n").every((line) => LINE.test(line));
}

export function fromText(text) {
  const notes = [...text.matchAll(NOTE)].map(([, words]) => `<li data-footnote>${words}</li>`).join("");
  return inert(text.replace(NOTE, "") + (notes && `<ol data-footnotes>${notes}</ol>`));
}

export function toText(doc) {
  const box = shown(doc);
  const notes = pruned(box);
  const lines = [...box.children].filter(says).map((one) => one.outerHTML.replace(/\s*\n\s*/g, " "));
  const last = notes.map((html, at) => `[^${at + 1}]: ${html}`);
  return [lines.join("\n"), last.join("\n")].filter(Boolean).join("\n\n");
}

/** Whether the editor would hold all of it: the same words in the same frame, under the same marks. */
export function isWhole(root) {
  const again = fromText(toText(read(root)));
  return picture(root) === picture(again);
}

function picture(root) {
  const words = root.textContent.replace(/\s+/g, "");
  const frame = [...root.querySelectorAll(COUNTED)].map((one) => [one.localName, one.dataset.ref, one.getAttribute("colspan"), one.getAttribute("rowspan")].join("/"));
  const voices = [...root.querySelectorAll("[lang]")].map((one) => one.lang);
  return [words, ...frame, ...voices, ...LOOKS.filter((look) => root.querySelector(look))].join(" ");
}

function shown(doc) {
  const box = document.createElement("div");
  box.append(serializer.serializeFragment(doc.content));
  for (const one of box.querySelectorAll("[dir]")) one.removeAttribute("dir");
  for (const one of box.querySelectorAll("li, td, th")) {
    const first = one.firstElementChild;
    if (first?.localName === "p" && (one.children.length === 1 || (one.localName === "li" && /^[uo]l$/.test(one.children[1].localName)))) unwrapped(one, first);
  }
  box.querySelectorAll("table").forEach(headed);
  return box;
}

function unwrapped(item, first) {
  if (first.lang && !item.lang) item.lang = first.lang;
  first.replaceWith(...first.childNodes);
}

/** Rows of heads at the beginning are the head of a table. */
function headed(table) {
  const rows = [...table.querySelectorAll("tr")];
  const first = rows.findIndex((row) => [...row.cells].some((cell) => cell.localName !== "th"));
  const heads = rows.splice(0, first < 0 ? 1 : first);
  const parts = [["thead", heads], ["tbody", rows]].filter(([, some]) => some.length);
  table.replaceChildren(...parts.map(([name, some]) => {
    const part = document.createElement(name);
    part.append(...some);
    return part;
  }));
}

const says = (one) => one.localName !== "p" || one.textContent.trim() || one.querySelector("br");

/** The footnotes in order; one without words and without a sign is gone, and the rest are counted anew. */
function pruned(box) {
  const list = box.querySelector("[data-footnotes]"), signs = [...box.querySelectorAll("sup[data-note]")];
  list?.remove();
  const kept = [];
  [...(list?.children || [])].forEach((one, at) => {
    const own = signs.filter((sign) => sign.dataset.note === String(at + 1));
    if (!own.length && !one.textContent.trim()) return;
    kept.push(typed(one.innerHTML));
    own.forEach((sign) => sign.replaceWith(renumbered(sign, kept.length)));
  });
  return kept;
}

function renumbered(sign, n) {
  const copy = sign.cloneNode();
  copy.setAttribute("data-note", n);
  copy.textContent = n;
  return copy;
}

const typed = (html) => html.replace(/\s+/g, " ").replace(/<[^<>]*>|[^<>]+/g, (part) => (part[0] === "<" ? part : part.replace(SIGNS, (sign) => `&#${sign.charCodeAt(0)};`)));
