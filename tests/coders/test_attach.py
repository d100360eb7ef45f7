"""However a parse is mended, it stays a tree: a circle would stop the coder for good."""

from datetime import date

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from codebook.records import Article, Language
from coders.article import parsed_article, scene_of
from coders.attach import attach
from coders.grammar import Grammar
from coders.mend import mend
from tests.coders.docs import doc as parsed_by_hand
from tests.shipped import lexicon


def test_a_word_is_never_hung_below_itself() -> None:
    doc = Doc(Vocab(), ["a", "b", "c"], heads=[0, 0, 1], deps=["ROOT", "obj", "nmod"])
    attach(doc[0], doc[2], "obj")
    assert (doc[0].head, doc[0].dep_) == (doc[0], "ROOT")
    attach(doc[2], doc[0], "obj")
    assert (doc[2].head, doc[2].dep_) == (doc[0], "obj")
    attach(doc[2], doc[2], "ROOT")
    assert doc[2].head == doc[2]


@pytest.mark.parametrize("place", ["BOGOTA – ", "LIMA (XPA) - ", ""])
def test_a_dateline_before_a_country_closes_no_circle(place: str) -> None:
    text = f"Peru resumes talks\n\n{place}Peru's government and the rebels resumed negotiations in Havana."
    parsed = parsed_article(Article("a", text, Language.ENGLISH, date(2025, 3, 14)), lexicon(), {})
    assert parsed is not None
    doc, article, words, _ = parsed
    for token in scene_of(doc, article, words).doc:
        steps = 0
        while token.head != token:
            token, steps = token.head, steps + 1
            assert steps < len(doc)


def test_whom_a_sentence_ends_with_may_have_no_label() -> None:
    doc = parsed_by_hand("en", "Talk talk VERB 0 root\nminister minister NOUN 1 vocative")
    mend(doc, {}, Grammar.of(lexicon().languages[Language.ENGLISH].actions))
    assert [t.dep_ for t in doc] == ["ROOT", "vocative"]
