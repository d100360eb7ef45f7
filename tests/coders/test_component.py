"""The coder inside somebody else's spaCy pipeline."""

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from codebook.errors import Terminal
from coders.parse import PIPELINES


@Language.component("published_in_test")
def published(doc: Doc) -> Doc:
    doc._.published = date(2024, 10, 16)
    return doc


def test_events_hang_on_the_doc_and_point_into_it() -> None:
    nlp = spacy.load(PIPELINES / "de")
    nlp.add_pipe("whowhom")
    nlp.add_pipe("published_in_test", before="whowhom")
    doc = nlp("Die türkische Polizei hat am Montag in Istanbul vierzig Demonstranten festgenommen.")
    (event,) = doc._.events
    assert (event.source.code, event.code, event.target.code) == ("TURCOP", "173", "TURCVL")
    assert event.start == date(2024, 10, 14)
    assert event.trigger.of(doc.text) == "festgenommen"


def test_the_parse_of_the_doc_stays_as_the_pipeline_made_it() -> None:
    nlp = spacy.load(PIPELINES / "sr")
    text = "SAD su Ukrajini poslale rakete."  # the coder mends the subject
    alone = nlp(text).to_json()
    nlp.add_pipe("whowhom")
    doc = nlp(text)
    assert doc._.events
    assert doc.to_json() == alone


def test_an_aside_is_parsed_apart_by_the_users_own_pipeline() -> None:
    nlp = spacy.load(PIPELINES / "en")
    nlp.add_pipe("whowhom")
    text = "Turkey, Reuters reported, has closed its border with Syria."
    (event,) = nlp(text)._.events
    assert (event.source.code, event.code, event.target.code) == ("TUR", "160", "SYR")


def test_events_survive_batches_and_other_languages_are_refused() -> None:
    nlp = spacy.load(PIPELINES / "en")
    nlp.add_pipe("whowhom")
    texts = ["Kenya expelled the Sudanese ambassador.", "It rained.", "Peru condemned Chile."]
    assert [len(doc._.events) for doc in nlp.pipe(texts)] == [1, 0, 1]
    with pytest.raises(Terminal, match=r"German .*; this pipeline is for 'fr'"):
        spacy.blank("fr").add_pipe("whowhom")
