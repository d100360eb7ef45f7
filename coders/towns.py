"""Towns that no table of ours names, where a place stands: `near Kupiansk`, `in der Kleinstadt Wurzen`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from spacy.tokens import Doc, Span, Token

from codebook.layering import LanguageLexicon
from codebook.towns import Town
from coders.grammar import Grammar, feature, is_time, lemma, verb_lemmas
from coders.names import Match, dash_of_dateline

PLACES, PERSONS = ("LOC", "GPE", "FAC"), ("PER", "PERSON")
OTHERS = (*PERSONS, "ORG", "NORP", "MISC", "EVENT")
"""Labels of named entities, those of other pipelines than ours among them."""
CLEAR = 3
"""How many doublings larger a town must be than the next one of its name: eight times as many people."""
SAID, PLACED, LABELLED, UNLIKELY = 0, 9, 13, 99
"""Doublings that a town must have in a country that the text does not name: where it is called a town, behind
a preposition of place, by the label of a named entity alone, and where a person rather stands."""
LONGEST = 5
"""Words of a town's name."""
MOST_READINGS = 60
SHORTEST = 4
"""Letters of a person's name at least, by which another form of it is known."""
_UNDERGOES = ("obj", "obl", "nmod", "compound", "nsubj:pass")
"""Relations of a town that has been named before and does not act."""


@dataclass(frozen=True, slots=True)
class _Proper:
    """A proper noun of one word or several that is no name of ours, from token `first` to before `end`."""

    first: int
    end: int


def find_towns(doc: Doc, names: dict[int, Match], lexicon: LanguageLexicon, grammar: Grammar) -> None:
    """Add the towns of a text to its names, each by its country.

    Of several of one name that in a country which the text names is meant, else the one that is far larger,
    else none.
    """
    proper = list(_proper_nouns(doc, names, grammar))
    persons = {doc[i].text for p in proper for i in range(p.first, p.end) if doc[i].ent_type_ in PERSONS}
    found: dict[_Proper, Town] = {}
    before = None
    for one in proper:
        least = _least(one, doc, persons, lexicon, grammar)
        if least is None and before in found and _joined(before, one, doc):
            least = PLACED
        if least is not None and not _is_part(one, doc, names, lexicon):
            town = meant(_named(one, doc, lexicon), countries_of(names), least)
            if town is not None:
                found[one] = town
                _add(one, town, names)
        before = one
    known = {_written(one, doc): town for one, town in found.items()}
    for one in proper:
        again = known.get(_written(one, doc))
        if again is not None and one not in found and _undergoes(one, doc):
            _add(one, again, names)


def _add(one: _Proper, town: Town, names: dict[int, Match]) -> None:
    for i in range(one.first, one.end):
        names[i] = (town.as_name(), one.first, one.end)


def countries_of(names: Mapping[int, Match]) -> set[str]:
    """The countries that a text names."""
    return {name.code[:3] for name, _, _ in names.values()}


def _proper_nouns(doc: Doc, names: Mapping[int, Match], grammar: Grammar) -> Iterator[_Proper]:
    """The runs of proper nouns, with the hyphens and particles within: `Ras al-Ain`, `Conflans-Sainte-…`."""
    at = 0
    while at < len(doc):
        if not _is_proper(doc[at], names, grammar):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and not doc[end].is_sent_start:
            ahead = end + 1
            while ahead < len(doc) and ahead < end + 3 and _joins(doc[ahead - 1]):
                ahead += 1
            token = doc[ahead - 1]
            if not _is_proper(token, names, grammar) or token.is_sent_start:
                break
            end = ahead
        if doc[end - 1].pos_ != "ADJ":
            yield _Proper(at, end)
        at = end


def _is_proper(token: Token, names: Mapping[int, Match], grammar: Grammar) -> bool:
    if token.i in names or not token.text[0].isupper() or is_time(token, grammar) or _is_short(token):
        return False
    part = grammar.case_decides and token.pos_ == "ADJ" and not token.is_sent_start  # u Gornjem Milanovcu
    return token.pos_ == "PROPN" or token.ent_type_ in PLACES or part


