"""From what rules found in a sentence to events: status, date, provenance, each told once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from codebook.records import (
    ActorRef,
    Article,
    DateBasis,
    Event,
    Qualifier,
    Role,
    Span,
    Status,
    TimeRef,
    digest,
)
from coders.actions import Candidate, candidates
from coders.confidence import signals
from coders.discards import left
from coders.fold import Folded
from coders.grammar import (
    Grammar,
    clause_of,
    is_content,
    is_infinitive,
    lemma,
    noun_lemmas,
    relation,
    verb_lemmas,
)
from coders.memory import Actor
from coders.parties import PROTEST
from coders.phrases import adposition
from coders.qualify import as_ordered, attribution, qualifiers, quoted, status
from coders.roles import REBELS
from coders.scene import Scene
from coders.when import when

REPRESSION = "175"
FORCE = "18"
"""The least code of violence: what it does to whom is told with it, not one more event."""

THREATS = "13"
"""The least code of what is no longer mere words: a strike called for Friday is for Friday."""

HISTORY_YEARS = 20
"""Least age, in calendar years, of what a dated text tells as history."""

ANTIQUITY_YEARS = 75
"""Least age of what is history however it is told."""

Pair = tuple[Actor | None, Actor | None]
Interval = tuple[date | None, date | None, str | None, DateBasis]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article and what is needed to code it."""

    number: int
    span: DocSpan
    scene: Scene
    timexes: Sequence[TimeRef]
    article: Article
    folded: Folded


DEMAND = "10"
"""The first root of what is done against somebody."""
_OPPOSED = REBELS | {"OPP"}
"""Roles of those with whom their own government has to come to terms."""


def sentence_events(sentence: Sentence) -> list[Event]:
    """The events of one sentence; a bare statement only if it holds nothing better."""
    scene = sentence.scene
    found = left(candidates(sentence.span, scene), sentence.span, scene)
    found = [one for one in found if not _names_a_day(one.trigger, sentence.timexes)]
    found = [one for one in found if not _is_purpose(one, found) and not _is_toll(one, found, scene)]
    found = [one for one in found if not _is_phrased(one, found)]
    told = [(candidate, event) for candidate in found for event in _told(candidate, found, sentence)]
    acts = {(one.trigger.i, *_kind(event)): event for one, event in told if one.rule.pos == "verb"}
    kept: dict[tuple[object, ...], Event] = {}
    worth: dict[tuple[object, ...], tuple[float, int, int]] = {}
    statements: list[Event] = []
    for candidate, event in told:
        clause = clause_of(candidate.trigger).i
        act = acts.get((clause, *_kind(event)))
        if act is not None and relation(candidate.trigger) in ("obj", "nsubj"):
            event = _dated_as(act, event)  # signed the protocol: on the day of signing
        key = (clause, *_kind(event), event.start, _sides(candidate, event))
        if candidate.frame.statement:
            statements.append(event)
        elif key not in kept or _worth(candidate, event) > worth[key]:
            kept[key], worth[key] = event, _worth(candidate, event)
    if not kept:
        kept |= {(event.event_id,): event for event in statements}
    return sorted(kept.values(), key=lambda e: (e.trigger, e.code))


def _sides(candidate: Candidate, event: Event) -> tuple[str, ...]:
    """Who of a government and its enemies, where something is done with both: mediated."""
    if event.code >= DEMAND:
        return ()
    parties = [actor for pair in candidate.pairs for actor in pair if actor]
    codes = [ref.code for ref in (event.source, event.target) if ref]
    return tuple(
        code
        for code in codes
        if len({a.code[3:6] in _OPPOSED for a in parties if a.code[:3] == code[:3] and a.code[3:]}) > 1
    )


def _kind(event: Event) -> tuple[object, ...]:
    return dyad(event), event.code[:2], event.status


def _is_purpose(candidate: Candidate, found: list[Candidate]) -> bool:
    """`took to the streets to protest`: one protest."""
    trigger, root = candidate.trigger, candidate.code[:2]
    same = any(other.trigger == trigger.head and other.code[:2] == root for other in found)
    return root == PROTEST and same and is_infinitive(trigger)


def _is_phrased(candidate: Candidate, found: list[Candidate]) -> bool:
    """`lieferten sich Straßenschlachten mit der Polizei`: the noun that the verb's rule asks for tells the
    same conflict."""
    noun, parties = candidate.trigger, _parties(candidate)
    return noun.pos_ == "NOUN" and any(
        one.trigger == noun.head
        and min(one.code, candidate.code) >= PROTEST
        and one.code[:2] != candidate.code[:2]
        and any(not words.isdisjoint(noun_lemmas(noun)) for words in one.rule.needs.values())
        and _parties(one) == parties
        for one in found
    )


def _parties(candidate: Candidate) -> set[str]:
    return {actor.code for pair in candidate.pairs for actor in pair if actor}


