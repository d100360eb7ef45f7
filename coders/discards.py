"""What stands in a sentence about sport, culture, business, weather: as a rule nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as DocSpan

from coders.actions import Candidate
from coders.grammar import lemma
from coders.memory import Actor
from coders.needs import MIN_HEAD
from coders.scene import Scene

FIRST_AGAINST = "09"
"""From this root on CAMEO's acts are turned against somebody."""
REFUGE = "075"
"""To grant asylum, whatever else those who flee are known for."""


def left(found: list[Candidate], sentence: DocSpan, scene: Scene) -> list[Candidate]:
    """The candidates that the sentence's topic leaves."""
    discards = scene.lexicon.discards
    about = topics(sentence, scene) if found else set()
    if not about:
        return found
    if about - discards.sparing:
        return []
    return list(_spared(found, discards.powers))


def topics(sentence: DocSpan, scene: Scene) -> set[str]:
    """What a sentence is about that as a rule holds no event."""
    return set(scene.lexicon.discards.topics(_lemmas(sentence, scene)))


def _lemmas(sentence: DocSpan, scene: Scene) -> frozenset[str]:
    """The lemmas of a sentence, with the last parts of its compounds where a language builds them."""
    lemmas = {lemma(token) for token in sentence}
    if scene.grammar.compounding:
        lemmas |= {word[i:] for word in lemmas for i in range(1, len(word) - MIN_HEAD + 1)}
    return frozenset(lemmas)


def _spared(found: list[Candidate], powers: frozenset[str]) -> Iterator[Candidate]:
    """`Die Polizei nahm den Regisseur fest`, and not `Die Präsidentin beglückwünschte die Kanadierinnen`."""
    for candidate in found:
        refuge, against = candidate.code == REFUGE, candidate.code >= FIRST_AGAINST
        pairs = tuple(
            (source, target)
            for source, target in candidate.pairs
            if target and (refuge or _in_power(source, powers))
            if refuge or against or _in_power(target, powers)
        )
        if pairs and not candidate.guessed and not candidate.frame.statement:
            yield replace(candidate, pairs=pairs)


def _in_power(actor: Actor | None, powers: frozenset[str]) -> bool:
    return actor is not None and not powers.isdisjoint(re.findall("...", actor.code))
