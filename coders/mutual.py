"""Acts that go both ways: `accused each other`, `beschossen sich gegenseitig`, `optužuju jedni druge`."""

from spacy.tokens import Token

from codebook.actions import Rule
from coders.grammar import clause_of, lemma
from coders.phrases import Slots, coordinated, owners
from coders.scene import Scene

CONFLICT = "11"
"""The first root of what nobody does to oneself: a reflexive object is each other."""


def is_mutual(trigger: Token, rule: Rule, slots: Slots, scene: Scene) -> bool:
    """Whether the parties of an act do it to each other, by a word for that in its clause."""
    grammar, frame = scene.grammar, rule.frame
    apart = () if frame.symmetric else rule.target  # A and B mediate between C and D
    if any(slots.get(word) for word in grammar.reciprocal - set(apart)):  # talks between A and B
        return True
    theirs = any(lemma(t) in grammar.shared and owners(t) for t in slots.get("obj", []))  # their border
    if theirs and any(len(coordinated(t)) > 1 for t in slots.get("subj", [])):
        return True
    reflexive = (t for slot in ("obj", "iobj") for t in slots.get(slot, []))
    if frame.code >= CONFLICT and any(t.lower_ in grammar.reflexive for t in reflexive):
        return True
    clause = clause_of(trigger)
    words = [t for t in clause.subtree if clause_of(t) == clause]
    return any(_says(words, phrase) for phrase in grammar.each_other)


def _says(words: list[Token], phrase: str) -> bool:
    """Whether a phrase, or its two parts as in `each … the other`, stand among the words of a clause."""
    said = f" {' '.join(token.lower_ for token in words)} "
    first, _, rest = phrase.partition(" … ")
    _, found, behind = said.partition(f" {first} ")
    return bool(found) and (not rest or f" {rest} " in f" {behind}")
