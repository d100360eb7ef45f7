"""Repairs to a German parse where nouns without article or preposition stand side by side: who, whom, what."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import Grammar, feature, lemma, relation, verb_lemmas
from coders.names import Match
from coders.phrases import adposition, coordinated

STATES = ("name", "long", "capital")
"""Kinds of names that stand for a state."""


def given_bare(name: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Südkorea signalisierte Nordkorea Gesprächsbereitschaft`, `legte Serbien den Verzicht nahe`: behind its
    subject and a finite verb a country is to whom, and a noun without an article right behind it is what."""
    thing = _bare_noun_behind(name, names)
    within = thing is not None and name.head == thing
    verb = thing.head if thing is not None and within else name.head
    if not _is_behind_subject(name, verb, names, grammar):
        return
    second = relation(name) == "nsubj" and any(relation(c) == "obj" for c in verb.children)
    if second:
        attach(name, verb, "iobj")
    elif thing is not None and relation(thing) in ("obj", "flat", "appos", "nmod"):
        compounded = within and relation(name) == "compound"  # no genitive
        if thing.head == name or compounded or (not within and thing.head == name.head):
            attach(name, verb, "iobj")
            attach(thing, verb, "obj")


def _bare_noun_behind(name: Token, names: dict[int, Match]) -> Token | None:
    """The common noun right behind a name, if it has no article."""
    if name.i + 1 == len(name.doc):
        return None
    noun = name.nbor()
    bare = noun.pos_ == "NOUN" and noun.i not in names and not any(c.pos_ == "DET" for c in noun.children)
    return noun if bare else None


def _is_behind_subject(name: Token, verb: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    """Whether a state stands alone behind a finite verb whose subject is in front of it."""
    plain = name.pos_ == "PROPN" and names[name.i][0].kind in STATES and adposition(name) is None
    if not plain or verb.pos_ != "VERB" or feature(verb, "VerbForm") != "Fin" or verb.i > name.i:
        return False
    if any(t.is_punct for t in name.doc[verb.i : name.i]):
        return False
    if not grammar.naming.isdisjoint(verb_lemmas(verb, grammar)):
        return False  # nannte Norwegen einen Partner
    subjects = [c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i]
    return bool(subjects) and not any(relation(c) in ("conj", "case") for c in name.children)


def bare_pair(noun: Token) -> None:
    """`In Dhaka zündeten Studenten Polizeiwachen an`, `gewährte der Gesandten Zugang`: a noun is no adjective
    of the noun behind it but, behind the verb, its subject; where that stands before, to whom."""
    thing, verb = noun.head, noun.head.head
    beside = noun.right_edge.i + 1 == thing.left_edge.i or noun.i + 1 == thing.i
    finite = feature(verb, "VerbForm") == "Fin"
    if noun.pos_ != "NOUN" or relation(noun) != "amod" or thing.pos_ != "NOUN" or not beside:
        return
    if verb.pos_ != "VERB" or noun.i < verb.i or relation(thing) not in ("obj", "nsubj") or not finite:
        return
    subject = next((c for c in verb.children if relation(c) == "nsubj" and c != thing), None)
    if subject is None and feature(noun, "Number") == feature(verb, "Number"):
        attach(noun, verb, "nsubj")
    elif subject is not None and subject.i < verb.i:
        attach(noun, verb, "iobj")
    else:
        return
    thing.dep_ = "obj"


def behind_state(noun: Token, names: dict[int, Match]) -> None:
    """`Erstmals ließ Nordkorea Helfer ins Land`: a noun right behind a state explains it only behind a comma;
    else it is the object that the verb lacks."""
    state = noun.head
    if relation(noun) == "nsubj" and noun.left_edge.i > noun.sent.start:
        state = noun.left_edge.nbor(-1)
    verb = state.head
    joined = relation(noun) in ("appos", "flat", "nmod") or (relation(noun) == "nsubj" and noun.head == verb)
    known = state.i in names and names[state.i][0].kind in STATES and noun.i not in names
    known = known and state.text == names[state.i][0].lemma  # Kongos Präsident
    if not joined or not known or noun.left_edge.i != state.i + 1 or state.i < verb.i:
        return
    if relation(state) != "nsubj" or verb.pos_ != "VERB":
        return
    plain = noun.pos_ in ("NOUN", "PROPN") and adposition(noun) is None
    taken = any(relation(c) in ("obj", "ccomp") for c in verb.children)
    if plain and not taken and len(coordinated(state)) == 1 and feature(noun, "Case") != "Gen":
        attach(noun, verb, "obj")


def lone_modal(noun: Token, grammar: Grammar) -> None:
    """`Athen möchte, dass Ankara zurückkehrt`: where no other verb follows, a modal verb is the verb."""
    modal = next((c for c in noun.children if relation(c) == "aux" and c.i == noun.i + 1), None)
    clauses = [c for c in noun.children if relation(c) in ("acl", "ccomp", "advcl") and c.i > noun.i]
    if noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN", "PRON") or modal is None or not clauses:
        return
    led = any(relation(c) == "mark" and lemma(c) in grammar.that for c in clauses[0].children)
    if not led or feature(modal, "VerbForm") != "Fin":
        return
    attach(modal, modal, "ROOT")
    modal.pos_ = "VERB"
    attach(noun, modal, "nsubj")
    attach(clauses[0], modal, "ccomp")
    for child in [c for c in noun.children if c.dep_ in ("punct", "advmod", "obl")]:
        attach(child, modal)
