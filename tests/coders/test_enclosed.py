"""Brackets and quotation marks hang on what they enclose."""

import pytest

from coders.enclosed import hang_marks
from tests.coders.docs import doc

RULING_PARTY = """
Der der DET 3 det
regierende regieren ADJ 3 amod
Block Block NOUN 7 nsubj
( ( PUNCT 7 punct
SNS SNS PROPN 3 appos
) ) PUNCT 3 punct
verlor verlieren VERB 0 root
"""
QUOTED = """
„ „ PUNCT 7 punct
Wir wir PRON 3 nsubj
kommen kommen VERB 7 ccomp
nicht nicht ADV 3 advmod
“ “ PUNCT 7 punct
, , PUNCT 3 punct
sagte sagen VERB 0 root
er er PRON 7 nsubj
"""
ALONE = """
Wir wir PRON 2 nsubj
kommen kommen VERB 0 root
) ) PUNCT 1 punct
. . PUNCT 2 punct
"""


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        (RULING_PARTY, ["SNS", "SNS"]),
        (QUOTED, ["kommen", "kommen"]),
        (ALONE, ["Wir"]),
    ],
)
def test_both_marks_of_a_pair_hang_on_the_head_of_what_they_enclose(rows: str, heads: list[str]) -> None:
    parsed = hang_marks(doc("de", rows))
    marks = [token for token in parsed if token.text in "()„“"]
    assert [mark.head.text for mark in marks] == heads
    assert [token.head.text for token in parsed if not token.is_punct] == [
        token.head.text for token in doc("de", rows) if not token.is_punct
    ]


def test_nested_quotations_are_told_apart() -> None:
    rows = """
    „ „ PUNCT 3 punct
    Das das DET 3 det
    Wort Wort NOUN 7 nsubj
    ‚ ‚ PUNCT 7 punct
    Krieg Krieg NOUN 3 appos
    ‘ ‘ PUNCT 7 punct
    fiel fallen VERB 0 root
    “ “ PUNCT 3 punct
    """
    marks = [token for token in hang_marks(doc("de", rows)) if token.is_punct]
    assert [mark.head.text for mark in marks] == ["fiel", "Krieg", "Krieg", "fiel"]
