"""What speaks for and against an event; `codebook/confidence.py` weighs it as gold passages have taught."""

from collections.abc import Sequence

from spacy.tokens import Span

from codebook.records import DateBasis, Qualifier, Status
from coders.actions import Candidate
from coders.grammar import clause_of, relation
from coders.memory import Actor
from coders.scene import Scene

_LONG = 40.0
"""Tokens of a long sentence."""
_MANY = 3
"""Steps of an actor's resolution, and repairs of a sentence: more of them tell no more."""
_DEEP = 4
"""How deep in its sentence a trigger may stand and still count for more."""
_ENDS = (".", "!", "?", "“", "”", '"', "«", "»", "…", ":")


def signals(
    candidate: Candidate,
    pair: tuple[Actor | None, Actor | None],
    sentence: Span,
    scene: Scene,
    *,
    claim: Status,
    basis: DateBasis,
    cues: Sequence[Qualifier],
    attributed: bool,
) -> dict[str, float]:
    """Name → strength, from 0 (absent) to 1 or 2, of what bears on whether an event is right.

    How much the rule asks for, how surely the parties are known, how hard the sentence was to parse, and what
    the sentence says of the act. None of them knows the language, so that one set of weights serves all.
    """
    rule, trigger = candidate.rule, candidate.trigger
    actors = [actor for actor in pair if actor is not None]
    own = clause_of(trigger)
    observed = {
        "rule asks for words": bool(rule.needs),
        "rule bars words": bool(rule.bars),
        "event noun": rule.pos == "noun",
        "symmetric act": rule.frame.symmetric,
        "mere statement": rule.frame.statement,
        "target missing": pair[1] is None,
        "stand-in for a party": candidate.guessed,
        "party only pointed to": not candidate.guessed and not all(actor.direct for actor in actors),
        "party of the home country": any(actor.by_home for actor in actors),
        "steps of resolution": sum(min(_MANY, len(actor.steps) - 1) for actor in actors) / _MANY,
        "within one country": len(actors) == 2 and actors[0].country == actors[1].country,
        "party in another clause": any(clause_of(scene.doc[actor.head]) != own for actor in actors),
        "long sentence": min(2.0, len(sentence) / _LONG),
        "repairs of the parse": min(_MANY, sum(t.i in scene.repaired for t in sentence)) / _MANY,
        "headline": not sentence.text.rstrip().endswith(_ENDS),
        "depth of the trigger": min(_DEEP, len(list(trigger.ancestors))) / _DEEP,
        "subordinate trigger": relation(trigger) in ("acl", "advcl", "amod", "xcomp"),
        "planned": claim is Status.PLANNED,
        "dated by its text": basis is DateBasis.TEXT,
        "qualified": bool(cues),
        "attributed": attributed,
    }
    return {name: float(strength) for name, strength in observed.items()}
