"""How a parse is mended: a word is hung on another one, never on a word that hangs below itself."""

from spacy.tokens import Token


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