def _is_toll(candidate: Candidate, found: list[Candidate], scene: Scene) -> bool:
    """`bombed Gaza, killing dozens`: what an act of force did to people without a name is told with it."""
    verb, grammar = candidate.trigger, scene.grammar
    if verb.pos_ != "VERB" or grammar.harm.isdisjoint(verb_lemmas(verb, grammar)) or relation(verb) == "ROOT":
        return False
    victims = [scene.doc[target.head] for _, target in candidate.pairs if target]
    if not victims or any(t.pos_ == "PROPN" or t.i in scene.names for v in victims for t in v.subtree):
        return False
    who = {source.code for source, _ in candidate.pairs if source}
    above = {t.i for t in verb.ancestors}
    return any(
        (other.code >= FORCE or other.code.startswith(REPRESSION))
        and other.trigger.i < verb.i
        and clause_of(other.trigger).i in above
        and who == {source.code for source, _ in other.pairs if source}
        for other in found
    )


def _names_a_day(trigger: Token, timexes: Sequence[TimeRef]) -> bool:
    """`GENEVA, March 14 (AP) –`: a month, nobody marched."""
    inside = (t.span.start <= trigger.idx < t.span.end for t in timexes)
    return trigger.pos_ == "PROPN" and any(inside)


def _told(candidate: Candidate, found: list[Candidate], sentence: Sentence) -> Iterator[Event]:
    """The events of one trigger: a symmetric act both ways, an act with a counterpart with it."""
    scene = sentence.scene
    cues = qualifiers(
        candidate.trigger,
        scene,
        part_of_act=_asked_for(candidate),
        on_condition=candidate.frame.content == "occurred",
    )
    cues = _inherited(candidate, found, cues, scene.grammar)
    if candidate.frame.presupposed and candidate.rule.pos == "noun":
        cues = [cue for cue in cues if cue.kind != "negation"]
    who_says = attribution(candidate.trigger, scene)
    timex = when(candidate.trigger, sentence.timexes, scene, words=candidate.code < THREATS)
    if timex is not None and _is_history(timex, sentence):
        return
    frame = candidate.frame
    for source, target in candidate.pairs:
        event = _event(candidate, (source, target), cues, who_says, timex, sentence)
        yield event
        if source is None or target is None:
            continue
        if frame.mirror and not candidate.guessed and event.status is not Status.PLANNED:
            mirrored = replace(candidate, code=frame.mirror)
            yield _event(mirrored, (target, source), cues, who_says, timex, sentence)
        elif frame.symmetric and not candidate.guessed and (target, source) not in candidate.pairs:
            yield _event(candidate, (target, source), cues, who_says, timex, sentence)


def _is_history(timex: TimeRef, sentence: Sentence) -> bool:
    """`Pre osamdeset godina …`: told as history, not as news; `the students of 1968` are in the news."""
    end, published = timex.end or timex.start, sentence.article.published
    if end is None or published is None or published.year - end.year < HISTORY_YEARS:
        return False
    if published.year - end.year >= ANTIQUITY_YEARS:  # U bici kod Čegra 1809. godine
        return True
    tokens = [t for t in sentence.span if timex.span.start <= t.idx < timex.span.end]
    return any(t.head not in tokens and t.head.pos_ in ("VERB", "AUX", "ADJ") for t in tokens)


def _asked_for(candidate: Candidate) -> frozenset[str]:
    return frozenset().union(*candidate.rule.needs.values())


def _inherited(
    candidate: Candidate, found: list[Candidate], cues: list[Qualifier], grammar: Grammar
) -> list[Qualifier]:
    """Adds what a governing action says of its content: what is demanded or denied did not occur by that."""
    kinds = {"hypothetical": "hypothetical", "planned": "planned", "negated": "negation"}
    above = {token.i for token in candidate.trigger.ancestors}
    clause = clause_of(candidate.trigger)
    for other in found:
        governs = other.trigger.i in above and not _is_aside(candidate.trigger, other.trigger, grammar)
        governs = governs or _is_told_beside(clause, other.trigger)
        if other.frame.content in kinds and (governs or quoted(other.trigger) == clause):
            span = Span(other.trigger.idx, other.trigger.idx + len(other.trigger))
            kind = "hypothetical" if other.frame.content == "planned" else kinds[other.frame.content]
            cues = [*cues, Qualifier(kind, span, other.rule.rule_id)]
    return cues


def _is_told_beside(clause: Token, noun: Token) -> bool:
    """`uputili su poziv Izraelu da poštuje primirje`: what a noun asks for hangs on the noun's verb."""
    content = relation(clause) in ("ccomp", "xcomp", "advcl") and any(
        c.lower_ == "da" for c in clause.children
    )
    return content and relation(noun) == "obj" and clause.head == noun.head and noun.i < clause.i


def _is_aside(token: Token, verb: Token, grammar: Grammar) -> bool:
    """Whether a word below a verb stands in its subject or beside it, not in what it is about."""
    while token.head != verb and token.head != token:
        token = token.head
    preposition = adposition(token) if relation(token) == "obl" else None
    if preposition is not None and lemma(preposition) in grammar.circumstance:
        return True  # drohte nach einem Treffen mit X
    aside = relation(token) == "advcl" and not is_content(token, grammar)
    return aside or relation(token) in ("nsubj", "parataxis", "conj")


