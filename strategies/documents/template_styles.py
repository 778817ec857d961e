"""Styles and lists of a mission's style template: kept as far as they are sound, and ours where they are not."""

from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from strategies.documents.errors import UnusableFile
from strategies.documents.ooxml import Element, Style, W, attribute
from strategies.enums.style import Dropped

Said = dict[str, dict[str, None]]  # what is dropped, by kind, in the order of meeting it

LISTS = {f"{kind}{level}": kind for kind in ("List Bullet", "List Number") for level in ("", " 2", " 3")}
HEADINGS = {f"heading {level}": level for level in range(1, 7)}
# What an export writes with. Without one of these it would stop.
NEEDED = ("Normal", "Title", *HEADINGS, *LISTS, "Quote", "Table Grid", "header", "footer")
_DEFAULTS = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
FOOTNOTE = "footnote text"
_NAMES = {name.lower(): name for name in (*NEEDED, *_DEFAULTS, FOOTNOTE)}
_HIDING = {"vanish", "specVanish", "webHidden"}
# Who changed what, pictures, places on the page, and what ties a file to others.
_GONE = _HIDING | {
    "rsid", "framePr", "position", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "ins", "del",
    "numPicBullet", "lvlPicBulletId", "nsid", "tmpl", "styleLink", "numStyleLink", "personal", "personalCompose",
    "personalReply", "aliases", "textDirection", "numberingChange", "sectPr", "sectPrChange", "tblpPr",
}  # fmt: skip
_LARGEST, _LARGEST_DEFAULT = 144, 48  # half points
MOST_STYLES = 1000
MOST_LISTS = 1500
TOO_MANY_LISTS = _(
    "This file holds more than %(limit)s lists. Save it again with those alone that are used, and send that."
)
TOO_MANY = _("This file holds more than %(limit)s styles. Save it again with those alone that are used, and send that.")
_SHIFT = 1000  # a template's lists are numbered on from ours


def name(said: Said, kind: Dropped, what: str = "") -> None:
    """Note that something is dropped, for whoever sent the file."""
    said.setdefault(kind.value, {})[what[:60]] = None


def only_plain(root: Element, said: Said) -> Element:
    """Nothing but Word's own elements and attributes, without text between them, what hides and what was changed."""
    for one in list(root.iter()):
        local = one.tag.removeprefix(W)
        if not one.tag.startswith(W) or local in _GONE or _is_wild(one, local):
            if local in _HIDING:
                name(said, Dropped.HIDDEN)
            if one.getparent() is not None:
                one.getparent().remove(one)
            continue
        one.text = one.tail = None
        for key in [key for key in one.attrib if not key.startswith(W) or "rsid" in key]:
            del one.attrib[key]
    etree.cleanup_namespaces(root)
    return root


def _is_wild(one: Element, local: str) -> bool:
    """A size of letters that is none, or that would fill a page."""
    if local not in ("sz", "szCs"):
        return False
    size = attribute(one) or ""
    is_default = any(above.tag == W + "docDefaults" for above in one.iterancestors())
    return not size.isdecimal() or not 4 <= int(size) <= (_LARGEST_DEFAULT if is_default else _LARGEST)


