"""Who says it in the middle of what is said: the rest is one clause, and the aside keeps its own tree."""

from datetime import date

import pytest

from codebook.records import Article, Language
from coders.article import code_article, parsed_article
from tests.shipped import lexicon

EN, DE, SR = Language.ENGLISH, Language.GERMAN, Language.SERBIAN


@pytest.mark.parametrize(
    ("language", "text", "event", "says"),
    [
        (EN, "Turkey, Reuters reported, has closed its border with Syria.", ("TUR", "160", "SYR"), None),
        (EN, "Kenya will, its premier said, close its embassy in Minsk.", ("KEN", "161", "BLR"), None),
        (EN, "Oman has, after weeks of talks, suspended aid to Niger.", ("OMN", "162", "NER"), None),
        (DE, "Serbien hat, wie Kiew mitteilte, Polen angegriffen.", ("SRB", "190", "POL"), "UKR"),
        (DE, "Kuba habe, sagte Haitis Minister, Peru angegriffen.", ("CUB", "190", "PER"), "HTIGOV"),
        (DE, "Iran hat – so stellt es Paris dar – Oman bombardiert.", ("IRN", "195", "OMN"), None),
        (SR, "Турска је, јавља Београд, затворила границу са Сиријом.", ("TUR", "160", "SYR"), "SRB"),
    ],
)
def test_what_is_said_around_an_aside(
    language: Language, text: str, event: tuple[str, str, str], says: str | None
) -> None:
    found = code_article(Article("a", text, language, date(2025, 3, 20)), lexicon()).events
    told = {
        (e.source.code, e.code, e.target.code): e.attribution.code if e.attribution else None
        for e in found
        if e.source and e.target
    }
    assert event in told
    assert says is None or told[event] == says


@pytest.mark.parametrize(
    "text",
    [
        "Turkey, Reuters reported, has closed its border with Syria, and Iran - or so Ankara says - its own.",
        "Poland, it said, will – if need be – send troops.",
    ],
)
def test_the_tree_stays_whole(text: str) -> None:
    parsed = parsed_article(Article("a", text, EN, date(2025, 3, 14)), lexicon(), {})
    assert parsed is not None
    doc = parsed[0]
    assert doc.text == text
    for sentence in doc.sents:
        assert [t for t in sentence if t.head == t] == [sentence.root]
        for token in sentence:
            assert token == sentence.root or sentence.root in token.ancestors
