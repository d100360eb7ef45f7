"""Who and what is named after a town: `Londoners`, `hiljade Nišlija`, `die Zwickauer Polizei`.

`townspeople` and `town_adjectives` of `lang.toml` are the endings, as regular expressions, and what was there
before them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from codebook.gazetteer import Name
from codebook.layering import LanguageLexicon
from codebook.towns import Town
from coders.grammar import feature, lemma
from coders.names import Match
from coders.towns import LABELLED, PERSONS, countries_of, meant

CROWD = "CVL"


def find_townspeople(doc: Doc, names: dict[int, Match], lexicon: LanguageLexicon) -> None:
    """Add words made of a town's name: its people as citizens of its country, adjectives as its country's."""
    settings = lexicon.actions.settings
    for token in doc:
        if token.i in names or not token.text[0].isupper() or token.ent_type_ in PERSONS:
            continue
        rules: Sequence[tuple[str, str]] = ()
        if _is_attribute(token):
            named = lemma(token.head) in settings["namesakes"]  # Libauer Straße
            rules = () if named else settings["town_adjectives"]
        elif _are_people(token, lexicon):
            rules = settings["townspeople"]
        town = meant(_towns(token, rules, lexicon), countries_of(names), LABELLED)
        if town is not None:
            names[token.i] = (_as_name(town, token), token.i, token.i + 1)


def _is_attribute(token: Token) -> bool:
    """`die Zwickauer Polizei`: in the midst of a sentence no other adjective begins with a capital."""
    return token.dep_ == "amod" and not token.is_sent_start and token.head.i > token.i


def _are_people(token: Token, lexicon: LanguageLexicon) -> bool:
    """A plural noun that is no other role; where every noun has cases its tag may be that of a common one,
    or of an adjective (`_is_attribute` takes those that are)."""
    settings = lexicon.actions.settings
    tags = ("NOUN", "PROPN", "ADJ") if settings.get("case_decides") else ("PROPN",)
    counted = lemma(token.head) in settings["quantity_nouns"]  # hiljade Beograđana
    noun = token.pos_ in tags and (counted or feature(token, "Number") != "Sing")
    return noun and lexicon.agents.role(lemma(token), [], surface=token.text) is None


def _towns(token: Token, rules: Sequence[tuple[str, str]], lexicon: LanguageLexicon) -> tuple[Town, ...]:
    """The towns whose own name, or one that is as well known, the word is made of."""
    found = (lexicon.towns.named(name) for name in _roots(token.text, rules))
    return next((towns for some in found if (towns := tuple(t for t in some if not t.sound))), ())


def _roots(word: str, rules: Sequence[tuple[str, str]]) -> Iterator[str]:
    for ending, becomes in rules:
        root, changed = re.subn(ending, becomes, word)
        if changed:
            yield root


def _as_name(town: Town, token: Token) -> Name:
    if _is_attribute(token):
        return replace(town.as_name(), kind="adjective")
    return replace(town.as_name(), kind="demonym", code=town.country + CROWD)
