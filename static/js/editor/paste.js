// What comes from Word, Excel or a page of the web: its lists as lists, and nothing of how it looked.
const TAG = /<(?:[^>"']|"[^"]*"|'[^']*')*>/g;
const STYLE = /\sstyle\s*=\s*("[^"]*"|'[^']*')/i;
const DROPPED = /<(style|script|head|title|xml|o:p)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<!\[[^>]*>/gi;
// The characters that the server refuses, because nobody sees them.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
const COUNTED = /^[(]?(\d{1,3}|[a-z]{1,4})[.)]/i;

export const visible = (text) => text.replace(HIDDEN, "");

export function cleaned(html) {
  const page = new DOMParser().parseFromString(visible(html).replace(DROPPED, "").replace(TAG, plain), "text/html");
  listed(page.body);
  for (const one of page.querySelectorAll("[data-ignored]")) one.remove();
  return page.body.innerHTML;
}

/** A tag without its style; what Word says there about lists stays as data. */
function plain(tag) {
  const style = tag.match(STYLE)?.[1] || "";
  if (/^<b[\s>]/i.test(tag) && /font-weight:\s*(normal|400)/i.test(style)) return "<span>";
  const bare = tag.replace(STYLE, "");
  const told = /mso-list:\s*ignore/i.test(style) ? " data-ignored" : style.match(/mso-list:\s*l\d+\s+level(\d)/i) ? ` data-level="${style.match(/level(\d)/i)[1]}"` : "";
  return told ? bare.replace(/\/?>$/, `${told}>`) : bare;
}

/** Word writes a list as paragraphs with a typed sign. */
function listed(body) {
  let open = [];
  for (const one of [...body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table, ul, ol")]) {
    const level = Number(one.dataset.level || 0);
    if (!level || one.closest("table")) { open = []; continue; }
    const name = COUNTED.test(one.querySelector("[data-ignored]")?.textContent.trim() || "") ? "ol" : "ul";
    open = open.slice(0, level);
    const item = body.ownerDocument.createElement("li");
    if (!open[level - 1] || open[level - 1].localName !== name) place(one, open, level, name);
    item.append(...one.childNodes);
    open[level - 1].append(item);
    one.remove();
  }
}

function place(one, open, level, name) {
  const list = one.ownerDocument.createElement(name);
  const parent = open.slice(0, level - 1).findLast(Boolean)?.lastElementChild;
  if (parent) parent.append(list);
  else one.before(list);
  open[level - 1] = list;
}
