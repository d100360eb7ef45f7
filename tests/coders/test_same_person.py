"""First names, titles, spellings and case endings do not split a person in two.

`data/persons_<xx>.txt` holds snippets of articles, one a line behind its day, that name one person in
several ways, each in brackets: with office, by surname, in other cases and spellings. All of them must
resolve to one code and, where the codebook knows the person, to one actor.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from codebook.languages import roots
from codebook.records import Article, Language
from coders.actors import resolve_head
from coders.article import remember, scene_of
from coders.fold import fold
from coders.parse import parse
from tests.shipped import lexicon

DATA = Path(__file__).parent / "data"
MENTION = re.compile(r"\[([^]]+)\]")


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


@pytest.mark.parametrize("language", roots())
def test_every_mention_is_the_same_actor(language: Language) -> None:
    snippets = (DATA / f"persons_{language.value}.txt").read_text(encoding="utf-8").splitlines()
    found = [mentions(language, snippet) for snippet in snippets]
    split = [one for one in found if len(set(one.values())) > 1 or None in one.values()]
    assert len(snippets) >= 60
    assert not split
