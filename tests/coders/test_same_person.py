"""First names, titles, spellings and case endings never split a person in two.

`data/persons_<xx>.txt` holds snippets of articles, one a line behind its day, that name one person in
several ways, each in brackets: with office, by surname, in other cases and spellings. All of them must
resolve to one code and, where the codebook knows the person, to one actor. A line that begins with ~ is one
where the parse still splits a person.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Language
from coders.actors import resolve_head
from coders.article import remember, scene_of
from coders.fold import fold
from coders.parse import parse

DATA = Path(__file__).parent / "data"
MENTION = re.compile(r"\[([^]]+)\]")
SPLIT = pytest.mark.xfail(strict=True, reason="the parse splits the person")
SNIPPETS = [
    pytest.param(
        path.stem[-2:],
        line.removeprefix("~"),
        id=f"{path.name}:{number}",
        marks=[SPLIT] if line[0] == "~" else [],
    )
    for path in sorted(DATA.glob("persons_*.txt"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
]


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def mentions(language: Language, snippet: str) -> dict[str, tuple[str, str | None] | None]:
    """What each mention of a snippet resolves to: its code and actor."""
    day, marked = snippet.split(" ", 1)
    text, spans, shift = MENTION.sub(r"\1", marked), [], 0
    for found in MENTION.finditer(marked):
        spans.append((found.start() - shift, found.end() - 2 - shift))
        shift += 2
    folded, words = fold(text, language), lexicon().languages[language]
    article = Article("x", text, language, date.fromisoformat(day))
    scene = scene_of(parse(folded.text, language), article, words)
    for sentence in scene.doc.sents:
        remember(sentence, scene)
    resolved = {}
    for start, end in spans:
        span = scene.doc.char_span(folded.folded(start), folded.folded(end - 1) + 1, alignment_mode="expand")
        heads = [t for t in span if t.pos_ in ("NOUN", "PROPN") and (t.head not in span or t.head == t)]
        for head in heads or [span.root]:
            actors = resolve_head(head, scene)
            found = (actors[0].code, actors[0].actor_id) if actors else None
            resolved[f"{text[start:end]} ({start}, {head})"] = found
    return resolved


@pytest.mark.parametrize(("language", "snippet"), SNIPPETS)
def test_every_mention_is_the_same_actor(language: str, snippet: str) -> None:
    found = mentions(Language(language), snippet)
    assert len(set(found.values())) == 1, found
    assert None not in found.values(), found


@pytest.mark.parametrize("language", ["de", "en", "sr"])
def test_there_are_enough_snippets_of_each_language(language: str) -> None:
    lines = [snippet.values for snippet in SNIPPETS if snippet.values[0] == language]
    assert len(lines) >= 60
