"""Repairs to a parse by the order of words: whose subject a noun is."""

from spacy.tokens import Token

from coders.attach import attach
from coders.grammar import NOMINAL, Grammar, feature, lemma, relation
from coders.phrases import adposition


def subject_of_next(token: Token, grammar: Grammar) -> None:
    """Correct heads and labels around a noun, a verb or an `and` in place, in any language."""
    if relation(token) == "nsubj" and adposition(token) is not None:
        _subject_of_second(token)
    if token.dep_ in ("conj", "parataxis") and token.pos_ == "VERB":
        _last_of_a_list(token)
    if token.dep_ == "cc" and token.i and relation(token.nbor(-1)) == "nsubj":
        _join_subjects(token)
    if token.dep_ == "cc" and token.i:
        _between_both(token, grammar)
    if token.pos_ == "PROPN" and token.dep_ in ("dep", "vocative"):
        _first_of_a_list(token)


def subject_before(verb: Token, grammar: Grammar) -> None:
    """Correct heads and labels around a verb in place, where neither case nor compounds tell roles."""
    _object_of_clause(verb)
    _subject_of_clause(verb, grammar)
    _own_subject(verb)
    _office_of_subject(verb)
    _share_subject(verb)
    _subject_after_place(verb)


def _object_of_clause(verb: Token) -> None:
    """`After it expelled Chad's envoy, Niger shut its border`: of two subjects side by side the first is the
    object of the clause before it."""
    subjects = [c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i]
    if len(subjects) != 2 or "," not in (t.text for t in verb.doc[subjects[0].i : subjects[1].i]):
        return
    clauses = [c for c in verb.children if relation(c) == "advcl" and c.i < subjects[0].i]
    if clauses and not any(relation(c) == "obj" or c.i > clauses[-1].i for c in clauses[-1].children):
        attach(subjects[0], clauses[-1], "obj")


def _subject_of_clause(verb: Token, grammar: Grammar) -> None:
    """`recalled its envoy from Mexico City after the president granted asylum`: between conjunction and
    verb stands the subject; what was taken for that is the object before."""
    above = verb.head
    subjects = [c for c in verb.children if relation(c) == "nsubj"]
    if len(subjects) != 1 or verb.pos_ != "VERB" or not above.i < subjects[0].i < verb.i:
        return
    last = verb.nbor(-1)
    while last.head.pos_ in NOMINAL and subjects[0].i < last.head.i < verb.i:
        last = last.head
    mark = adposition(last) if last.pos_ in NOMINAL else None
    if mark is None or lemma(mark) not in grammar.conjunctions or mark.i < subjects[0].i:
        return
    if above.pos_ == "VERB" and not any(relation(c) == "obj" for c in above.children):
        attach(subjects[0], above, "obj")
        attach(last, verb, "nsubj")
        attach(mark, verb, "mark")
        attach(verb, above, "advcl")


def _subject_of_second(noun: Token) -> None:
    """`issued a warrant for Duterte, and police arrested him`: what has a preposition is no subject, what was
    coordinated with it is."""
    verb, preposition = noun.head, adposition(noun)
    others = [
        c for c in noun.children if c.dep_ == "conj" and noun.i < c.i < verb.i and adposition(c) is None
    ]
    if preposition is None or not preposition.i or verb.dep_ != "conj" or not others:
        return
    before = preposition.nbor(-1)
    if before.pos_ in ("NOUN", "PROPN"):
        attach(others[0], verb, "nsubj")
        attach(noun, before, "nmod")


def _last_of_a_list(verb: Token) -> None:
    """`put curbs on officials, and Britain summoned the envoy`: the last of a list, right before a finite
    verb that lacks a subject, is that."""
    own = [c for c in verb.children if relation(c) in ("nsubj", "csubj", "expl", "aux", "cop", "mark", "cc")]
    first = min([verb.i, *(c.i for c in own if relation(c) in ("aux", "cop"))])
    finite = "Fin" in [feature(t, "VerbForm") for t in (verb, *own)] or feature(verb, "Voice") == "Act"
    if not finite or first == verb.sent.start or any(relation(c) not in ("aux", "cop") for c in own):
        return
    noun = verb.doc[first - 1]
    while relation(noun) in ("flat", "nmod", "appos", "compound") and noun.head != verb.head:
        noun = noun.head
    listed = (
        noun.dep_ == "conj" and noun.head.i > verb.head.i and relation(noun.head) not in ("nsubj", "conj")
    )
    cases = feature(noun, "Case"), feature(noun.head, "Case")
    if not listed or noun.pos_ not in ("NOUN", "PROPN") or noun.right_edge.i != first - 1:
        return
    if adposition(noun) is None and (cases[0] in ("", "Nom") or cases[0] != cases[1]):
        attach(noun, verb, "nsubj")


