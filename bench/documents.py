"""A long document out as Word with comments and as PDF, in again, and compared: time and memory, as shares of goals.

    .venv/bin/python bench/documents.py [--pages 60] [--comments 600]

Pages hold 450 words, one in three a table and one in two a footnote. Each step runs in a process of its own, because
memory is what that process needed at most beyond a process that does nothing; its time is beside that of counting the
very same words. Ends with 1 where a goal is missed.
"""

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from strategies.documents.canonical import Body
from strategies.documents.clean import words
from strategies.documents.export import export_docx
from strategies.documents.paper import export_pdf
from strategies.documents.redline import redline
from strategies.documents.remarks import Remark
from strategies.documents.word import read_docx

MB = 1024
SENTENCE = "Patrols stay on the road to the market until {} women and men have walked home, and the elders are told."
WORDS_A_PAGE, A_SECTION = 450, 3
LONGEST = 60  # pages to which the goals apply
GOALS = {"out": (10.0, 300), "paper": (10.0, 300), "compared": (1.0, 300)}  # seconds, megabytes


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--comments", type=int, default=600)
    given = parser.parse_args()
    print(f"{given.pages} pages, {_count(_text(given.pages)):,} words, {given.comments:,} comments")
    (_, idle), (counting, _) = (_apart(name, given.pages, given.comments) for name in ("idle", "counted"))
    steps = ("out", "paper", "in", "compared")
    goals = GOALS if given.pages <= LONGEST else {}
    found = {name: _apart(name, given.pages, given.comments) for name in steps}
    held = [_print(name, *found[name], idle, counting, goals.get(name)) for name in steps]
    return 0 if all(held) else 1


def _step(name: str, pages: int, comments: int) -> Callable[[], object]:
    """What is measured, with what it needs made ready."""
    text, remarks = _text(pages), _remarks(pages, comments)
    if name == "in":
        data = export_docx(text, remarks=remarks)
        return lambda: read_docx(data)
    if name == "paper":
        return _paper(text)
    if name == "compared":
        other = _changed(text)
        return lambda: redline(text, other, seconds=60)
    return {"out": lambda: export_docx(text, remarks=remarks), "counted": lambda: _count(text)}.get(name, lambda: None)


def _paper(text: Body) -> Callable[[], object]:
    import django
    from django.conf import settings

    home = Path(__file__).resolve().parents[1]
    engine: dict[str, Any] = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [home / "templates"],
    }
    engine["OPTIONS"] = {"libraries": {"set_text": "strategies.templatetags.set_text"}}
    settings.configure(BASE_DIR=home, TEMPLATES=[engine], LOCALE_PATHS=[home / "locale"])
    django.setup()
    return lambda: export_pdf(text, seed="0" * 64, marking="Unclassified", stamp="Version 1")


def _print(
    name: str, seconds: float, memory: float, idle: float, counting: float, goal: tuple[float, int] | None
) -> bool:
    shares = (seconds / goal[0], (memory - idle) / goal[1]) if goal else ()
    said = f"{shares[0]:.2f} of its time, {shares[1]:.2f} of its memory" if shares else "no goal"
    print(f"{name:<10}{seconds:>7.2f} s {memory - idle:>6.0f} MB {seconds / counting:>8.1f} × counting words   {said}")
    return all(share <= 1 for share in shares)


def _apart(name: str, pages: int, comments: int) -> tuple[float, float]:
    """Seconds, and the most megabytes, of a fresh process that does this alone."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_timed, args=(name, pages, comments, there))
    process.start()
    found: tuple[float, float] = here.recv()
    process.join()
    return found


def _timed(name: str, pages: int, comments: int, there: Any) -> None:
    step = _step(name, pages, comments)
    start = time.perf_counter()
    step()
    there.send((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB))


def _count(text: Body) -> int:
    return sum(len(words(block["html"])) for section in text["sections"] for block in section["blocks"])


def _text(pages: int) -> dict[str, Any]:
    found = [
        {"key": f"s{number}", "code": "", "title": f"Section {number}", "blocks": _blocks(number, pages), "rows": []}
        for number in range(-(-pages // A_SECTION))
    ]
    return {"header": {"title": "Protection of civilians"}, "sections": found}


def _blocks(section: int, pages: int) -> list[dict[str, Any]]:
    first = section * A_SECTION
    return [block for page in range(first, min(first + A_SECTION, pages)) for block in _page(page)]


def _page(page: int) -> list[dict[str, Any]]:
    told = [SENTENCE.format(page * 100 + one) for one in range(WORDS_A_PAGE // len(SENTENCE.split()))]
    paragraphs = [" ".join(told[start : start + 4]) for start in range(0, len(told), 4)]
    blocks = [_block(page, number, f"<p>{one}</p>") for number, one in enumerate(paragraphs)]
    if page % 2:
        note = '<sup data-note="1">1</sup>'
        blocks[0] = {**_block(page, 0, f"<p>{paragraphs[0]}{note}</p>"), "notes": ["Report of the sector."]}
    if page % 3 == 0:
        cells = "".join("<tr>" + "<td>Radio post</td>" * 5 + "</tr>" for _ in range(8))
        blocks[-1] = {**_block(page, len(blocks) - 1, f"<table><tbody>{cells}</tbody></table>"), "kind": "table"}
    return blocks


def _block(page: int, number: int, html: str) -> dict[str, Any]:
    return {"key": f"p{page}-{number}", "kind": "paragraph", "html": html, "notes": []}


def _remarks(pages: int, comments: int) -> list[Remark]:
    """On the passages in turn; every third proposes other words."""
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return [
        Remark(
            block=f"p{number % pages}-{number // pages % 4}", author="A humanitarian organisation",
            words=f"Comment {number}", at=at, quote="until", suggestion="once" if number % 3 == 0 else "",
        )
        for number in range(comments)
    ]  # fmt: skip


def _changed(text: Body) -> dict[str, Any]:
    """One paragraph in three says something else, and the second section stands last."""
    sections = [
        {**section, "blocks": [_other(number, one) for number, one in enumerate(section["blocks"])]}
        for section in text["sections"]
    ]
    return {**text, "sections": [sections[0], *sections[2:], *sections[1:2]]}


def _other(number: int, block: dict[str, Any]) -> dict[str, Any]:
    return block if number % 3 else {**block, "html": block["html"].replace("the elders", "the youth leaders")}


if __name__ == "__main__":
    sys.exit(main())
