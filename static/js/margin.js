// Comments beside their words: the form of a comment opens where the passage stands, with the words that are selected.
import { watch } from "./keep.js";

const PATIENCE = 8_000; // milliseconds; then the page of the form is gone to
const TEXT = ".block, .rich", PART = "p, li, br, th, td, tr, h3, h4, h5, h6, blockquote";

/** What is selected in the text of a passage, without the signs of footnotes and what a page says between its words. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0), at = range.commonAncestorContainer;
  const text = (at.nodeType === Node.TEXT_NODE ? at.parentElement : at).closest(TEXT);
  if (!text) return null;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return { text, quote: words(range), near: words(before).length };
}

function words(range) {
  const part = range.cloneContents();
  for (const one of part.querySelectorAll("sup[data-note], small.muted, .footnotes, [data-footnotes]")) one.remove();
  for (const one of part.querySelectorAll(PART)) one.after(" ");
  return part.textContent.replace(/\s+/g, " ").trim();
}

const linkBeside = (place) => place?.closest(".block-line, .writing")?.querySelector("a[data-say]");

async function open(link, chosen) {
  document.querySelector(".saying")?.remove(); // what was typed in it is kept on the device
  const answer = await fetch(link.href, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page && page.querySelector("#say form[data-keep]");
  if (!form) { location.assign(link.href); return; }
  const place = document.createElement("div");
  place.className = "margin saying note";
  place.append(Object.assign(document.createElement("p"), { className: "strong", textContent: page.querySelector("#say h1").textContent }), document.adoptNode(form));
  form.action = link.href;
  document.querySelector(".saying")?.remove();
  (link.closest(".block-line") || document.querySelector("[data-say-place]")).append(place);
  if (chosen) [form.elements.quote.value, form.elements.near.value] = [chosen.quote, chosen.near];
  form.querySelector("a.btn-quiet").addEventListener("click", (event) => { event.preventDefault(); place.remove(); link.focus(); });
  watch(form);
  form.elements.words.focus();
}

/** The passage of what is selected; else the one that the link belongs to. */
function say(link, anywhere) {
  const chosen = selected(), there = chosen && linkBeside(chosen.text);
  if (chosen && there && (anywhere || there === link)) open(there, chosen);
  else open((anywhere && (linkBeside(getSelection().anchorNode?.parentElement) || linkBeside(document.activeElement))) || link, null);
}

document.addEventListener("mousedown", (event) => { if (event.target.closest?.("a[data-say]")) event.preventDefault(); }); // keeps what is selected
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-say]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  say(link, event.detail === 0 && link !== document.activeElement); // a key of the page, not a click
});
document.addEventListener("keydown", (event) => {
  if (!event.ctrlKey || !event.altKey || event.code !== "KeyM") return;
  const link = linkBeside(document.activeElement) || document.querySelector("a[data-say]");
  if (!link) return;
  event.preventDefault();
  say(link, true);
});
