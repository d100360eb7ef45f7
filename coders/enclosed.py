"""Brackets and quotation marks hang on the head of what they enclose, as the guidelines of Universal
Dependencies have it (https://universaldependencies.org/u/dep/punct.html)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_CLOSED_BY = {
    **{"(": ")", "[": "]", "{": "}", '"': '"', "``": "''", "«": "»", "»": "«"},
    **{"„": "“”", "“": "”", "”": "”", "‚": "‘’", "‘": "’"},
}
"""What closes what a mark opens."""
_MARKS = frozenset(_CLOSED_BY) | frozenset("".join(_CLOSED_BY.values())) | {"''"}


@Language.factory("enclosed_marks")
def enclosed_marks(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component behind the parser that hangs paired marks where they belong, whatever it made of them."""
    return hang_marks


def hang_marks(doc: Doc) -> Doc:
    """Hang both marks of a pair on the nearest word between them whose head lies outside."""
    moved = list(_moved(doc))
    if not moved:
        return doc
    heads: Any = doc.to_array(["HEAD"]).astype("int64")
    for mark, head in moved:
        heads[mark.i] = head.i - mark.i
    return doc.from_array(["HEAD"], heads.astype("uint64"))


def _moved(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Marks with the head that each should have and has not."""
    for sentence in doc.sents:
        marks = [token for token in sentence if token.text in _MARKS and token.dep_ == "punct"]
        for opening, closing in _pairs(marks):
            words = doc[opening.i + 1 : closing.i]
            heads = [word for word in words if word.dep_ != "punct" and _leads(word, words)]
            if heads:
                for mark, head in (opening, heads[0]), (closing, heads[-1]):
                    if mark.head != head and not mark.n_lefts + mark.n_rights:
                        yield mark, head


def _pairs(marks: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    opened: list[Token] = []
    for mark in marks:
        closes = next((o for o in reversed(opened) if mark.text in _CLOSED_BY[o.text]), None)
        if closes is not None:
            del opened[opened.index(closes) :]
            yield closes, mark
        elif mark.text in _CLOSED_BY:
            opened.append(mark)


def _leads(word: Token, words: Span) -> bool:
    return word.head == word or not words.start <= word.head.i < words.end
