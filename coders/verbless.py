"""Headlines without a verb tell what happened: `Lavrov u Sarajevu`, `Protest rudara u Boru`."""

from spacy.tokens import MorphAnalysis, Span, Token

from coders.attach import attach
from coders.grammar import Grammar, is_time, lemma, relation
from coders.headlines import is_headline
from coders.phrases import INSIDE, adposition


def raise_preposition(sentence: Span, grammar: Grammar) -> None:
    """`Belousov in Astana: …`: the preposition behind somebody's name says what he does, as a verb would."""
    for name in _carriers(sentence):
        behind = [c for c in name.children if c.i > name.i and adposition(c) is not None]
        noun = next((c for c in behind if not is_time(c, grammar)), name)
        preposition = adposition(noun)
        if preposition is not None and lemma(preposition) in grammar.headline_predicates and _is_named(name):
            _predicate(preposition, name, noun)


def _predicate(preposition: Token, name: Token, noun: Token) -> None:
    """Make a preposition the verb of whose name is its subject, and what it governs its object."""
    others = [
        c for c in name.children if (c.i > name.i and relation(c) not in INSIDE) or adposition(c) is not None
    ]
    preposition.pos_ = "VERB"
    if name.dep_ == "ROOT":
        attach(noun, noun, "ROOT")
        attach(name, noun)
        attach(preposition, preposition, "ROOT")
    else:
        attach(preposition, name.head, name.dep_)
    attach(noun, preposition, "obj")
    noun.morph = MorphAnalysis(noun.vocab, {k: v for k, v in noun.morph.to_dict().items() if k != "Case"})
    attach(name, preposition, "nsubj")
    for other in others:
        if other != noun:
            attach(other, preposition)


def heads_headline(noun: Token) -> bool:
    """Whether a noun is all that a headline, or its part before a colon, says to have happened."""
    return noun.pos_ in ("NOUN", "PROPN") and noun in _carriers(noun.sent)[:1]


def speaks_before_colon(verb: Token) -> list[Token]:
    """`Tramp: Uvešćemo Brazilu carine`: whoever a headline names before its colon says the rest."""
    first = next((t for t in verb.sent if t.text == ":"), verb)
    named = [c for c in verb.children if relation(c) in ("parataxis", "nsubj", "dep") and c.i < first.i]
    return [c for c in named if first != verb and c.pos_ in ("PROPN", "NOUN")][:1]


def _carriers(sentence: Span) -> list[Token]:
    """The nouns that carry a headline's words up to its colon, and behind it, where no verb does."""
    if not is_headline(sentence):
        return []
    colon = next((t.i for t in sentence if t.text == ":"), sentence.end)
    parts = [[t for t in sentence if t.i < colon], [t for t in sentence if t.i > colon]]
    return [top for words in parts if (top := _top(words)) is not None]


def _top(words: list[Token]) -> Token | None:
    inside = {t.i for t in words}
    tops = [t for t in words if (t.head == t or t.head.i not in inside) and not t.is_punct]
    verbal = any(t.pos_ in ("VERB", "AUX") and relation(t) not in ("acl", "amod") for t in words)
    nominal = len(tops) == 1 and tops[0].pos_ in ("NOUN", "PROPN") and adposition(tops[0]) is None
    return tops[0] if nominal and not verbal else None


def _is_named(noun: Token) -> bool:
    beside = (c for c in noun.children if relation(c) in ("flat", "appos") and c.i == noun.i + 1)
    return noun.pos_ == "PROPN" or any(c.pos_ == "PROPN" for c in beside)