def _event(
    candidate: Candidate,
    pair: Pair,
    cues: list[Qualifier],
    who_says: Actor | None,
    timex: TimeRef | None,
    sentence: Sentence,
) -> Event:
    article, folded = sentence.article, sentence.folded
    source, target = pair
    cues = as_ordered(cues, source, sentence.scene)
    claim = status(cues)
    start, end, grain, basis = _dated(timex, article)
    if claim is Status.OCCURRED and start and article.published and start > article.published:
        claim = Status.PLANNED
    code = candidate.code
    if claim is Status.PLANNED:
        own = code in (candidate.frame.code, candidate.frame.mirror)
        code = candidate.frame.planned if own else sentence.scene.lexicon.actions.planned.get(code, code)
    trigger = folded.original(Span(candidate.trigger.idx, candidate.trigger.idx + len(candidate.trigger)))
    codes = [actor.code if actor else None for actor in pair]
    observed = signals(
        candidate,
        pair,
        sentence.span,
        sentence.scene,
        claim=claim,
        basis=basis,
        cues=cues,
        attributed=who_says is not None,
    )
    return Event(
        event_id=digest(article.article_id, str(trigger.start), candidate.rule.rule_id, code, *codes),
        article_id=article.article_id,
        sentence_number=sentence.number,
        sentence=folded.original(_without_space(sentence.span)),
        trigger=trigger,
        code=code,
        source=_ref(source, Role.SOURCE, folded),
        target=_ref(target, Role.TARGET, folded),
        when=replace(timex, span=folded.original(timex.span)) if timex else None,
        start=start,
        end=end,
        grain=grain,
        date_basis=basis,
        status=claim,
        attribution=_ref(who_says, Role.SOURCE, folded),
        qualifiers=tuple(replace(q, span=folded.original(q.span)) for q in cues),
        rule_id=candidate.rule.rule_id,
        confidence=sentence.scene.lexicon.confidence(observed),
    )


def _without_space(sentence: DocSpan) -> Span:
    """The characters of a sentence, without the line breaks that part it from the next."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _dated(timex: TimeRef | None, article: Article) -> Interval:
    if timex is not None and (timex.start or timex.timex_type == "DATE"):
        basis = DateBasis.TEXT if timex.start else DateBasis.NONE
        return timex.start, timex.end, timex.grain, basis
    if article.published is not None:
        return article.published, article.published, "day", DateBasis.PUBLISHED
    return None, None, None, DateBasis.NONE


def _ref(actor: Actor | None, role: Role, folded: Folded) -> ActorRef | None:
    if actor is None:
        return None
    return ActorRef(role, folded.original(actor.span), actor.code, actor.actor_id, actor.rule_id, actor.steps)


def headlines_dated(events: list[Event], article: Article) -> list[Event]:
    """An event of the headline or the first sentence takes its date from the sentence that tells it again."""
    end = max(article.text.find("\n"), *(e.sentence.end for e in events if e.sentence_number == 0), 0)
    told: dict[tuple[object, ...], Event] = {}
    for event in events:
        if event.sentence.start >= end and event.date_basis is DateBasis.TEXT:
            told.setdefault(_kind(event), event)
    out = []
    for event in events:
        again = told.get(_kind(event))
        if again is not None and event.sentence.start < end and event.date_basis is not DateBasis.TEXT:
            event = _dated_as(again, event)
        out.append(event)
    return out


def _dated_as(other: Event, event: Event) -> Event:
    return replace(
        event,
        when=other.when,
        start=other.start,
        end=other.end,
        grain=other.grain,
        date_basis=other.date_basis,
    )


def told_once(events: list[Event]) -> list[Event]:
    """One event of each act, the most telling: an article says again who did the same to whom on that day."""
    best: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = _act(event)
        if key not in best or _exactness(event) > _exactness(best[key]):
            best[key] = event
    triggers = {(key, event.trigger) for key, event in best.items()}
    return [event for event in events if (_act(event), event.trigger) in triggers]


def _act(event: Event) -> tuple[object, ...]:
    kind = FORCE if event.code >= FORCE else event.code[:3]
    return (dyad(event), kind, event.start, event.end, event.status)


def _exactness(event: Event) -> tuple[float, int, int]:
    actors = [ref.code for ref in (event.source, event.target) if ref]
    return event.confidence, sum(map(len, actors)), len(event.code)


def dyad(event: Event) -> tuple[str, str]:
    """The two countries, or the two full codes when both parties are of one country or bodies of none."""
    source = event.source.code if event.source else ""
    target = event.target.code if event.target else ""
    if source[:3] == target[:3] or {source[:3], target[:3]} & {"IGO", "NGO"}:
        return (source, target)
    return (source[:3], target[:3])


def _worth(candidate: Candidate, event: Event) -> tuple[float, int, int]:
    """Which of two readings of one act is kept: by a rule that asks for more, with parties named exactly."""
    actors = [ref for ref in (event.source, event.target) if ref]
    named = sum(1.0 if not ref.rule_id.startswith("stand-in") else 0.5 for ref in actors)
    return named + 0.25 * bool(candidate.rule.needs), sum(len(ref.code) for ref in actors), len(event.code)