class Lists:
    """The lists of a template behind ours, and what each of their levels is."""

    def __init__(self, ours: Element, given: Element | None, said: Said) -> None:
        self.kinds: dict[tuple[str, str], str] = {}
        self.root = deepcopy(ours)
        if given is not None and given.tag == W + "numbering":
            self._join(only_plain(given, said))

    def _join(self, given: Element) -> None:
        if len(given) > MOST_LISTS:
            raise UnusableFile(TOO_MANY_LISTS, "file", limit=MOST_LISTS)
        first, last = self.root.find(W + "num"), self.root.findall(W + "num")[-1]
        shapes = {}
        for shape in given.findall(W + "abstractNum"):
            key = shape.get(W + "abstractNumId", "")
            if not key.isdecimal() or len(key) > 6 or key in shapes:
                continue
            shapes[key] = {level.get(W + "ilvl", ""): level for level in shape.iterfind(W + "lvl")}
            shape.set(W + "abstractNumId", str(int(key) + _SHIFT))
            first.addprevious(shape)
        for one in given.findall(W + "num"):
            shape, key = one.find(W + "abstractNumId"), one.get(W + "numId", "")
            of = attribute(shape)
            if of not in shapes or not key.isdecimal() or len(key) > 6 or (key, "0") in self.kinds:
                continue
            for level, found in shapes[of].items():
                self.kinds[key, level] = attribute(found.find(W + "numFmt")) or "decimal"
            shape.set(W + "val", str(int(str(of)) + _SHIFT))
            one.set(W + "numId", str(int(key) + _SHIFT))
            last.addnext(one)
            last = one

    def without_strange(self, styles: set[str]) -> Element:
        """The markup, in which no level speaks of a style that is not there."""
        for one in list(self.root.iter(W + "pStyle")):
            if attribute(one) not in styles:
                one.getparent().remove(one)
        return self.root


