"""Headlines without a verb tell what happened: `Lavrov u Sarajevu`, `Protest rudara u Boru`."""

from spacy.tokens import Span, Token

from coders.attach import attach
from coders.grammar import Grammar, is_time, lemma, relation
from coders.headlines import is_headline
from coders.phrases import adposition


def raise_preposition(sentence: Span, grammar: Grammar) -> None:
    """`Belousov in Astana: …`: the preposition behind somebody's name says what he does, as a verb would."""
    name = _opening(sentence)
    if name is None or not _is_named(name):
        return
    behind = [
        c for c in name.children if c.i > name.i and adposition(c) is not None and not is_time(c, grammar)
    ]
    noun = min(behind, key=lambda c: c.i, default=name)
    preposition = adposition(noun)
    if preposition is None or noun == name or lemma(preposition) not in grammar.headline_predicates:
        return
    end = name.i if preposition.i < name.i else preposition.i
    others = [c for c in name.children if c.i > max(t.i for t in name.subtree if t.i < end) and c != noun]
    preposition.pos_ = "VERB"
    if name.dep_ == "ROOT":
        attach(noun, noun, "ROOT")
        attach(name, noun)
        attach(preposition, preposition, "ROOT")
    else:
        attach(preposition, name.head, name.dep_)
    attach(noun, preposition, "obj")
    attach(name, preposition, "nsubj")
    for other in (*others, *(c for c in name.children if relation(c) == "advmod")):
        attach(other, preposition)


def heads_headline(noun: Token) -> bool:
    """Whether a noun is all that a headline, or its part before a colon, says to have happened."""
    return noun.pos_ in ("NOUN", "PROPN") and noun == _opening(noun.sent)


def _opening(sentence: Span) -> Token | None:
    """The noun that carries a headline's words up to its colon, when there is no verb among them."""
    if not is_headline(sentence):
        return None
    colon = next((t.i for t in sentence if t.text == ":"), sentence.end)
    words = [t for t in sentence if t.i < colon]
    tops = [t for t in words if (t.head == t or t.head.i >= colon) and not t.is_punct]
    verbal = any(t.pos_ in ("VERB", "AUX") and relation(t) not in ("acl", "amod") for t in words)
    nominal = len(tops) == 1 and tops[0].pos_ in ("NOUN", "PROPN") and adposition(tops[0]) is None
    return tops[0] if nominal and not verbal else None


def _is_named(noun: Token) -> bool:
    beside = (c for c in noun.children if relation(c) in ("flat", "appos") and c.i == noun.i + 1)
    return noun.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in beside)
