"""Repairs to a parse in which a noun is the predicate, with the verb that says so below it."""

from spacy.tokens import MorphAnalysis, Token

from coders.attach import attach
from coders.grammar import Grammar, feature, lemma, relation, verb_lemmas
from coders.names import Match
from coders.phrases import INSIDE, adposition
from coders.scene import PLACE_KINDS


def be_somewhere(copula: Token, names: dict[int, Match], grammar: Grammar) -> None:
    """`Italy's premier is in Tripoli for talks`: to be somewhere is a verb like others, with its subject and
    its place."""
    predicate = copula.head
    around = predicate.children if predicate.pos_ == "ADV" else (predicate,)  # bio je juče u Pragu
    if not any(_is_whereabouts(token, names, grammar) for token in around):
        return
    own = [c for c in predicate.children if relation(c) in INSIDE | {"case"} and relation(c) != "punct"]
    own = [c for c in own if c.i < predicate.i or adposition(c) is None]
    others = [c for c in predicate.children if c not in own and c != copula]
    if predicate.head == predicate:
        attach(copula, copula, "ROOT")
    else:
        attach(copula, predicate.head, predicate.dep_)
    copula.pos_ = "VERB"
    attach(predicate, copula, "advmod" if predicate.pos_ == "ADV" else "obl")
    for child in others:
        attach(child, copula, "obl" if relation(child) == "nmod" else None)


def perfect_of(copula: Token, grammar: Grammar) -> None:
    """`Truppen sind in die Stadt einmarschiert`: no second finite verb, but a participle like its present."""
    verb = copula.head
    finite = (
        verb.pos_ == "VERB" and feature(verb, "VerbForm") == "Fin" and feature(copula, "VerbForm") == "Fin"
    )
    if finite and lemma(copula) in grammar.perfect and verb.lower_.endswith(grammar.present_singular):
        copula.dep_ = "aux"
        verb.morph = MorphAnalysis(verb.vocab, "VerbForm=Part")


_HUNG = ("acl", "xcomp", "amod", "ccomp")
_OWN = {"nsubj", "aux", "mark", "cop"}


def _is_whereabouts(token: Token, names: dict[int, Match], grammar: Grammar) -> bool:
    preposition = adposition(token)
    if preposition is not None and lemma(preposition) in grammar.conditions:  # Hartum je pod opsadom
        return any(relation(c) == "nsubj" for c in token.children)
    inside = preposition is not None and lemma(preposition) in grammar.whereabouts
    return inside and token.i in names and names[token.i][0].kind in PLACE_KINDS


def going_on(copula: Token) -> None:
    """`Jets have been bombing villages`: what ends in -ing between the copula and a bare noun is the verb."""
    if copula.i + 1 == len(copula.doc):
        return
    noun, verb = copula.head, copula.nbor()
    between = verb.head == noun and relation(verb) in ("compound", "amod") and verb.lower_.endswith("ing")
    subjects = [c for c in noun.children if relation(c) == "nsubj" and c.i < copula.i]
    if not between or verb.i > noun.i or not subjects or feature(noun, "Number") != "Plur":
        return
    own = [c for c in noun.children if c.i > verb.i and relation(c) in INSIDE]
    others = [c for c in noun.children if c not in own and c != verb]
    attach(verb, *((verb, "ROOT") if noun.head == noun else (noun.head, noun.dep_)))
    verb.pos_ = "VERB"
    verb.morph = MorphAnalysis(verb.vocab, "VerbForm=Ger")
    attach(noun, verb, "obj")
    for child in others:
        attach(child, verb, "aux" if child == copula else None)


def yet_to(adverb: Token) -> None:
    """`has yet to release them`: what somebody still has to do is not done."""
    before, behind = adverb.i > adverb.sent.start, adverb.i + 1 < adverb.sent.end
    if before and behind and adverb.nbor(-1).pos_ in ("AUX", "VERB") and adverb.nbor().lower_ == "to":
        adverb.morph = MorphAnalysis(adverb.vocab, {"Polarity": "Neg"})


def kept_so(participle: Token, grammar: Grammar) -> None:
    """`have kept the highway blocked`, `had the pastor released`: whoever keeps or has something so does it;
    the verb only says that it lasts, or by whose will it is done."""
    noun = participle.head
    verb = noun.head if relation(participle) in ("acl", "amod") else noun
    things = [c for c in verb.children if relation(c) == "obj" and c.i < participle.i]
    done = participle.pos_ == "VERB" and participle.lower_.endswith("ed") and relation(verb) != "aux"
    if (
        not done
        or lemma(verb) not in grammar.keeping | grammar.causative
        or len(things) != 1
        or relation(participle) not in _HUNG
    ):
        return
    if (
        things[0].right_edge.i + 1 < participle.left_edge.i
        or {relation(c) for c in participle.children} & _OWN
        or (lemma(verb) in grammar.causative and _suffered(things[0], participle, grammar))
    ):
        return
    attach(participle, *((participle, "ROOT") if verb.head == verb else (verb.head, verb.dep_)))
    for child in list(verb.children):
        attach(child, participle)
    attach(verb, participle, "aux")
    participle.morph = MorphAnalysis(participle.vocab, "Tense=Past|VerbForm=Part")


def _suffered(thing: Token, participle: Token, grammar: Grammar) -> bool:
    """`had its licence revoked`, `had three tanks destroyed`: told of whom it befell."""
    befell = any(feature(c, "Poss") == "Yes" for c in thing.children)
    return befell or not grammar.harm.isdisjoint(verb_lemmas(participle, grammar))
