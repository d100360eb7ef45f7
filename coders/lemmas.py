"""Lemmas of words that event coding needs, from our own short lists: `codebook/lang/<xx>/lemma_forms.csv`
and, where they inflect by paradigms, from its role nouns.

A row names a lemma, its word class and forms: for a VERB its principal parts, for a NOUN the forms that the
language's paradigms do not give; a NAME row is the end of a surname with its ends in case. From these all
forms follow; a prefixed verb follows its base (griff: greifen, angegriffen: angreifen). The lists have the
last word over the trained lemmatizer, and over its tagger where a noun opens a sentence and was taken for a
name."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from coders.inflection import Settings, folder_of, inflected, plural, settings_of, singular

_OPEN = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV", "X", "NUM", "INTJ"})

_VERBAL = frozenset({"obj", "compound:prt", "aux:pass", "obl:agent"})
"""Dependents that an adjective does not have: what has one is a verb (Kairo entsandte Berater)."""

Row = tuple[str, str, tuple[str, ...]]
Lemmas = dict[tuple[str, str], tuple[str, ...]]


@Language.factory("lemma_lexicon")
def lemma_lexicon(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Component that corrects lemmas by the language's list; white space, which no treebank holds, is tagged
    SPACE."""
    lang = str(nlp.lang)
    find, settings = finder(lang), settings_of(lang)
    classes = _OPEN | {"PRON"} if settings.by_form else _OPEN

    def correct(doc: Doc) -> Doc:
        for token in doc:
            if token.is_space:
                token.pos_, token.lemma_ = "SPACE", token.text
            elif token.pos_ in classes:
                _correct(token, find, settings)
        persons = [name for name in doc.ents if name.label_ == "PER"]
        wrong = {token.i for name in persons for token in name if token.pos_ == "NOUN"}
        if wrong:
            doc.ents = [name for name in doc.ents if len(name) > 1 or name.start not in wrong]
        return doc

    return correct


def _correct(token: Token, find: Callable[[str, str], tuple[str, ...]], settings: Settings) -> None:
    upos = token.pos_ = _by_form(token, find, settings) if settings.by_form else token.pos_
    unread = settings.by_form and token.lemma_.lower() == token.lower_ and not find(token.lower_, "NOUN")
    if upos == "ADJ" and (unread or "VerbForm=Part" in str(token.morph)):
        upos = "VERB"  # Osuđena novinarka: a participle that the lemmatizer does not know
    mistaken = upos in {"ADJ", "NOUN", "X"} and token.text[0].islower() and find(token.lower_, "VERB")
    if mistaken and _governs_like_a_verb(token):
        upos = token.pos_ = "VERB"
    opening = token.is_sent_start and not settings.capital_nouns and token.shape_[:2] == "Xx"
    if opening and upos != "VERB" and not _in_long_name(token) and find(token.lower_, "NOUN"):
        upos = token.pos_ = "NOUN"
    alone = token.dep_ != "flat" and not any(c.dep_ == "flat" for c in token.children)
    listed = find(token.lower_, "NOUN") if upos == "PROPN" and settings.capital_nouns and alone else ()
    if listed and token.text not in listed:  # erhob Strafzölle: a form that no name has
        upos = token.pos_ = "NOUN"
    if upos == "PROPN" and token.ent_type_ == "PER" and token.lemma_ == token.text:
        token.lemma_ = next(iter(find(token.text, "NAME")), token.lemma_)
        return
    lemmas = find(token.lower_, upos)
    if lemmas and token.lemma_ not in lemmas:
        token.lemma_ = lemmas[0]
    elif not lemmas and upos == "NOUN" and settings.nouns == "plural" and _is_regular_plural(token):
        token.lemma_ = singular(token.lower_)
    elif (
        upos != "PROPN"
        and token.lemma_.istitle()
        and (opening or (settings.capital_nouns and upos != "NOUN"))
    ):
        token.lemma_ = token.lemma_.lower()


def _by_form(token: Token, find: Callable[[str, str], tuple[str, ...]], settings: Settings) -> str:
    """The class of a form that the list has in one class alone: `opozicija` is no pronoun, `civile` no verb.

    Names and adjectives stay what they are."""
    listed = [upos for upos in ("VERB", "NOUN") if find(token.lower_, upos)]
    if token.pos_ == "VERB" and token.dep_ == "obj" and "NOUN" in listed:
        return "NOUN"  # zatvorile su prelaze
    mistaken = token.pos_ in ("PRON", "ADV", "X", "INTJ", "VERB")
    if token.pos_ == "ADJ" and listed == ["VERB"] and token.lower_.endswith(settings.participles):
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
    settings = settings_of(lang)
    rows = [*_rows(lang), *(_role_nouns(lang) if settings.nouns == "paradigms" else ())]
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
        if not found and upos == "NOUN" and settings.compounds:
            found = _compound(form, known)
        return found

    return find


def _rows(lang: str) -> Iterator[Row]:
    source = folder_of(lang) / "lemma_forms.csv"
    if source.is_file():
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
            yield row["lemma"], row["upos"], tuple(row["forms"].split())


def past_forms(lang: str) -> dict[str, tuple[str, bool]]:
    """`overran` → overrun: irregular past tenses of listed verbs and of those with a prefix, and whether they
    are that alone (`tore`, not `laid` or `set`); of languages whose rows of verbs begin with it."""
    rows = [*_rows(lang)] if settings_of(lang).verbs.startswith("past") else []
    prefixes = ["", *(lemma for lemma, upos, _ in rows if upos == "PREFIX")]
    found: dict[str, tuple[str, bool]] = {}
    for lemma, upos, parts in rows:
        if upos == "VERB" and parts and not parts[0].endswith("ed"):
            sure = len(parts) > 1 and parts[1] != parts[0] and not parts[1].endswith("ing")
            found |= {prefix + parts[0]: (prefix + lemma, sure) for prefix in prefixes}
    return found


def _role_nouns(lang: str) -> Iterator[Row]:
    """The role nouns of the codebook, where paradigms give their forms (domoroci: domorodac)."""
    for row in csv.DictReader((folder_of(lang) / "agents.csv").read_text(encoding="utf-8").splitlines()):
        if row["part"] in ("head", "weak") and " " not in row["lemma"]:
            yield row["lemma"], "NOUN", ()


def _expand(lang: str, rows: Iterable[Row]) -> Lemmas:
    """All forms of the listed words, lower-cased, each with the lemmas that it may belong to."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for lemma, upos, parts in rows:
        for form in {lemma, *inflected(lang, lemma, upos, parts)}:
            found[form.lower(), upos][lemma] = None
    for form, upos in [key for key in found if "ß" in key[0]]:  # entliess, Massnahmen: as the Swiss spell
        found.setdefault((form.replace("ß", "ss"), upos), found[form, upos])
    return {key: tuple(lemmas) for key, lemmas in found.items()}


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
