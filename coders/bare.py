"""Repairs to a German parse where bare nouns or clauses stand side by side: who, whom, what."""

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


def behind_place(noun: Token, names: dict[int, Match]) -> None:
    """`lieferten sich in Nanterre Straßenschlachten`, `haben die USA Stellungen beschossen`: a plural without
    an article right behind a name is no part of it but the object that the verb lacks."""
    name = noun.head
    verb = name.head
    joined = relation(noun) in ("nmod", "flat", "appos") and adposition(noun) is None
    while (
        verb.pos_ in ("PROPN", "NOUN") and verb.head != verb and verb.dep_ in ("nsubj", "obl", "nmod", "conj")
    ):
        verb = verb.head  # die USA und Großbritannien
    known = name.i in names and name.pos_ == "PROPN" and noun.i not in names
    plural = noun.pos_ == "NOUN" and feature(noun, "Number") == "Plur" and noun.left_edge.i == name.i + 1
    bare = not any(c.pos_ == "DET" and c.i < noun.i for c in noun.children)
    if not joined or not known or not plural or not bare or verb.pos_ != "VERB":
        return
    kinds = {relation(c) for c in verb.children if not feature(c, "Reflex")}  # lieferten sich
    if "obj" in kinds or any(c.dep_ == "aux:pass" for c in verb.children):
        return
    attach(noun, verb, "obj" if "nsubj" in kinds else "nsubj")


def next_clause(verb: Token) -> None:
    """`errichteten Demonstranten Barrikaden, Soldaten eröffneten das Feuer`: what stands between a comma and
    a second finite verb, parsed as one more of the nouns before, is its subject."""
    first = verb.head
    if (
        verb.pos_ != "VERB"
        or feature(verb, "VerbForm") != "Fin"
        or relation(verb) not in ("conj", "parataxis")
    ):
        return
    before = [t for t in verb.doc[first.i : verb.i] if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN")]
    commas = [t for t in verb.doc[first.i : verb.i] if t.text == ","]
    finite = feature(first, "VerbForm") in ("Fin", "")
    if first.pos_ != "VERB" or not finite or first.i > verb.i or not commas:
        return
    opening = [t for t in before if t.left_edge.i == commas[-1].i + 1 or t.left_edge == commas[-1]]
    rest = [t for t in before if opening and t.i > opening[0].i]
    if not opening or [*opening, *rest][-1].right_edge.i + 1 != verb.i:
        return
    subject, above = opening[0], opening[0].head
    for noun in rest:
        attach(noun, subject, "conj")
    for other in [c for c in verb.children if c.dep_ == "nsubj" and c.i < commas[-1].i]:
        attach(other, first, "obj")
    attach(subject, verb, "nsubj")
    for joint in [c for c in above.children if c.dep_ in ("cc", "punct") and c.i >= commas[-1].i]:
        attach(joint, subject if joint.dep_ == "cc" else verb)


def more_participles(verb: Token) -> None:
    """`hat den Vertrag ausgesetzt, die Grenze geschlossen und Diplomaten ausgewiesen`: a participle with an
    object of its own behind a comma shares the auxiliary of the one before."""
    first = verb.head
    both = all(t.pos_ == "VERB" and feature(t, "VerbForm") == "Part" for t in (verb, first))
    own = {relation(c) for c in verb.children}
    helped = any(c.dep_ == "aux" and c.i < first.i for c in first.children)
    behind = verb.left_edge.text == "," or (verb.left_edge.i and verb.left_edge.nbor(-1).text == ",")
    if (
        relation(verb) == "acl"
        and both
        and helped
        and behind
        and "obj" in own
        and not own & {"aux", "nsubj", "mark"}
    ):
        verb.dep_ = "conj"


def lone_modal(modal: Token, grammar: Grammar) -> None:
    """`Athen möchte, dass Ankara zurückkehrt`: before a clause with `dass` a modal verb is the verb, and that
    clause, which was taken for its own, what somebody wants."""
    at = modal.i + 1
    while at < modal.sent.end and modal.doc[at].pos_ in ("ADV", "PART"):
        at += 1
    mark = modal.doc[at + 1] if at + 1 < modal.sent.end and modal.doc[at].text == "," else None
    below = modal.head
    if mark is None or lemma(mark) not in grammar.that or feature(modal, "VerbForm") != "Fin":
        return
    clause = mark.head
    subject = below if below != clause else None
    subjects = [c for c in below.children if relation(c) == "nsubj" and c.i < modal.i]
    subject = subjects[-1] if subjects else subject
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
        return
    attach(modal, *((modal, "ROOT") if below.head == below else (below.head, below.dep_)))
    modal.pos_ = "VERB"
    for child in [c for c in below.children if c.i < at and c not in (subject, modal)]:
        if below == clause or relation(child) not in ("det", "amod", "nmod", "appos", "flat", "compound"):
            attach(child, modal)
    attach(subject, modal, "nsubj")
    attach(clause, modal, "ccomp")
