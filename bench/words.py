"""How fast the words of a text are checked, beside reading the very same text into folded words and nothing more.

    .venv/bin/python bench/words.py [--characters 1000000]

Three texts in each language: as a strategy reads, with one flagged sentence in six, and of flagged sentences alone.
Ends with 1 where the first is checked slower than a fifth of the reading, both measured in this run.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pocplan.wording.engine.rules import check
from pocplan.wording.engine.shipped import LANGUAGES, shipped
from pocplan.wording.engine.words import split

GOAL, TURNS = 1 / 5, 3
PLAIN = {
    "en": (
        "Civilians in the eastern valley face armed attacks during the harvest, when the roads are cut by floods.",
        "Patrols report what they see to the operations centre, which tells the sector and the field office.",
        "Community liaison assistants meet elders, women and young people every week and write down what is feared.",
        "Where the police of the host state are absent, the mission asks the governor for a date of their return.",
        "A quick impact project repaired the market well and builds confidence in the mission.",
    ),
    "fr": (
        "Les civils de la vallée de l’est sont attaqués pendant les récoltes, lorsque les crues coupent les routes.",
        "Les patrouilles signalent ce qu’elles voient au centre d’opérations, qui informe le secteur et le bureau.",
        "Les assistants de liaison rencontrent chaque semaine les notables, les femmes et les jeunes du village.",
        "Là où la police de l’État hôte est absente, la mission demande au gouverneur la date de son retour.",
        "Un projet à effet rapide a réparé le puits du marché et renforce la confiance dans la mission.",
    ),
}
FLAGGED = {
    "en": (
        "The mission and its humanitarian partners deliver humanitarian assistance through quick impact projects.",
        "The mission is neutral and the cluster endorsed the strategy, as nobody objected within the deadline.",
    ),
    "fr": (
        "La mission et ses partenaires humanitaires apportent une aide humanitaire par des projets à effet rapide.",
        "La mission est neutre et le cluster a approuvé la stratégie, puisque personne ne s’est opposé à temps.",
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--characters", type=int, default=1_000_000)
    length = parser.parse_args().characters
    kept = [_measure(language, length) for language in LANGUAGES]
    return 0 if min(kept) >= GOAL else 1


def _measure(language: str, length: int) -> float:
    """Print the three texts of a language; gives the ratio of the first."""
    plain, flagged, rules = PLAIN[language], FLAGGED[language], shipped(language)
    texts = {
        "as a strategy": _text(plain, length),
        "one in six flagged": _text((*plain, *plain, *flagged), length),
        "flagged alone": _text(flagged, length // 10),
    }
    ratios = {
        name: _ratio(f"{language}, {name}", text, lambda text: check(text, rules)) for name, text in texts.items()
    }
    return ratios["as a strategy"]


def _text(sentences: tuple[str, ...], length: int) -> str:
    numbered = (f"{sentence} ({number})" for number, sentence in enumerate(islice(cycle(sentences), length // 80)))
    return " ".join(numbered)[:length]


def _ratio(name: str, text: str, checked: Callable[[str], object]) -> float:
    reading, checking = _seconds(split, text), _seconds(checked, text)
    print(
        f"{name:<24}{len(text):>10,} characters {len(text) / checking:>10,.0f} a second,"
        f" {reading / checking:.3f} of reading its words (goal {GOAL:.3f} for the first)"
    )
    return reading / checking


def _seconds(work: Callable[[str], object], text: str) -> float:
    def once() -> float:
        start = time.perf_counter()
        work(text)
        return time.perf_counter() - start

    return min(once() for _ in range(TURNS))


if __name__ == "__main__":
    sys.exit(main())