def _join_subjects(word: Token) -> None:
    """`Finland and Sweden launched patrols`: of two subjects with `and` between the second is coordinated."""
    first = word.nbor(-1)
    verb = first.head
    second = next((c for c in verb.children if c.dep_ == first.dep_ and c.i > word.i), None)
    if second is not None and second.left_edge.i in (word.i, word.i + 1) and second.i < verb.i:
        attach(second, first, "conj")
        attach(word, second)


def _first_of_a_list(name: Token) -> None:
    """`London, Paris and Berlin slapped …`: a name with a comma before the verb's subjects is one of them."""
    comma = name.right_edge
    if comma.text != "," and comma.i + 1 < len(comma.doc):
        comma = comma.nbor()
    behind = [c for c in name.head.children if relation(c) == "nsubj" and c.left_edge.i == comma.i + 1]
    several = behind and (name.dep_ == "dep" or any(c.dep_ == "conj" for c in behind[0].children))
    if comma.text == "," and several and behind[0].pos_ == "PROPN" and name.head.pos_ == "VERB":
        name.dep_ = behind[0].dep_
        attach(behind[0], name, "conj")


def _between_both(word: Token, grammar: Grammar) -> None:
    """`A treaty between Serbia and China was signed`: the second of both is no subject of the verb."""
    first = word.nbor(-1)
    preposition = adposition(first)
    if preposition is None or lemma(preposition) not in grammar.reciprocal or word.i + 1 >= len(word.doc):
        return
    beside = (c for c in word.head.children if c != word and c.left_edge.i == word.i + 1)
    second = next(beside, word.head if word.head.left_edge == word else None)
    if second is not None and relation(second) in ("nsubj", "conj") and adposition(second) is None:
        verb = second.head
        attach(second, first, "conj")
        attach(word, second)
        noun = verb.head
        if verb.pos_ == "VERB" and verb.dep_ == "conj" and noun.head == noun and noun.pos_ == "NOUN":
            attach(verb, verb, "ROOT")  # fighting between the army and the RSF killed dozens
            attach(noun, verb, "nsubj")


def _office_of_subject(verb: Token) -> None:
    """`condemned the coup, and Benin's president, Patrice Talon, left`: between commas behind a noun, hung on
    the clause before, a name says who that is; the noun is the subject."""
    name = next((c for c in verb.children if relation(c) == "nsubj" and c.i < verb.i), None)
    first = name.left_edge.i if name is not None and name.pos_ == "PROPN" else 0
    if name is None or first < 2 or verb.dep_ != "conj" or verb.doc[verb.i - 1].text != ",":
        return
    comma, noun = verb.doc[first - 1], verb.doc[first - 2]
    if comma.text == "," and noun.pos_ == "NOUN" and noun.dep_ == "conj" and noun.head.i > verb.head.i:
        attach(noun, verb, "nsubj")
        attach(name, noun, "appos")


def _own_subject(verb: Token) -> None:
    """`Israel strikes Gaza hospital`: the noun before a main verb without a subject is no part of it."""
    if verb.pos_ != "VERB" or verb.dep_ not in ("ROOT", "parataxis", "conj", "ccomp"):
        return
    kinds = {relation(c) for c in verb.children if c.i < verb.i}
    nouns = [c for c in verb.children if c.i < verb.i and c.pos_ in ("NOUN", "PROPN")]
    if nouns and not kinds & {"nsubj", "csubj", "expl", "aux"} and nouns[-1].dep_ in ("compound", "amod"):
        nouns[-1].dep_ = "nsubj"


def _share_subject(verb: Token) -> None:
    """`France fumes, recalls envoys`, `landed in X, embraced his host`: a verb without a subject set beside
    another by a comma has that one's."""
    head = verb.head
    kinds = {relation(c) for c in verb.children}
    finite = feature(verb, "VerbForm") == "Fin" or feature(verb, "Tense") == "Past"
    beside = verb.pos_ == "VERB" and relation(verb) == "parataxis" and head.pos_ == "VERB"
    lacking = not kinds & {"nsubj", "csubj", "expl", "aux"}
    if beside and finite and lacking and head.i < verb.i and verb.nbor(-1).text == ",":
        verb.dep_ = "conj"


def _subject_after_place(verb: Token) -> None:
    """`In Nairobi, Ethiopia and Somalia agreed …`: behind the comma stand the subjects of a verb without one,
    not two more places."""
    kinds = {relation(c) for c in verb.children if c.i < verb.i}
    if verb.pos_ != "VERB" or kinds & {"nsubj", "csubj", "expl", "aux"}:
        return
    for place in [t for c in verb.children if c.i < verb.i and relation(c) == "obl" for t in c.subtree]:
        listed = [c for c in place.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
        first = min((t.i for t in listed[0].subtree if not t.is_punct), default=0) if listed else 0
        if first and verb.doc[first - 1].text == "," and "cc" in {c.dep_ for c in listed[-1].children}:
            for other in listed[1:]:
                attach(other, listed[0])
            attach(listed[0], verb, "nsubj")
            return
