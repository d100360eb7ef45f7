"""Sentence boundaries of news that are no matter of grammar, set before the parser, which keeps to them."""

from __future__ import annotations

from collections.abc import Callable

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
    for token in doc:
        if token.is_space:
            if token.i:
                token.is_sent_start = False
            if "\n" in token.text:
                line_start, quotes = token.i + 1, 0
        elif token.i == line_start:
            token.is_sent_start = True
            quotes += token.text == '"'
        else:
            start = _boundary(token, at=token.i - line_start, open_quote=quotes % 2 == 1)
            if start is not None:
                token.is_sent_start = start
            quotes += token.text == '"'
    return doc


def _boundary(token: Token, *, at: int, open_quote: bool) -> bool | None:
    """Whether a sentence starts at a token inside a line; None where that is for the parser to say.

    `at` is its place in the line, `open_quote` whether a straight quotation mark stands open before it."""
    before = token.nbor(-1)
    if before.is_space:
        before = token.nbor(-2) if token.i > 1 else before
    if at == 1 and before.text in _BULLETS:
        return False
    if before.text in _DASHES and at < _DATELINE and _is_dateline(token.doc[token.i - at : token.i - 1]):
        return False
    if token.text in _DASHES and at < _DATELINE:
        return False
    if _closes(token, open_quote=open_quote) and before.text in _STOPS:
        return False
    if before.text in _OPENING and not before.whitespace_ and (at == 1 or before.nbor(-1).whitespace_):
        return False
    quoted_end = before.text in _CLOSING and before.i > 0 and before.nbor(-1).text in _STOPS
    if (quoted_end or before.text in {"!", "?", "…", "..."}) and _opens(token):
        return True
    return None if _may_end(before) and not token.text[0].islower() else False


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
