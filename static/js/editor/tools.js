// The buttons over the text, each with its state, and the keys that do the same.
import {
  TextSelection, addColumnAfter, addRowAfter, chainCommands, deleteColumn, deleteRow, deleteTable,
  exitCode, goToNextCell, isInTable, lift, liftListItem, mergeCells, redo, setBlockType, sinkListItem, splitCell,
  splitListItem, toggleMark, undo, wrapIn, wrapInList,
} from "../../vendor/prosemirror.js";
import { leads, schema } from "./schema.js";

const { nodes, marks } = schema;

const marked = (type) => (state) => {
  const { from, $from, to, empty } = state.selection;
  return Boolean(empty ? type.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, type));
};
const within = (type, attrs = {}) => ({ selection: { $from } }) => {
  for (let depth = $from.depth; depth; depth--) {
    const node = $from.node(depth);
    if (node.type === type && Object.entries(attrs).every(([key, value]) => node.attrs[key] === value)) return true;
  }
  return false;
};
const inNote = within(nodes.footnote);
const either = (test, off, on) => (state, dispatch) => (test(state) ? off : on)(state, dispatch);
const typed = (type, attrs) => (state, dispatch) => setBlockType(type, { ...attrs, lang: state.selection.$from.parent.attrs.lang || null })(state, dispatch);
const heading = (level) => either(within(nodes.heading, { level }), typed(nodes.paragraph), typed(nodes.heading, { level }));
const list = (type) => either(within(type), liftListItem(nodes.list_item), wrapInList(type));
const quote = either(within(nodes.blockquote), lift, wrapIn(nodes.blockquote));

/** The language that is set where one writes; null where it is that of the text. */
function voice({ selection: { $from } }) {
  for (let depth = $from.depth; depth; depth--) if ($from.node(depth).attrs.lang) return $from.node(depth).attrs.lang;
  return null;
}

/** Sets it for the whole passages that are chosen, and for nothing apart within them. */
const spoken = (lang) => (state, dispatch) => {
  const { from, to } = state.selection, change = state.tr;
  let some = false;
  state.doc.forEach((node, at) => {
    if (at > to || at + node.nodeSize < from || node.attrs.lang === undefined) return;
    some = true;
    node.descendants((within, offset) => { if (within.attrs.lang) change.setNodeMarkup(at + 1 + offset, null, { ...within.attrs, lang: null }); });
    change.setNodeMarkup(at, null, { ...node.attrs, lang });
  });
  if (some && dispatch) dispatch(change.scrollIntoView());
  return some;
};
const VOICES = [null, "fr", "en", "ar"];
const nextVoice = (state, dispatch) => spoken(VOICES[(VOICES.indexOf(voice(state)) + 1) % VOICES.length])(state, dispatch);

function table(state, dispatch) {
  if (isInTable(state) || inNote(state)) return false;
  const row = (cell) => nodes.table_row.create(null, [0, 1, 2].map(() => cell.createAndFill()));
  const made = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const at = state.selection.$from.end(1) + 1;
    const change = state.tr.insert(at, made);
    dispatch(change.setSelection(TextSelection.near(change.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
}

/** A sign where one writes, and an empty footnote at the end to write in. */
function footnote(state, dispatch) {
  if (inNote(state)) return false;
  const last = state.doc.lastChild, has = last.type === nodes.footnotes;
  const n = has ? last.childCount + 1 : 1, empty = nodes.footnote.create();
  if (dispatch) {
    const end = state.doc.content.size;
    const change = state.tr.insert(has ? end - 1 : end, has ? empty : nodes.footnotes.create(null, empty));
    change.insert(state.selection.to, nodes.note.create({ n }));
    dispatch(change.setSelection(TextSelection.near(change.doc.resolve(change.doc.content.size - 2))).scrollIntoView());
  }
  return true;
}

export function linked(view, address) {
  const { from, to, empty } = view.state.selection, href = address.trim();
  if (href && !leads(href)) return false;
  const change = view.state.tr.removeMark(from, to, marks.link);
  if (href && empty) change.insert(from, schema.text(href, [marks.link.create({ href })]));
  else if (href) change.addMark(from, to, marks.link.create({ href }));
  view.dispatch(change);
  return true;
}

/** A row under the name of today; the server keeps the name true as long as the text is written. */
export function referred(view, { ref, name }) {
  view.dispatch(view.state.tr.replaceSelectionWith(nodes.reference.create({ ref, words: name })).scrollIntoView());
}

export const TOOLS = {
  strong: { act: toggleMark(marks.strong), is: marked(marks.strong) },
  em: { act: toggleMark(marks.em), is: marked(marks.em) },
  heading: { act: heading(3), is: within(nodes.heading, { level: 3 }) },
  subheading: { act: heading(4), is: within(nodes.heading, { level: 4 }) },
  bullets: { act: list(nodes.bullet_list), is: within(nodes.bullet_list) },
  numbers: { act: list(nodes.ordered_list), is: within(nodes.ordered_list) },
  quotation: { act: quote, is: within(nodes.blockquote) },
  ...Object.fromEntries(VOICES.map((lang) => [`voice-${lang || "text"}`, { act: spoken(lang), is: (state) => voice(state) === lang }])),
  link: { act: (state) => !inNote(state) || !state.selection.empty, is: marked(marks.link), opens: true },
  reference: { act: (state) => Boolean(state), opens: true },
  footnote: { act: footnote },
  table: { act: table },
  row: { act: addRowAfter }, column: { act: addColumnAfter }, "row-out": { act: deleteRow }, "column-out": { act: deleteColumn },
  merge: { act: mergeCells }, split: { act: splitCell }, "table-out": { act: deleteTable },
  undo: { act: undo }, redo: { act: redo },
};
export { isInTable };


const line = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

// What browsers make of these keys in a text that ends in a table leads to its beginning.
const edge = (name, child) => (state, dispatch, view) => {
  if (state.doc[child].type !== nodes.table) return false;
  const selection = TextSelection[name](state.doc);
  dispatch?.(state.tr.setSelection(selection).scrollIntoView());
  const { node, offset } = view.domAtPos(selection.head);
  getSelection().collapse(node, offset); // also after a click that the editor has not heard of yet
  return true;
};

export const KEYS = {
  "Mod-b": TOOLS.strong.act, "Mod-i": TOOLS.em.act, "Mod-u": toggleMark(marks.u),
  "Mod-z": undo, "Mod-y": redo, "Shift-Mod-z": redo,
  "Mod-Alt-3": TOOLS.heading.act, "Mod-Alt-4": TOOLS.subheading.act, "Mod-Alt-0": typed(nodes.paragraph), "Mod-Alt-l": nextVoice,
  "Shift-Mod-8": TOOLS.bullets.act, "Shift-Mod-7": TOOLS.numbers.act, "Shift-Mod-9": TOOLS.quotation.act, "Mod-Alt-f": footnote,
  "Shift-Enter": line, Enter: chainCommands(inNote, splitListItem(nodes.list_item)),
  "Mod-]": sinkListItem(nodes.list_item), "Mod-[": liftListItem(nodes.list_item),
  "Mod-Home": edge("atStart", "firstChild"), "Mod-End": edge("atEnd", "lastChild"), Tab: goToNextCell(1), "Shift-Tab": goToNextCell(-1),
};

