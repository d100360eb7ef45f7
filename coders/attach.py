"""How a parse is mended: a word is hung on another one, never on a word that hangs below itself."""

from spacy.tokens import Span, Token

_PLACED = ("obl", "nmod", "obj", "nsubj", "appos", "flat")
"""Relations that tell the place of a name in its sentence."""


def attach(token: Token, head: Token, dep: str | None = None) -> None:
    """Hang a word on a head, as `dep` if given; left as it is where that would close a circle, in which
    whoever walks up or down the tree would go round for ever."""
    above = head
    while above != token and above.head != above:
        above = above.head
    if above == token and head != token:
        return
    token.head = head
    if dep is not None:
        token.dep_ = dep


def one_phrase(name: Span) -> None:
    """`in Ras al-Ain`, parsed as two phrases or three: one, of which the best placed word is the head."""
    words = [token for token in name if not token.is_punct]
    outer = [token for token in words if token.head not in name or token.head == token]
    placed = (t for t in outer if t.dep_.partition(":")[0] in _PLACED)
    head = next(placed, (outer or words)[0])
    if head.head in name and head.head != head:
        return
    for token in name:
        if token != head:
            for child in [c for c in token.children if c not in name]:
                attach(child, head)
            attach(token, head, "punct" if token.is_punct else "flat")
    for word in words:
        word.pos_ = "PROPN"