class Styles:
    """The styles of a template, mended with ours."""

    def __init__(self, ours: Element, given: Element | None, lists: Lists, said: Said) -> None:
        self.ours, self.lists, self.said = ours, lists, said
        is_sound = given is not None and given.tag == W + "styles"
        self.root: Any = only_plain(given, said) if is_sound else etree.Element(ours.tag, nsmap={"w": W[1:-1]})
        self._tidy()
        for one in _DEFAULTS[1:]:
            if self.named(one) is None or self._is_broken(one):
                self._replace(one)
        for one in NEEDED:
            self._mend(one)
        if self.named(FOOTNOTE) is not None and self._is_broken(FOOTNOTE):
            self.root.remove(self.named(FOOTNOTE))
            name(said, Dropped.BROKEN, "Footnote Text")
        self._finish()

    @property
    def keys(self) -> dict[str, Element]:
        return {one.get(W + "styleId"): one for one in self.root.iterfind(W + "style")}

    def named(self, wanted: str) -> Any:
        return next((one for one in self.root.iterfind(W + "style") if _called(one) == wanted), None)

    def _tidy(self) -> None:
        """One style for each key and name, called as Word calls it, with lists that are there."""
        if len(self.root) > MOST_STYLES:
            raise UnusableFile(TOO_MANY, "file", limit=MOST_STYLES)
        keys: set[str] = set()
        names: set[str] = set()
        for one in list(self.root):
            if one.tag != W + "style":
                continue
            key, called = one.get(W + "styleId", ""), _called(one)
            called = _NAMES.get(called.lower(), called)
            if not key or not called or key in keys or called in names:
                self.root.remove(one)
                continue
            keys.add(key)
            names.add(called)
            one.find(W + "name").set(W + "val", called)
            self._shift(one)

    def _shift(self, style: Element) -> None:
        for place in list(style.iter(W + "numPr")):
            number = place.find(W + "numId")
            key = attribute(number) or ""
            if key == "0":
                continue
            if (key, _level(place)) not in self.lists.kinds:
                place.getparent().remove(place)
            else:
                number.set(W + "val", str(int(key) + _SHIFT))

    def _mend(self, wanted: str) -> None:
        shown = wanted[0].upper() + wanted[1:]
        if self.named(wanted) is None:
            name(self.said, Dropped.MISSING, shown)
        elif not self._is_broken(wanted):
            return
        else:
            name(self.said, Dropped.BROKEN, shown)
        self._replace(wanted)

    def _is_broken(self, wanted: str) -> bool:
        style, keys = self.named(wanted), self.keys
        chain, parent = [style], attribute(style.find(W + "basedOn"))
        while parent is not None:
            above = keys.get(parent)
            if above is None or above in chain or above.get(W + "type") != style.get(W + "type"):
                return True
            chain.append(above)
            parent = attribute(above.find(W + "basedOn"))
        model = _find(self.ours, wanted)
        kind = "paragraph" if model is None else model.get(W + "type")
        return style.get(W + "type") != kind or self._means_another(wanted, chain)

    def _means_another(self, wanted: str, chain: list[Element]) -> bool:
        """Whether a paragraph in this style would be read as something else: a bullet as a number, text as a title."""
        outline = next((attribute(one) for style in chain for one in style.iterfind(f"{W}pPr/{W}outlineLvl")), None)
        if wanted in HEADINGS:
            return outline is not None and outline != str(HEADINGS[wanted] - 1)
        if wanted != "Title" and next((one for one in map(_heading_level, chain) if one is not None), 0):
            return True
        place = next((one for style in chain for one in style.iterfind(f"{W}pPr/{W}numPr")), None)
        number = None if place is None else attribute(place.find(W + "numId"))
        if wanted in LISTS:
            if place is None or not number or not number.isdecimal():
                return True
            kind = self._kind(int(number), _level(place))
            return kind != "bullet" if LISTS[wanted] == "List Bullet" else kind in ("", "bullet", "none")
        if wanted in ("Normal", "Quote"):
            return number not in (None, "0")
        return False

    def _kind(self, number: int, level: str) -> str:
        return self.lists.kinds.get((str(number - _SHIFT), level), "")

    def _replace(self, wanted: str) -> str:
        """Ours in place of it, under its key. Returns the key."""
        copy, old = deepcopy(_find(self.ours, wanted)), self.named(wanted)
        key = copy.get(W + "styleId")
        if old is not None:
            key = old.get(W + "styleId") if old.get(W + "type") == copy.get(W + "type") else key
            self.root.remove(old)
        while key in self.keys:
            key = f"{key}Own"
        copy.set(W + "styleId", key)
        for tie in ("next", "link", "rsid"):
            for one in copy.findall(W + tie):
                copy.remove(one)
        self.root.append(copy)
        base = copy.find(W + "basedOn")
        if base is not None:
            above = next(one for one in self.ours if one.get(W + "styleId") == attribute(base))
            ready = self.named(_called(above))
            base.set(W + "val", self._replace(_called(above)) if ready is None else ready.get(W + "styleId"))
        return key

    def _finish(self) -> None:
        """Ties that lead nowhere are cut, defaults are those of Word, and there is a language to be set."""
        keys = self.keys
        for key, one in keys.items():
            for tie in ("basedOn", "next", "link"):
                for other in one.findall(W + tie):
                    if attribute(other) not in keys or (tie == "basedOn" and _goes_round(keys, key)):
                        one.remove(other)
            one.attrib.pop(W + "default", None)
            if _called(one) in _DEFAULTS:
                one.set(W + "default", "1")
        self._give_language()

    def _give_language(self) -> None:
        """A place for the language of the text, without which a screen reader guesses it."""
        if self.root.find(W + "docDefaults") is None:
            self.root.insert(0, deepcopy(self.ours.find(W + "docDefaults")))
            return
        at = self.root.find(W + "docDefaults")
        for tag in ("rPrDefault", "rPr", "lang"):
            below = at.find(W + tag)
            if below is None:
                below = at.makeelement(W + tag)
                at.insert(len(at) if tag == "lang" else 0, below)
            at = below


def _goes_round(keys: dict[str, Element], key: str) -> bool:
    """Whether what a style is based on leads back to it, to nothing or to another kind of style."""
    seen, at, kind = set[str](), key, keys[key].get(W + "type")
    while at and at not in seen:
        seen.add(at)
        if at not in keys or keys[at].get(W + "type") != kind:
            return True
        at = attribute(keys[at].find(W + "basedOn")) or ""
    return bool(at)


def _heading_level(style: Element) -> int | None:
    """As whoever reads the file back sees it."""
    outline = attribute(style.find(f"{W}pPr/{W}outlineLvl")) or ""
    return Style(_called(style), None, int(outline) if outline.isdecimal() else None, None, None).own_level


def _called(style: Element) -> str:
    return attribute(style.find(W + "name")) or ""


def _find(styles: Element, wanted: str) -> Any:
    return next((one for one in styles.iterfind(W + "style") if _called(one) == wanted), None)


def _level(place: Element) -> str:
    return attribute(place.find(W + "ilvl")) or "0"
