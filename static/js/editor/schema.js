// What a block may hold, and nothing else: the tags that the server's clean.py keeps.
import { Schema, tableNodes } from "../../vendor/prosemirror.js";

const READS = { dir: "auto" }; // each paragraph takes its direction from its own letters
const KNOWN = ["fr", "en", "ar"]; // as in the server's voices.py
const LEADS = /^(https?:|mailto:)/i;
const number = (value, usual) => (/^\d{1,3}$/.test(value || "") ? Number(value) : usual);

const SAYS = { lang: { default: null } };
const said = (dom) => { const code = (dom.getAttribute("lang") || "").toLowerCase().split("-")[0]; return KNOWN.includes(code) ? code : null; };
const reads = ({ attrs: { lang } }) => (lang ? { lang, dir: lang === "ar" ? "rtl" : "ltr" } : READS);
const spoken = (tag) => [{ tag, getAttrs: (dom) => ({ lang: said(dom) }) }];

const block = (content, tag, more = {}) => ({ content, group: "block", attrs: SAYS, parseDOM: spoken(tag), toDOM: (node) => [tag, reads(node), 0], ...more });
const mark = (tag, ...others) => ({ parseDOM: [tag, ...others].map((one) => ({ tag: one })), toDOM: () => [tag, 0] });

const tables = tableNodes({
  tableGroup: "block", cellContent: "block+",
  cellAttributes: {
    scope: {
      default: null, getFromDOM: (dom) => dom.getAttribute("scope"),
      setDOMAttr: (value, attrs) => { if (value) attrs.scope = value; },
    },
    lang: { default: null, getFromDOM: said, setDOMAttr: (value, attrs) => { if (value) attrs.lang = value; } },
  },
});

const nodes = {
  doc: { content: "block+ footnotes?" },
  paragraph: block("inline*", "p"),
  heading: {
    content: "inline*", group: "block", defining: true, attrs: { level: { default: 3 }, ...SAYS },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, getAttrs: (dom) => ({ level: level === 1 ? 3 : level, lang: said(dom) }) })),
    toDOM: (node) => [`h${node.attrs.level}`, reads(node), 0],
  },
  blockquote: block("block+", "blockquote", { defining: true }),
  bullet_list: block("list_item+", "ul"),
  ordered_list: {
    content: "list_item+", group: "block", attrs: { start: { default: 1 }, type: { default: null }, ...SAYS },
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: number(dom.getAttribute("start"), 1), type: dom.getAttribute("type"), lang: said(dom) }) }],
    toDOM: (node) => ["ol", { ...reads(node), ...(node.attrs.start === 1 ? {} : { start: node.attrs.start }), ...(node.attrs.type ? { type: node.attrs.type } : {}) }, 0],
  },
  list_item: { content: "paragraph block*", defining: true, attrs: SAYS, parseDOM: spoken("li"), toDOM: (node) => ["li", reads(node), 0] },
  horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  ...tables,
  table: { ...tables.table, attrs: SAYS, parseDOM: spoken("table"), toDOM: ({ attrs }) => ["table", attrs.lang ? { lang: attrs.lang } : {}, ["tbody", 0]] },
  footnotes: {
    content: "footnote+", isolating: true, selectable: false,
    parseDOM: [{ tag: "ol[data-footnotes]", priority: 90 }], toDOM: () => ["ol", { class: "footnotes", "data-footnotes": "" }, 0],
  },
  footnote: {
    content: "(text | hard_break | reference)*", isolating: true, defining: true,
    parseDOM: [{ tag: "li[data-footnote]", priority: 90 }], toDOM: () => ["li", { ...READS, "data-footnote": "" }, 0],
  },
  text: { group: "inline" },
  hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  reference: {
    inline: true, group: "inline", atom: true, attrs: { ref: {}, words: {} },
    parseDOM: [{ tag: "cite[data-ref]", priority: 90, getAttrs: (dom) => ({ ref: dom.getAttribute("data-ref"), words: dom.textContent }) }],
    leafText: (node) => node.attrs.words,
    toDOM: ({ attrs }) => ["cite", { "data-ref": attrs.ref }, attrs.words],
  },
  note: {
    inline: true, group: "inline", atom: true, attrs: { n: { default: 1 } },
    parseDOM: [{ tag: "sup[data-note]", priority: 90, getAttrs: (dom) => ({ n: number(dom.getAttribute("data-note"), 1) }) }],
    toDOM: ({ attrs }) => ["sup", { "data-note": String(attrs.n) }, String(attrs.n)],
  },
};

const marks = {
  link: {
    attrs: { href: {} }, inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (dom) => (LEADS.test(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false) }],
    toDOM: ({ attrs }) => ["a", { href: attrs.href, rel: "noreferrer noopener" }, 0],
  },
  strong: mark("strong", "b"),
  em: mark("em", "i"),
  u: mark("u"),
  s: mark("s", "del", "strike"),
  sup: { ...mark("sup"), excludes: "sub" },
  sub: { ...mark("sub"), excludes: "sup" },
};

export const schema = new Schema({ nodes, marks });
export const leads = (address) => LEADS.test(address);
