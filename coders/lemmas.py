"""Lemmas of words that event coding needs, from our own short lists: `codebook/lang/<xx>/lemma_forms.csv`
and, where they inflect by paradigms, from its role nouns.

A row names a lemma, its word class and forms: for a VERB its principal parts, for a NOUN the forms that the
language's paradigms do not give; a NAME row is the end of a surname with its ends in case. From these all
forms follow; a prefixed verb follows its base (griff: greifen, angegriffen: angreifen). The lists have the
last word over the trained lemmatizer, and over its tagger where a noun opens a sentence and was taken for a
name."""

from __future__ import annotations

import csv
import importlib.resources
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from codebook.inflect import forms, load_paradigms

_OPEN = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV", "X", "NUM", "INTJ"})

_VERBAL = frozenset({"obj", "compound:prt", "aux:pass", "obl:agent"})
"""Dependents that an adjective does not have: what has one is a verb (Kairo entsandte Berater)."""

_ACTIVE = ("la", "lo", "li", "le", "ao")
"""Ends of the Serbian active participle."""

Row = tuple[str, str, tuple[str, ...]]
Lemmas = dict[tuple[str, str], tuple[str, ...]]


@Language.factory("lemma_lexicon")
def lemma_lexicon(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component that corrects lemmas by the language's list; white space, which no treebank holds, is tagged
    SPACE."""
    lang = str(nlp.lang)
    find = finder(lang)

    nouns_are_capital = lang == "de"

    def correct(doc: Doc) -> Doc:
        for token in doc:
            if token.is_space:
                token.pos_, token.lemma_ = "SPACE", token.text
            elif token.pos_ in _OPEN or (lang == "sr" and token.pos_ == "PRON"):
                _correct(token, find, nouns_are_capital=nouns_are_capital)
        persons = [name for name in doc.ents if name.label_ == "PER"]
        wrong = {token.i for name in persons for token in name if token.pos_ == "NOUN"}
        if wrong:
            doc.ents = [name for name in doc.ents if len(name) > 1 or name.start not in wrong]
        return doc

    return correct


def _correct(token: Token, find: Callable[[str, str], tuple[str, ...]], *, nouns_are_capital: bool) -> None:
    upos = token.pos_ = _by_form(token, find) if token.lang_ == "sr" else token.pos_
    if upos == "ADJ" and "VerbForm=Part" in str(token.morph):
        upos = "VERB"
    mistaken = upos in {"ADJ", "NOUN", "X"} and token.text[0].islower() and find(token.lower_, "VERB")
    if mistaken and _governs_like_a_verb(token):
        upos = token.pos_ = "VERB"
    opening = token.is_sent_start and not nouns_are_capital and token.shape_[:2] == "Xx"
    if opening and upos != "VERB" and not _in_long_name(token) and find(token.lower_, "NOUN"):
        upos = token.pos_ = "NOUN"
    if upos == "PROPN" and token.ent_type_ == "PER" and token.lemma_ == token.text:
        token.lemma_ = next(iter(find(token.text, "NAME")), token.lemma_)
        return
    lemmas = find(token.lower_, upos)
    if lemmas and token.lemma_ not in lemmas:
        token.lemma_ = lemmas[0]
    elif not lemmas and upos == "NOUN" and token.lang_ == "en" and _is_regular_plural(token):
        token.lemma_ = singular(token.lower_)
    elif upos != "PROPN" and token.lemma_.istitle() and (opening or (nouns_are_capital and upos != "NOUN")):
        token.lemma_ = token.lemma_.lower()


def _by_form(token: Token, find: Callable[[str, str], tuple[str, ...]]) -> str:
    """The class of a form that the list has in one class alone: `opozicija` is no pronoun, `civile` no verb.

    Only where classes hardly share forms, as in Serbian; names and adjectives stay what they are."""
    listed = [upos for upos in ("VERB", "NOUN") if find(token.lower_, upos)]
    mistaken = token.pos_ in ("PRON", "ADV", "X", "INTJ", "VERB")
    if token.pos_ == "ADJ" and listed == ["VERB"] and token.lower_.endswith(_ACTIVE):
        return "VERB"  # ministarstvo je opovrglo: no adjective has the form
    return listed[0] if mistaken and len(listed) == 1 else token.pos_


def _governs_like_a_verb(token: Token) -> bool:
    dependents = {child.dep_ for child in token.children}
    return bool(dependents & _VERBAL) or ("nsubj" in dependents and "cop" not in dependents)


def _is_regular_plural(token: Token) -> bool:
    """Whether an English noun's lemma is not that of its plural; what has no singular is in the list."""
    plural_form = "Number=P" in str(token.morph) and token.lower_.endswith("s")
    lemma = token.lemma_.lower()
    return plural_form and len(token) > 3 and (lemma == token.lower_ or plural(lemma) != token.lower_)


def _in_long_name(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return bool(token.ent_type_) and bool(following.ent_type_) and following.ent_iob_ == "I"


def finder(lang: str) -> Callable[[str, str], tuple[str, ...]]:
    """A function from a lower-cased form and its class (VERB, NOUN, ADV) to its lemmas, none if it is not
    listed."""
    rows = [*_rows(lang), *_role_nouns(lang)]
    known = _expand(lang, rows)
    prefixes = {lemma: parts[0] if parts else "" for lemma, upos, parts in rows if upos == "PREFIX"}
    longest_first = sorted(prefixes, key=len, reverse=True)

    @cache
    def find(form: str, upos: str) -> tuple[str, ...]:
        found = known.get((form, upos), ())
        if not found and upos in {"VERB", "AUX"}:
            candidates = (_prefixed(form, p, prefixes[p], known) for p in longest_first if form.startswith(p))
            found = next((lemmas for lemmas in candidates if lemmas), ())
        if upos == "NAME":
            endings = (form[-n:] for n in (5, 4, 3, 2) if len(form) > n + 1)
            fitting = next((end for end in endings if (end, upos) in known), None)
            found = (form.removesuffix(fitting) + known[fitting, upos][0],) if fitting else ()
        if not found and upos == "NOUN" and lang == "de":
            found = _compound(form, known)
        return found

    return find


def _rows(lang: str) -> Iterator[Row]:
    source = importlib.resources.files("codebook") / "lang" / lang / "lemma_forms.csv"
    if source.is_file():
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
            yield row["lemma"], row["upos"], tuple(row["forms"].split())


def _role_nouns(lang: str) -> Iterator[Row]:
    """The role nouns of the codebook, where paradigms give their forms (domoroci: domorodac)."""
    folder = importlib.resources.files("codebook") / "lang" / lang
    if lang not in ("de", "en") and (folder / "agents.csv").is_file():
        for row in csv.DictReader((folder / "agents.csv").read_text(encoding="utf-8").splitlines()):
            if row["part"] in ("head", "weak") and " " not in row["lemma"]:
                yield row["lemma"], "NOUN", ()


def _expand(lang: str, rows: Iterable[Row]) -> Lemmas:
    """All forms of the listed words, lower-cased, each with the lemmas that it may belong to."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for lemma, upos, parts in rows:
        for form in {lemma, *inflected(lang, lemma, upos, parts)}:
            found[form.lower(), upos][lemma] = None
    return {key: tuple(lemmas) for key, lemmas in found.items()}


def inflected(lang: str, lemma: str, upos: str, parts: tuple[str, ...]) -> Iterable[str]:
    """All forms of a listed word; `parts` are those of its row. A verb without parts has its lemma alone."""
    if upos == "VERB":
        return _VERB_FORMS[lang](lemma, *parts) if parts else (lemma,)
    return _noun_forms(lang)(lemma, parts) if upos == "NOUN" else parts


@cache
def _noun_forms(lang: str) -> Callable[[str, tuple[str, ...]], Iterable[str]]:
    """How a listed noun inflects: in German by its listed forms alone, else by the paradigms too."""
    if lang == "de":
        return lambda lemma, parts: parts
    if lang == "en":
        return lambda lemma, parts: parts or [plural(lemma)]
    path = Path(str(importlib.resources.files("codebook"))) / "lang" / lang / "paradigms.toml"
    paradigms = load_paradigms(path)
    return lambda lemma, parts: {*parts, *forms(lemma, kind="noun", paradigms=paradigms)}


def plural(noun: str) -> str:
    """The regular English plural.

    >>> [plural(noun) for noun in ("ally", "clash", "envoy", "troops")]
    ['allies', 'clashes', 'envoys', 'troops']
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if noun.endswith(("ch", "sh", "x", "ss", "go")):
        return noun + "es"
    return noun if noun.endswith("s") else noun + "s"


def singular(noun: str) -> str:
    """The singular of a regular English plural.

    >>> [singular(noun) for noun in ("allies", "trenches", "heroes", "wreaths")]
    ['ally', 'trench', 'hero', 'wreath']
    """
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("ches", "shes", "xes", "sses", "uses", "oes")) else noun[:-1]


def _german_verb(verb: str, past: str, participle: str, present: str = "") -> Iterator[str]:
    """Forms of a strong verb from preterite, participle and, where its vowel changes, third person
    singular."""
    stem = past.removesuffix("te")
    endings = ("te", "test", "ten", "tet") if stem != past else ("", "st", "est", "en", "t", "et")
    yield from (stem + ending for ending in endings)
    yield participle
    yield verb.removesuffix("n")
    if present:
        yield present
    else:
        root = verb.removesuffix("en")
        yield root + ("et" if root.endswith(("t", "d", "kn")) else "t")


def _english_verb(verb: str, *parts: str) -> Iterator[str]:
    """Forms of an irregular verb, or of one that doubles its consonant, from its past forms."""
    yield from parts
    yield plural(verb) if not verb.endswith("s") else verb + "es"
    if not any(part.endswith("ing") for part in parts):
        yield (verb.removesuffix("e") if not verb.endswith("ee") else verb) + "ing"


def _serbian_verb(verb: str, present: str, participle: str, passive: str) -> Iterator[str]:
    """Forms from third person singular present, feminine participle and masculine passive participle (- if
    none)."""
    stem, vowel = present[:-1], present[-1]
    third = {"a": present + "ju", "e": stem + "u", "i": stem + "e"}[vowel]
    yield from (present + ending for ending in ("", "m", "š", "mo", "te"))
    yield third
    stem = participle.removesuffix("a")
    yield from (stem + ending for ending in ("a", "o", "i", "e"))
    yield stem.removesuffix("l") + ("o" if stem[-2] in "aeiou" else "ao")
    if passive != "-":
        yield from (
            passive + ending for ending in ("", "a", "o", "i", "e", "u", "og", "om", "oj", "im", "ih", "ima")
        )


_VERB_FORMS: dict[str, Callable[..., Iterator[str]]] = {
    "de": _german_verb,
    "en": _english_verb,
    "sr": _serbian_verb,
}


def _prefixed(form: str, prefix: str, kind: str, known: Lemmas) -> tuple[str, ...]:
    """Lemmas of a prefixed verb: those of what follows the prefix, with the prefix before them.

    A separable prefix has ge or zu behind it in participle and infinitive; behind an inseparable one the
    participle has none."""
    rest = form.removeprefix(prefix)
    if kind in {"separable", "both"} and rest.startswith("zu") and rest.endswith("n") and len(rest) > 5:
        return (prefix + rest.removeprefix("zu"),)
    bases = known.get((rest, "VERB"), ())
    if kind in {"inseparable", "both"} and not bases:
        bases = known.get(("ge" + rest, "VERB"), ())
    return tuple(prefix + base for base in bases)


def _compound(form: str, known: Lemmas) -> tuple[str, ...]:
    """Lemmas of a German compound whose last part is listed (Lagerhäuser: Lager + Haus)."""
    for start in range(2, len(form) - 3):
        heads = known.get((form[start:], "NOUN"))
        if heads:
            return tuple(form[:start].capitalize() + head.lower() for head in heads)
    return ()