def _is_short(token: Token) -> bool:
    """`TIS`, `ENA`: initials, no dateline."""
    return token.is_upper and len(token) < 5


def _joins(token: Token) -> bool:
    """`Ras al-Ain`, `Puerto del Sol`: a hyphen without spaces, or a small word within one name."""
    if token.text == "-":
        return token.i > 0 and not token.nbor(-1).whitespace_ and not token.whitespace_
    inside = token.ent_type_ in PLACES and token.ent_iob_ == "I"
    return token.text.islower() and len(token) <= 3 and (inside or token.pos_ == "PROPN")


def _written(one: _Proper, doc: Doc) -> str:
    return doc[one.first : one.end].text


def _is_part(one: _Proper, doc: Doc, names: Mapping[int, Match], lexicon: LanguageLexicon) -> bool:
    """`Nord- und Südamerika`, `Roman Britain`, `the Tower`, `Crno more`: part of another name, or no town."""
    settings = lexicon.actions.settings
    first, last = doc[one.first], doc[one.end - 1]
    if lemma(first) in settings["no_towns"] or first.lower_ in settings["no_towns"]:
        return True
    before = None if first.is_sent_start else first.nbor(-1)
    if before is not None and (
        before.pos_ == "DET" or before.text in "-/" or (before.i in names and before.pos_ == "PROPN")
    ):
        return True
    if one.end == len(doc) or doc[one.end].is_sent_start:
        return False
    behind = doc[one.end]
    joined = (behind.text in ("-", "/") and not last.whitespace_) or behind.lower_ in ("'s", "’s")
    return joined or behind.i in names or lemma(behind) in settings["namesakes"]


def _joined(before: _Proper | None, one: _Proper, doc: Doc) -> bool:
    """`in Goris and Jermuk`: beside a town, with nothing but a conjunction between."""
    between = [] if before is None else [token.pos_ for token in doc[before.end : one.first]]
    labels = {doc[i].ent_type_ for i in range(one.first, one.end)}
    if before is not None and _is_where(doc[before.first : before.end]):
        labels -= set(PERSONS)
    return between == ["CCONJ"] and not labels & set(OTHERS)


def _is_where(name: Span) -> bool:
    """`u Gornjem Milanovcu`: in a locative nobody stands, whatever its label."""
    return any(feature(token, "Case") == "Loc" for token in name)


def _least(
    one: _Proper, doc: Doc, persons: set[str], lexicon: LanguageLexicon, grammar: Grammar
) -> int | None:
    """How large a town must be to be meant here; None where no place stands."""
    settings = lexicon.actions.settings
    first = doc[one.first]
    tokens = doc[one.first : one.end]
    labels = {token.ent_type_ for token in tokens}
    place, other = bool(labels & set(PLACES)), bool(labels & set(OTHERS))
    if first.is_sent_start:
        return PLACED if not other and dash_of_dateline(first.sent, one.end) is not None else None
    before = first.nbor(-1)
    if _is_town_noun(before, lexicon, joined=True) or (
        lemma(before) in grammar.genitive and before.i and _is_town_noun(before.nbor(-1), lexicon)
    ):
        return SAID
    while before.i > first.sent.start and before.pos_ in ("DET", "ADJ"):
        before = before.nbor(-1)
    word = lemma(before)
    if word in settings["town_prepositions"]:
        if grammar.case_decides and word in settings["static_place"] and _is_where(tokens):
            return UNLIKELY if labels & (set(OTHERS) - set(PERSONS)) else PLACED
        return UNLIKELY if other or _is_named(persons, tokens, grammar) else PLACED
    if _is_battlefield(tokens.root, settings, grammar) and not _is_surname(tokens, lexicon):
        return LABELLED if labels & set(PERSONS) else PLACED
    if other or not place or _is_named(persons, tokens, grammar) or _is_surname(tokens, lexicon):
        return None
    if before.pos_ != "ADP":
        undergoes = tokens.root.dep_ in ("obj", "nsubj:pass") or feature(first, "Case") == "Gen"
        return LABELLED if undergoes else None
    if word in grammar.two_cases and feature(first, "Case") == "Loc":  # most na Savi
        return None
    known = word in grammar.place | grammar.genitive or word in settings["static_place"]
    return PLACED if known else None


