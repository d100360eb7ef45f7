"""Names of countries, bodies, groups and people in a sentence: long and former forms, adjectives, demonyms,
capitals and seats as metonyms, surnames in other cases and spellings, titles.

`data/actors_<xx>.tsv` has a sentence a line, with the codes of source and target; an empty one is not asked
for, one with `*` need only begin so, and `|` parts alternatives.
"""

from datetime import date
from pathlib import Path

import pytest

from codebook.records import Article, Language
from coders.article import code_article
from tests.shipped import lexicon

LEXICON = lexicon()
DAY = date(2025, 6, 20)
LINES = [
    pytest.param(language, *line.split("\t"), id=f"actors_{language}.tsv:{number}")
    for language in ("de", "sr", "en")
    for number, line in enumerate(
        (Path(__file__).parent / "data" / f"actors_{language}.tsv").read_text("utf-8").splitlines(), start=1
    )
]


def fits(code: str, wanted: str) -> bool:
    return any(code.startswith(w[:-1]) if w.endswith("*") else code == w for w in wanted.split("|"))


@pytest.mark.parametrize(("language", "text", "source", "target"), LINES)
def test_who_is_meant(language: str, text: str, source: str, target: str) -> None:
    events = code_article(Article("a", text, Language(language), DAY), LEXICON).events
    found = [(e.source.code if e.source else "", e.target.code if e.target else "") for e in events]
    assert any(
        (not source or fits(one, source)) and (not target or fits(other, target)) for one, other in found
    ), found
