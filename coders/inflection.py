"""The forms of listed words (`lemma_forms.csv`), made of their principal parts as lang.toml says."""

import importlib.resources
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from codebook.inflect import forms, load_paradigms


@dataclass(frozen=True, slots=True)
class Settings:
    """How a language's listed words inflect: `[lemmas]` in its lang.toml.

    `verbs` names the principal parts that a row of a verb gives (? marks one that it may lack), and so what
    makes the other forms of them; `nouns` says where the forms of nouns come from: those of the row alone
    (`listed`), a regular plural (`plural`), or the paradigms, which then inflect role nouns too
    (`paradigms`). With `compounds` a noun may end in a listed one. `by_form` says that a form belongs to one
    word class only, as where endings are rich; `participles` are then ends that no adjective has.
    """

    verbs: str = ""
    nouns: str = "listed"
    compounds: bool = False
    by_form: bool = False
    participles: tuple[str, ...] = ()
    capital_nouns: bool = False


@cache
def settings_of(lang: str) -> Settings:
    path = folder_of(lang) / "lang.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    own: dict[str, Any] = data.get("lemmas", {})
    own |= {
        "participles": tuple(own.get("participles", ())),
        "capital_nouns": data.get("capital_nouns", False),
    }
    return Settings(**own)


def folder_of(lang: str) -> Path:
    return Path(str(importlib.resources.files("codebook"))) / "lang" / lang


def inflected(lang: str, lemma: str, upos: str, parts: tuple[str, ...]) -> Iterable[str]:
    """All forms of a listed word; `parts` are those of its row. A verb without parts has its lemma alone."""
    if upos == "VERB":
        return _VERB_FORMS[settings_of(lang).verbs](lemma, *parts) if parts else (lemma,)
    return _noun_forms(lang)(lemma, parts) if upos == "NOUN" else parts


@cache
def _noun_forms(lang: str) -> Callable[[str, tuple[str, ...]], Iterable[str]]:
    """How a listed noun inflects: see `Settings.nouns`."""
    kind = settings_of(lang).nouns
    if kind == "listed":
        return lambda lemma, parts: parts
    if kind == "plural":
        return lambda lemma, parts: parts or [plural(lemma)]
    paradigms = load_paradigms(folder_of(lang) / "paradigms.toml")
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
    third = {"a": present + "ju", "e": stem + "u", "i": stem + "e"}.get(vowel, present)
    yield from (present + ending for ending in ("", "m", "š", "mo", "te"))
    yield third
    stem = participle.removesuffix("a")
    yield from (stem + ending for ending in ("a", "o", "i", "e"))
    yield stem.removesuffix("l") + ("o" if stem[-2] in "aeiou" else "ao")
    if verb.endswith("ti"):  # uvešćemo, saopštiće
        future = verb[:-3] + "š" if verb.endswith("sti") else verb[:-2]
        yield from (future + ending for ending in ("ću", "ćeš", "će", "ćemo", "ćete"))
    if passive != "-":
        yield from (
            passive + ending for ending in ("", "a", "o", "i", "e", "u", "og", "om", "oj", "im", "ih", "ima")
        )


_VERB_FORMS: dict[str, Callable[..., Iterator[str]]] = {
    "preterite participle present?": _german_verb,
    "past participle?": _english_verb,
    "present active passive": _serbian_verb,
}
