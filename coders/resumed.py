"""Repairs to a parse where a relative clause parts a subject from its verb."""

from spacy.tokens import MorphAnalysis, Span, Token

from coders.attach import attach
from coders.grammar import NOMINAL, Grammar, feature, is_relative, is_time, relation

_SUBJECT = 9
"""Words before the first comma of a sentence that may be its subject."""
_PRONOUN = 4
"""Words behind a comma within which its relative pronoun stands: `some of whom`."""
_MOVED = {"nmod": "obl", "appos": "obj", "flat": "obj", "compound": "obj"}
"""What a word of the verb's is that was taken for a part of the subject."""


def resume(sentence: Span, grammar: Grammar) -> None:
    """`China, which claims the reef, on Thursday sent ships`: what goes on behind the clause is the sentence,
    its first noun the subject."""
    commas = [token.i for token in sentence if token.text == ","]
    if len(commas) < 2 or commas[0] - sentence.start > _SUBJECT:
        return
    doc, first = sentence.doc, commas[0]
    opening = doc[sentence.start : first]
    pronoun = doc[first + 1 : min(first + 1 + _PRONOUN, sentence.end)]
    if not any(is_relative(t, grammar) for t in pronoun) or any(t.pos_ in ("VERB", "AUX") for t in opening):
        return
    subject = next((t for t in opening if t.pos_ in NOMINAL and t.head not in opening), None)
    subject = subject or next((t for t in opening if t.pos_ in NOMINAL and t.head == t), None)
    if subject is None:
        return
    for comma in commas[1:]:
        clause = doc[first + 1 : comma]
        verb = _verb_behind(doc[comma + 1 : sentence.end], grammar)
        if verb is None or not any(t.pos_ in ("VERB", "AUX") for t in clause):
            continue
        if not any(relation(c) in ("nsubj", "csubj", "expl") for c in verb.children):
            _go_on(subject, clause, verb)
        return


def _verb_behind(rest: Span, grammar: Grammar) -> Token | None:
    """The past or finite verb that a clause goes on with, behind adverbs, a time and auxiliaries at most."""
    for token in rest:
        past = feature(token, "Tense") == "Past" and relation(token) not in ("aux", "cop")
        if token.pos_ == "VERB" and (past or feature(token, "VerbForm") == "Fin"):
            return token if token.text.islower() else None
        if token.pos_ not in ("ADV", "ADP", "AUX", "NUM") and not is_time(token, grammar):
            return None
    return None


def _go_on(subject: Token, clause: Span, verb: Token) -> None:
    noun = verb.head
    if relation(verb) in ("amod", "compound") and noun.i > verb.i:
        for child in [c for c in noun.children if c.i < verb.i]:
            attach(child, verb)
        attach(verb, verb, "ROOT")
        attach(noun, verb, "obj")
    attach(verb, verb, "ROOT")
    verb.morph = MorphAnalysis(verb.vocab, "Mood=Ind|Tense=Past|VerbForm=Fin")
    attach(subject, verb, "nsubj")
    tops = [t for t in clause if t.head not in clause and t.head != subject and not t.is_punct]
    for top in tops:
        attach(top, subject, "acl" if top.pos_ in ("VERB", "AUX") else None)
    for token in verb.doc[clause.end : verb.sent.end]:
        if token != verb and token.head.i < clause.end:
            attach(token, verb, _MOVED.get(relation(token)))
