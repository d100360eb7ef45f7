"""The coder's quality on gold passages of our own writing does not fall below its recorded floors.

`floors.json` holds, per language, the least precision, F1 and share of right dates on the open passages and
on those held out, and the least share of quiet passages left quiet. Lower a floor only on purpose, with the
reason in the commit.

Of a large set the tests score every sixth passage, for the sake of time; `python -m tests.test_floors` prints
the figures of all of them.
"""

import json
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from codebook.records import Article, Language
from coders.article import code_article
from flows.evaluate import Score, evaluate
from flows.lines import event_record
from tests.gold.reader import FOLDER, passages_as_gold
from tests.shipped import lexicon

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


LARGE = 300
"""Passages of a set from which on a sixth of it is enough to see that quality falls."""


@cache
def score(language: str, part: str, *, sample: bool = False) -> Score:
    held_out = part == "held_out"
    gold = [p for p in passages_as_gold(FOLDER / language) if ("/heldout_" in p["id"]) == held_out]
    gold = gold[:: 6 if sample and len(gold) > LARGE else 1]
    predicted = {}
    for passage in gold:
        day = date.fromisoformat(passage["published"])
        article = Article(passage["id"], passage["text"], Language(language), day)
        events = code_article(article, lexicon()).events
        predicted[passage["id"]] = [event_record(event, passage["text"]) for event in events]
    return evaluate(gold, predicted)[0]["ALL"]


@pytest.mark.parametrize(
    ("language", "part", "figure", "floor"),
    [
        (language, part, figure, floor)
        for language, parts in FLOORS.items()
        for part, figures in parts.items()
        for figure, floor in figures.items()
    ],
)
def test_quality_holds_its_floor(language: str, part: str, figure: str, floor: float) -> None:
    found = score(language, part, sample=True)
    value = {"precision": found.precision, "f1": found.f1}.get(figure, found.share(figure))
    assert value is not None
    assert value >= floor, f"{language} {part}: {figure} fell to {value:.3f}, its floor is {floor}"


def figures() -> str:
    """A Markdown table of what is measured now."""
    rows = [
        "| language | passages | events | precision | recall | F1 | code | role | date |",
        "|---" * 9 + "|",
    ]
    for language, parts in FLOORS.items():
        for part in parts:
            found = score(language, part)
            shares = [
                found.precision,
                found.recall,
                found.f1,
                *(found.share(f) for f in ("code", "role", "date")),
            ]
            cells = " | ".join(f"{share or 0:.2f}" for share in shares)
            rows.append(f"| {language} | {part.replace('_', ' ')} | {found.found + found.missed} | {cells} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(figures())
