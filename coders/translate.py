"""Gives words their lemmas by `codebook/words.py`: those of a layer the root's, those of users their own."""

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from codebook.layering import LanguageLexicon
from codebook.words import Words
from coders.inflection import inflected

_CLASSES = {"PROPN": "NOUN", "AUX": "VERB"}


def translate(doc: Doc, lexicon: LanguageLexicon) -> None:
    """Exchange lemmas in place: by the form, by the lemma, else by the lemma's ending.

    The parser knows the words of both languages, but the rules name those of one: `uhitila` gets the lemma
    `uhapsiti`. A participle that is tagged as an adjective has the lemma of its verb, here as everywhere.
    """
    if lexicon.words is None:
        return
    for token in doc:
        lemma = token.lemma_
        if lexicon.respelling is not None and lemma.islower():
            lemma = lexicon.respelling.word(lemma)
        capital_nouns = bool(lexicon.actions.settings.get("capital_nouns"))
        token.lemma_ = _translated(token, lemma, lexicon.words, capital_nouns=capital_nouns) or lemma


def _translated(token: Token, lemma: str, words: Words, *, capital_nouns: bool) -> str | None:
    upos = _CLASSES.get(token.pos_, token.pos_)
    if upos == "NOUN" and token.text[0].isupper() and not token.is_sent_start and not capital_nouns:
        return None  # a name: Tomislav Tajnik
    classes = ("ADJ", "VERB") if upos == "ADJ" else (upos,)
    listed = _listed(words)
    for one in classes:
        for form in (token.lower_, lemma.lower()):
            if (form, one) in listed:
                return listed[form, one]
    if lemma in words.known:
        return None
    return next((base for one in classes for base in _by_ending(lemma, one, words)), None)


def _by_ending(lemma: str, upos: str, words: Words) -> list[str]:
    changed = [
        lemma.removesuffix(one.word[1:]) + one.base[1:]
        for one in words.endings
        if one.upos == upos and lemma.endswith(one.word[1:])
    ]
    return [base for base in changed if base in words.known]


@cache
def _listed(words: Words) -> Mapping[tuple[str, str], str]:
    """Form and class → lemma of the root; of two words with one form the first has it."""
    found: dict[tuple[str, str], str] = {}
    for one in words.listed:
        for form in (one.word, *inflected(words.root.value, one.word, one.upos, one.forms)):
            found.setdefault((form.lower(), one.upos), one.base)
    return found
