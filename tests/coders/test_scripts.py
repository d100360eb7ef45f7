"""Serbian in Cyrillic, in Latin and in both at once is one text, told by the characters of the original."""

from datetime import date

import cyrtranslit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.lexicon import Lexicon
from codebook.records import Article, Coded, Event, Language, Span
from coders.article import code_article
from coders.fold import fold
from coders.parse import parse
from tests import shipped

PUBLISHED = date(2025, 3, 14)
SENTENCES = (
    "Министар Љајић отпутовао је у Њујорк, а Џонсон у Београд.",
    "Турска полиција је у среду у Истанбулу ухапсила двадесет новинара.",
    "Председник Џибутија састао се 12. марта 2025. г. у Љубљани са премијером Словеније.",
    "„Нећемо преговарати“, рекао је председник Сирије, тј. његов портпарол.",
    "Кина (习近平) и Русија осудиле су нападе Израела на Либан.",
    "Белорусија је протерала троје пољских дипломата, а Пољска је позвала амбасадора на разговор.",
    "Москва ће увести санкције Њемачкој.",
)
DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shipped.lexicon()


def latin(word: str) -> str:
    """A word in Latin letters; digraphs are capital throughout in a word of capitals."""
    shouted = word.isupper() and sum(map(str.isalpha, word)) > 1
    out = ""
    for letter in word:
        pair = DIGRAPHS.get(letter.lower(), "")
        spelt = (pair.upper() if shouted else pair.capitalize()) if letter.isupper() else pair
        out += spelt or str(cyrtranslit.to_latin(letter, "sr"))
    return out


@st.composite
def written(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """The words of a text as written, in either script each and some in capitals, and in Latin alone."""
    words = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2))).split(" ")
    as_written, in_latin = [], []
    for word in words:
        cased = word.upper() if draw(st.integers(0, 11)) == 0 else word
        in_latin.append(latin(cased))
        as_written.append(draw(st.sampled_from((cased, latin(cased)))))
    return as_written, in_latin


def coded(text: str, lexicon: Lexicon) -> Coded:
    return code_article(Article("a", text, Language.SERBIAN, PUBLISHED), lexicon)


def story(event: Event, text: str) -> tuple[object, ...]:
    """An event without its id, every part of it by its characters in Latin."""
    spans = [event.sentence, event.trigger, *(a.span for a in (event.source, event.target) if a)]
    spans += [event.when.span] if event.when else []
    actors = [a.code if a else None for a in (event.source, event.target, event.attribution)]
    facts = (event.code, event.status, event.start, event.rule_id, event.confidence)
    return (*facts, *actors, *(fold(span.of(text), Language.SERBIAN).text.lower() for span in spans))


@settings(max_examples=60, deadline=None)
@given(written())
def test_every_token_of_a_mixed_text_is_that_of_the_latin_one(text: tuple[list[str], list[str]]) -> None:
    mixed, plain = (" ".join(words) for words in text)
    folded = fold(mixed, Language.SERBIAN)
    assert folded.text == plain
    for token in parse(folded.text, Language.SERBIAN):
        piece = folded.original(Span(token.idx, token.idx + len(token))).of(mixed)
        assert fold(piece, Language.SERBIAN).text.lower() == token.text.lower()


@settings(max_examples=40, deadline=None)
@given(text=written())
def test_mixed_and_latin_texts_give_the_same_events(
    text: tuple[list[str], list[str]], lexicon: Lexicon
) -> None:
    mixed, plain = (" ".join(words) for words in text)
    found, wanted = (coded(one, lexicon) for one in (mixed, plain))
    assert [story(e, mixed) for e in found.events] == [story(e, plain) for e in wanted.events]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_cyrillic_sentences_give_the_events_of_latin_ones(sentence: str, lexicon: Lexicon) -> None:
    plain = " ".join(map(latin, sentence.split(" ")))
    found, wanted = coded(sentence, lexicon).events, coded(plain, lexicon).events
    assert [story(e, sentence) for e in found] == [story(e, plain) for e in wanted] != []
    assert all(event.trigger.of(sentence) in sentence.split(" ") for event in found)