def _is_battlefield(name: Token, settings: Mapping[str, Any], grammar: Grammar) -> bool:
    """`shelled Goris and Jermuk`: the object of a verb that is said of places, whatever its label."""
    while name.dep_ == "conj":
        name = name.head
    verb = name.head
    second = name.dep_ == "nsubj" and any(c.dep_ == "nsubj" and c.i < verb.i < name.i for c in verb.children)
    said = not set(settings["town_verbs"]).isdisjoint(verb_lemmas(verb, grammar))
    return said and (name.dep_ == "obj" or second)


def _is_named(persons: set[str], tokens: Span, grammar: Grammar) -> bool:
    """Whether a name is that of a person of the text, in its case form too: `zahvalila Rubiju`."""
    if not grammar.case_decides:
        return bool(persons & {token.text for token in tokens})
    stems = tuple(person[: max(SHORTEST, len(person) - 1)] for person in persons)
    return any(token.text.startswith(stems) for token in tokens)


def _is_surname(tokens: Span, lexicon: LanguageLexicon) -> bool:
    """`attacked Kennedy`, `kritikovao Obamu`: rather a person of the codebook, whatever its label."""
    people = lexicon.people
    forms = {tokens.text, *(people.endings.readings(tokens.text) if len(tokens) == 1 else ())}
    return not people.surnames.keys().isdisjoint(people.spelling.fold(form) for form in forms)


def _is_town_noun(token: Token, lexicon: LanguageLexicon, *, joined: bool = False) -> bool:
    """`Stadt`; in apposition with a name also `Hafenstadt`, which with `von` may be that of a region."""
    nouns = tuple(lexicon.actions.settings["town_nouns"])
    word = lemma(token)
    compound = joined and bool(lexicon.actions.settings.get("compounding")) and word.endswith(nouns)
    return token.pos_ in ("NOUN", "PROPN") and (word in nouns or compound)


def _undergoes(one: _Proper, doc: Doc) -> bool:
    """Whether a town that was named before stands in a place where it does not act."""
    tokens = doc[one.first : one.end]
    return tokens.root.dep_ in _UNDERGOES and not {t.ent_type_ for t in tokens} & set(OTHERS)


def _named(one: _Proper, doc: Doc, lexicon: LanguageLexicon) -> tuple[Town, ...]:
    """The towns, one a country, of a name as it stands, of its lemmas, and of what it may be a case form of.

    Where nouns bear no case the first of these that names any is right.
    """
    tokens = list(doc[one.first : one.end])
    written = _written(one, doc)
    lemmas = "".join(token.lemma_ + token.whitespace_ for token in tokens).strip()
    parts = [[r + t.whitespace_ for r in lexicon.people.endings.readings(t.text)] for t in tokens]
    readings = ("".join(words).strip() for words in product(*parts)) if len(tokens) <= LONGEST else iter(())
    found: dict[str, Town] = {}
    for form in dict.fromkeys((written, lemmas, *islice(readings, MOST_READINGS))):
        if found and not lexicon.actions.settings.get("case_decides"):
            break
        for town in lexicon.towns.named(form):
            if town.country not in found or _weight(found[town.country]) < _weight(town):
                found[town.country] = town
    return tuple(found.values())


def meant(towns: tuple[Town, ...], countries: set[str], least: int) -> Town | None:
    """The one town of several that is meant, if that can be told."""
    near = [town for town in towns if town.country in countries]
    large = (town for town in towns if not town.sound)
    able = near or [town for town in large if town.size >= (least if town.own else max(least, LABELLED))]
    ranked = sorted(able, key=_weight, reverse=True)
    clear = len(ranked) == 1 or (len(ranked) > 1 and _weight(ranked[0]) - _weight(ranked[1]) >= CLEAR)
    return ranked[0] if clear else None


def _weight(town: Town) -> int:
    """How likely a town is meant: its size, more by its own name, less by a mere likeness of sound."""
    return town.size + (CLEAR if town.own else -2 if town.sound else 0)
