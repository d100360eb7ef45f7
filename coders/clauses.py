"""What a clause leaves to the words around it: an antecedent, an object, what is quoted before it."""

from spacy.tokens import Token

from coders.grammar import NOMINAL, Grammar, is_passive, is_relative, is_time, lemma, relation, verb_lemmas


def has_relative(verb: Token, grammar: Grammar) -> bool:
    return any(is_relative(token, grammar) for token in verb.subtree)


def antecedent(token: Token, verb: Token, grammar: Grammar) -> Token:
    """What a relative pronoun stands for; any other token stands for itself."""
    if lemma(token) in grammar.free_relatives:
        return _named(token, grammar)
    if token.pos_ not in ("PRON", "DET") or not is_relative(token, grammar):
        return token
    clause = verb
    while clause.head != clause and relation(clause) not in ("acl",):
        clause = clause.head
    if relation(token) in ("obj", "nsubj") and token.lower_ in grammar.remarks and clause.head.pos_ != "PRON":
        return token  # što je Moskva demantovala, was Berlin kritisierte: all that was told
    return clause.head if relation(clause) == "acl" else token


def _named(what: Token, grammar: Grammar) -> Token:
    """`broke with what it called a rogue government`: the government."""
    for clause in what.children:
        if relation(clause) in ("acl", "ccomp") and set(verb_lemmas(clause, grammar)) & grammar.naming:
            named = [c for c in clause.children if c.i > clause.i and c.pos_ in NOMINAL]
            return next((c for c in named if relation(c) in ("xcomp", "obj", "obl")), what)
    return what


def left_out(verb: Token, grammar: Grammar) -> Token | None:
    """`the boats that Oman seized`, `the tariffs Kenya lifted`: a subject, but no object and no pronoun."""
    noun = verb.head
    ordered = not grammar.case_decides and not grammar.compounding
    if not ordered or relation(verb) != "acl" or noun.pos_ not in NOMINAL or is_time(noun, grammar):
        return None
    subjects = [c for c in verb.children if relation(c) == "nsubj" and not is_relative(c, grammar)]
    others = {relation(c) for c in verb.children} & {"obj", "iobj", "xcomp", "ccomp"}
    marks = [c for c in verb.children if relation(c) == "mark" and lemma(c) not in grammar.relative]
    if not subjects or others or marks or is_passive(verb, grammar) or has_relative(verb, grammar):
        return None
    return noun


def is_own(content: Token) -> bool:
    """`warned that it would strike`: what the subject says of itself."""
    subjects = [c for c in content.children if relation(c) in ("nsubj", "csubj")]
    return all(c.pos_ == "PRON" for c in subjects)


def closes_quote(verb: Token) -> bool:
    """`It will face sanctions, the minister warned.`: what is said comes first."""
    kinds = {relation(c) for c in verb.children}
    said = relation(verb) in ("parataxis", "conj") and verb.head.pos_ in ("VERB", "AUX")
    alone = not kinds & {"obj", "iobj", "ccomp", "xcomp", "cc"}
    return said and alone and "nsubj" in kinds and verb.head.i < verb.i


def told_noun(clause: Token) -> Token | None:
    """`verfolgt den Plan, Truppen zu schicken`: the noun that a complement follows says what it is, though
    the clause be hung on the verb."""
    verb = clause.head
    if relation(clause) not in ("xcomp", "ccomp", "advcl") or not verb.i < clause.i:
        return None
    beside = ("punct", "compound", "aux", "advmod")
    before = [c for c in verb.children if c.i < clause.i and relation(c) not in beside]
    last = before[-1] if before else verb
    return last if last.pos_ == "NOUN" and relation(last) in ("obj", "obl") else None
