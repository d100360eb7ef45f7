"""Which time expression dates an event."""

from collections.abc import Sequence

from spacy.tokens import Token

from codebook.records import TimeRef
from coders.grammar import Grammar, ancestors, clause_of, lemma, relation


def when(trigger: Token, timexes: Sequence[TimeRef], grammar: Grammar) -> TimeRef | None:
    """The expression of the trigger's own clause, else of a governing clause, else of its sentence.

    An expression inside a noun phrase that is not the trigger's (das Abkommen von 2015) dates nothing else,
    nor does a deadline (bis Freitag).
    """
    sentence = trigger.sent
    best: tuple[int, int, TimeRef] | None = None
    above = [trigger, *(token for token, _ in ancestors(trigger))]
    for timex in timexes:
        tokens = [t for t in sentence if timex.span.start <= t.idx < timex.span.end]
        if _first_since(timex, sentence.text, sentence.start_char, grammar):
            continue
        deadline = bool(tokens) and timex.start == timex.end and _is_deadline(tokens, grammar)
        if not tokens or not _is_day(timex) or deadline:
            continue
        rank = _rank(tokens, trigger, above)
        if rank is not None:
            distance = min(abs(t.i - trigger.i) for t in tokens)
            if best is None or (rank, distance) < best[:2]:
                best = (rank, distance, timex)
    return best[2] if best else None


def _is_day(timex: TimeRef) -> bool:
    """Durations and times of day date an event only if they have days; dates also when these are unknown."""
    return timex.start is not None or (timex.timex_type == "DATE" and not timex.value.endswith("_REF"))


def _first_since(timex: TimeRef, sentence: str, start: int, grammar: Grammar) -> bool:
    """`zum ersten Mal seit sieben Jahren` tells how rare an act is, not when it was."""
    before = sentence[: timex.span.start - start].lower()[-30:]
    return any(phrase in before for phrase in grammar.first_time)


def _is_deadline(tokens: list[Token], grammar: Grammar) -> bool:
    before = tokens[0].nbor(-1) if tokens[0].i else None
    words = [
        tokens[0],
        *(c for t in tokens for c in t.children if c.dep_ == "case"),
        *([before] if before else []),
    ]
    return any(lemma(word) in grammar.deadline for word in words)


def _rank(tokens: list[Token], trigger: Token, above: list[Token]) -> int | None:
    """0 own clause, 1 governing clause, 2 elsewhere in the sentence; None when it belongs to another noun."""
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[0])
    governor = head.head
    if governor == trigger:
        return 0
    modifies = relation(head) in ("nmod", "amod", "compound", "appos", "acl")
    if modifies and governor.pos_ in ("NOUN", "PROPN") and governor not in above:
        return 3 if relation(head) == "nmod" and clause_of(governor) == clause_of(trigger) else None
    clause = clause_of(head)
    if clause == clause_of(trigger):
        return 0
    if clause in above:
        return 1
    return 2
