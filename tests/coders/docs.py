"""Parsed sentences written by hand, so that grammar is tested without a trained pipeline."""

import spacy
from spacy.tokens import Doc

_BLANK = {language: spacy.blank(language) for language in ("de", "sr", "en")}


def doc(language: str, rows: str) -> Doc:
    """A Doc from lines of `form lemma UPOS head deprel [Feature=Value|…]`; heads count from 1, 0 is root."""
    cells = [line.split() for line in rows.strip().splitlines()]
    heads = [int(row[3]) - 1 if row[3] != "0" else i for i, row in enumerate(cells)]
    return Doc(
        _BLANK[language].vocab,
        words=[row[0] for row in cells],
        lemmas=[row[1] for row in cells],
        pos=[row[2] for row in cells],
        heads=heads,
        deps=[row[4] if row[3] != "0" else "ROOT" for row in cells],
        morphs=[row[5] if len(row) > 5 else "" for row in cells],
    )
