"""The codebook as it is shipped, read once for all the tests of a process, and what it makes of a text."""

from datetime import date
from functools import cache

from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Event, Language
from coders.article import code_article

DAY = date(2025, 3, 12)


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def coded(language: str, text: str, day: date = DAY) -> tuple[Event, ...]:
    """The events of a text that was published on a day."""
    return code_article(Article("text", text, Language(language), day), lexicon()).events


def parties(language: str, text: str, root: str) -> set[tuple[str, str]]:
    """Source and target of the events of one root, empty where there is none."""
    return {
        (e.source.code if e.source else "", e.target.code if e.target else "")
        for e in coded(language, text)
        if e.code[:2] == root
    }
