"""Repairs to a parse around verbs of speaking: who speaks where only an institution or a capital is named."""

from spacy.tokens import MorphAnalysis, Token

from coders.attach import attach
from coders.grammar import Grammar, feature, lemma, relation, verb_lemmas
from coders.names import Match
from coders.phrases import adposition, phrase_case
from coders.scene import PLACE_KINDS

_SPEAKING = frozenset({"name", "long", "capital", "government", "defence", "military", "org", "group"})
"""Kinds of names that speak where they lie: a town of no government does not."""


def who_speaks_from(noun: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Iz Kremlja poručuju`, `U Briselu smatraju`: what a verb of speaking lacks as subject."""
    verb, preposition = noun.head, adposition(noun)
    if relation(noun) != "obl" or preposition is None or not _is_spoken(verb, grammar):
        return
    own = range(*names[noun.i][1:]) if noun.i in names else range(noun.i, noun.i + 1)
    subjects = [c for c in verb.children if relation(c) in ("nsubj", "csubj")]
    if any(c.i not in own for c in subjects) or _goes_on(verb):
        return
    place = noun.i in names and names[noun.i][0].kind in PLACE_KINDS
    beside = noun.i < verb.i or preposition.i == verb.i + 1
    within = (place or lemma(noun) in grammar.voices) and lemma(preposition) in grammar.whereabouts and beside
    if not within and lemma(preposition) not in grammar.origin:
        return
    for part in subjects:  # iz Bele kuće, of which the second word was taken for the subject
        part.head, part.dep_ = noun, "flat"
    noun.dep_ = "nsubj"
    noun.morph = MorphAnalysis(noun.vocab, {**noun.morph.to_dict(), "Case": "Nom", "Number": "Plur"})
    preposition.dep_, preposition.pos_ = "advmod", "ADV"


def _is_spoken(verb: Token, grammar: Grammar) -> bool:
    """A verb of speaking in the third person plural, not passive nor reflexive."""
    if verb.pos_ not in ("VERB", "AUX") or grammar.speaking.isdisjoint(verb_lemmas(verb, grammar)):
        return False
    person = feature(verb, "Person") == "3" and feature(verb, "VerbForm") == "Fin"
    past = feature(verb, "Voice") == "Act" and feature(verb, "Gender") == "Masc"
    reflexive = any(relation(c) == "expl" for c in verb.children)
    return (person or past) and feature(verb, "Number") == "Plur" and not reflexive


def _goes_on(verb: Token) -> bool:
    """`Ministri su stigli u Kijev i iz Moskve poručili`: those of the clause before speak."""
    before = [c for c in verb.head.children if relation(c) == "nsubj"]
    apart = any(c.text == "," for c in verb.children if c.i < verb.i)
    several = any(feature(c, "Number") == "Plur" or any(x.dep_ == "conj" for x in c.children) for c in before)
    return verb.dep_ == "conj" and several and not apart


def behind_colon(verb: Token, grammar: Grammar) -> None:
    """`Borbe nisu utihnule: Kijev je optužio Minsk`: what a colon opens is content of speaking alone."""
    first = verb.left_edge
    opened = first.text == ":" or (first.i > verb.sent.start and first.nbor(-1).text == ":")
    if opened and verb.head.i < first.i and grammar.speaking.isdisjoint(verb_lemmas(verb.head, grammar)):
        verb.dep_ = "parataxis"


def speak_from(verb: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Aus dem Kreml hieß es, …`, `wie in Ankara verlautete`: whence it is heard is who says so.

    `In Tokio erwägt man Sanktionen`: those there do."""
    subjects = [c for c in verb.children if relation(c) == "nsubj"]
    heard = not grammar.hearsay.isdisjoint(verb_lemmas(verb, grammar))
    anybody = len(subjects) == 1 and lemma(subjects[0]) in grammar.anybody
    if verb.pos_ != "VERB" or not (heard or anybody) or any(c.pos_ != "PRON" for c in subjects):
        return
    house = next((c for c in verb.children if relation(c) == "obl" and _is_house(c, names, grammar)), None)
    if house is not None:
        for child in subjects:
            child.dep_ = "expl"
        attach(house, verb, "nsubj")


def _is_house(noun: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    """A country, a capital or a body behind the preposition; of `aus` any noun: `aus Regierungskreisen`."""
    preposition = adposition(noun)
    if preposition is None or lemma(preposition) not in grammar.hearsay_from:
        return False
    if any(c.pos_ == "DET" for c in noun.children) and phrase_case(noun, grammar) != "dat":  # in die Ukraine
        return False
    if lemma(preposition) in grammar.origin:
        return True
    return noun.i in names and names[noun.i][0].kind in _SPEAKING
