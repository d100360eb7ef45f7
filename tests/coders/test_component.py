"""The coder inside somebody else's spaCy pipeline."""

from datetime import date

import spacy
from spacy.language import Language
from spacy.tokens import Doc

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
