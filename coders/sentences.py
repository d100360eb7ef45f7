"""Sentence boundaries of news that are no matter of grammar, set before the parser, which keeps to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

_DASHES = frozenset({"-", "–", "—", "--"})
_BULLETS = _DASHES | {"•", "·", "*", "▪", "■", "►", "+"}
_STOPS = frozenset({".", "!", "?", "…", "..."})
_CLOSING = frozenset({"“", "”", "«", "»", "’", "''", '"', ")"})
_OPENING = frozenset({"„", "“", "»", "«", "‘", "``", '"'})
_TITLES = frozenset(
    [
        "dr.",
        "prof.",
        "mr.",
        "mrs.",
        "ms.",
        "gen.",
        "lt.",
        "col.",
        "maj.",
        "capt.",
        "cmdr.",
        "sgt.",
        "brig.",
        "sen.",
        "rep.",
        "gov.",
        "pres.",
        "st.",
        "hl.",
        "hr.",
        "fr.",
        "g.",
        "gđa.",
        "puk.",
        "por.",
        "sv.",
        "akad.",
        "inž.",
    ]
)
_START, _OPEN, _SAME = 1, 0, -1
"""spaCy's values for a token that starts a sentence, one that the parser decides on, one that does not."""
_DATELINE = 10
"""Tokens from the start of a line within which a dash ends a dateline (BERLIN (dpa) – Die …)."""


@Language.factory("sentence_rules")
def sentence_rules(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component that sets the sentence starts that `mark_boundaries` is sure of."""
    return mark_boundaries


def mark_boundaries(doc: Doc) -> Doc:
    """Set sentence starts, line by line.

    A line break ends a sentence; a bullet and a dateline belong to what follows them; a closing quotation
    mark belongs to the sentence that it closes, and behind it, as behind `!`, `?` and `…`, a capital starts
    the next."""
    line_start, quotes = 0, 0
    alpha: Any = doc.to_array("IS_ALPHA")
    starts = numpy.full(len(doc), _SAME)
    inside = numpy.zeros(len(doc), dtype=bool)
    inside[1:] = (alpha[1:] & alpha[:-1]) != 0  # words behind words start nothing
    for at in numpy.flatnonzero(~inside).tolist():
        token = doc[at]
        if token.is_space:
            starts[at] = _SAME if at else _OPEN
            if "\n" in token.text:
                line_start, quotes = at + 1, 0
        elif at == line_start:
            starts[at] = _START
            quotes += token.text == '"'
        else:
            starts[at] = _boundary(token, at=at - line_start, open_quote=quotes % 2 == 1)
            quotes += token.text == '"'
    values: Any = starts.astype("uint64")
    return doc.from_array(["SENT_START"], values)


def _boundary(token: Token, *, at: int, open_quote: bool) -> int:
    """Whether a sentence starts at a token inside a line, or that is open, for the parser to say.

    `at` is its place in the line, `open_quote` whether a straight quotation mark stands open before it."""
    before = token.nbor(-1)
    if before.is_space:
        before = token.nbor(-2) if token.i > 1 else before
    if before.is_alpha:
        return _SAME
    if at == 1 and before.text in _BULLETS:
        return _SAME
    if before.text in _DASHES and at < _DATELINE and _is_dateline(token.doc[token.i - at : token.i - 1]):
        return _SAME
    if token.text in _DASHES and at < _DATELINE:
        return _SAME
    if _closes(token, open_quote=open_quote) and before.text in _STOPS:
        return _SAME
    if before.text in _OPENING and not before.whitespace_ and (at == 1 or before.nbor(-1).whitespace_):
        return _SAME
    quoted_end = before.text in _CLOSING and before.i > 0 and before.nbor(-1).text in _STOPS
    if (quoted_end or before.text in {"!", "?", "…", "..."}) and _opens(token):
        return _START
    return _OPEN if _may_end(before) and not token.text[0].islower() else _SAME


def _may_end(token: Token) -> bool:
    """Whether a sentence can end with a token: a mark, or what took the full stop; no title or initial."""
    if token.lower_ in _TITLES or (len(token) == 2 and token.text[0].isupper()):
        return False
    return token.is_punct or token.text[-1] in ".!?…"


def _closes(token: Token, *, open_quote: bool) -> bool:
    """Whether a quotation mark ends its quotation: no space before it, or an open straight one."""
    if token.text == '"':
        return open_quote
    return token.text in _CLOSING and not token.nbor(-1).whitespace_


def _opens(token: Token) -> bool:
    return token.shape_[:1] == "X" or token.text in _OPENING


def _is_dateline(span: Span) -> bool:
    """Whether the tokens before a dash are names and brackets only, each name with a capital."""
    words = [token for token in span if token.is_alpha]
    return bool(words) and all(word.shape_[:1] == "X" for word in words)
