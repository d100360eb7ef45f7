"""The one door: an article in, its events out. Pure: no clock, no network, no warehouse."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from codebook.lexicon import LanguageLexicon, Lexicon
from codebook.records import (
    ActorRef,
    Article,
    Coded,
    DateBasis,
    Event,
    Qualifier,
    Reason,
    Reject,
    Role,
    Span,
    Stage,
    Status,
    TimeRef,
    digest,
)
from coders.actions import MIN_HEAD, Candidate, candidates
from coders.actors import Scene, resolve
from coders.dates import tag
from coders.fold import Folded, fold
from coders.grammar import Grammar, lemma, relation
from coders.language import detect
from coders.memory import Actor, Memory
from coders.mend import mend
from coders.names import name_matches
from coders.parse import parse
from coders.qualify import attribution, qualifiers, status, tense
from coders.when import when


def code_article(article: Article, lexicon: Lexicon, *, pipelines: dict[str, str] | None = None) -> Coded:
    """Every event that an article reports, in text order, each with its rule and its characters.

    An article in a language without a codebook comes back with a reject that says so. `pipelines`
    names other installed spaCy pipelines by language.
    """
    language = article.language or detect(article.text)
    if language is None:
        return Coded(article, rejects=(_unsupported(article),))
    folded = fold(article.text, language)
    doc = parse(folded.text, language, (pipelines or {}).get(language.value, ""))
    return code_doc(doc, replace(article, language=language), lexicon.languages[language], folded)


def code_doc(doc: Doc, article: Article, lexicon: LanguageLexicon, folded: Folded) -> Coded:
    """The events of an article whose folded text is parsed already."""
    scene = _scene(doc, lexicon, article)
    timexes = tag(
        folded.text, lexicon=lexicon.dates, published=article.published, tense=_tense_of(doc, scene)
    )
    events = [
        event
        for number, sentence in enumerate(doc.sents)
        for event in _sentence_events(number, sentence, scene, timexes, article, folded)
    ]
    return Coded(
        article,
        tuple(_distinct(_headlines_dated(events, article))),
        (),
        tuple(_returned(t, folded) for t in timexes),
    )


def tag_times(article: Article, lexicon: Lexicon) -> tuple[TimeRef, ...]:
    """The time expressions alone, without a parse, for an article in a supported language."""
    language = article.language or detect(article.text)
    if language is None:
        return ()
    folded = fold(article.text, language)
    found = tag(folded.text, lexicon=lexicon.languages[language].dates, published=article.published)
    return tuple(_returned(t, folded) for t in found)


def _unsupported(article: Article) -> Reject:
    detail = "the text is in none of German, Serbian and English, or too short to tell; say lang if it is"
    return Reject(
        digest(article.article_id, "language"),
        Stage.CODE,
        Reason.UNSUPPORTED_LANGUAGE,
        detail,
        article.article_id,
        article.url,
    )


def _scene(doc: Doc, lexicon: LanguageLexicon, article: Article) -> Scene:
    grammar = Grammar.of(lexicon.actions)
    names = name_matches(doc, lexicon.names, article.published)
    mend(doc, names, grammar)
    scene = Scene(
        doc=doc,
        lexicon=lexicon,
        grammar=grammar,
        names=names,
        day=article.published,
        memory=Memory(),
    )
    for i, (name, first, _) in scene.names.items():
        if i == first and not name.code.startswith(("IGO", "NGO")):
            scene.memory.countries[name.code[:3]] = scene.memory.countries.get(name.code[:3], 0) + 1
    for token in doc:  # whoever is introduced with an office later is known from the headline on
        if token.pos_ in ("NOUN", "PROPN") and relation(token) not in ("flat", "compound", "appos"):
            resolve(token, scene)
    scene.resolved.clear()
    return scene


def _tense_of(doc: Doc, scene: Scene):  # type: ignore[no-untyped-def]
    def of(span: Span) -> str | None:
        part = doc.char_span(span.start, span.end, alignment_mode="expand")
        return tense(part.root, scene) if part is not None else None

    return of


def _sentence_events(
    number: int, sentence: DocSpan, scene: Scene, timexes: Sequence[TimeRef], article: Article, folded: Folded
) -> list[Event]:
    _remember(sentence, scene)
    found = [] if _discarded(sentence, scene) else candidates(sentence, scene)
    events: list[Event] = []
    for candidate in found:
        cues = _inherited(
            candidate, found, qualifiers(candidate.trigger, scene, part_of_act=_asked_for(candidate))
        )
        who_says = attribution(candidate.trigger, scene)
        timex = when(candidate.trigger, timexes, scene.grammar)
        for source, target in candidate.pairs:
            event = _event(
                number, sentence, candidate, source, target, cues, who_says, timex, article, folded
            )
            events.append(event)
            if candidate.frame.mirror and source is not None and target is not None:
                mirrored = replace(candidate, code=candidate.frame.mirror)
                events.append(
                    _event(number, sentence, mirrored, target, source, cues, who_says, timex, article, folded)
                )
            elif candidate.frame.symmetric and source and target and (target, source) not in candidate.pairs:
                events.append(
                    _event(
                        number, sentence, candidate, target, source, cues, who_says, timex, article, folded
                    )
                )
    if any(not c.frame.statement for c in found):
        statements = {c.trigger.idx for c in found if c.frame.statement}
        events = [e for e in events if folded.folded(e.trigger.start) not in statements]
    return events


def _asked_for(candidate: Candidate) -> frozenset[str]:
    return frozenset().union(*candidate.rule.needs.values())


def _discarded(sentence: DocSpan, scene: Scene) -> bool:
    """Whether a sentence speaks of sport, weather, business or the like, by a word of the discard list."""
    discards = scene.lexicon.actions.settings.get("discard", ())
    for token in sentence:
        word = lemma(token)
        if word in discards or (
            scene.grammar.compounding and any(len(d) >= MIN_HEAD and word.endswith(d) for d in discards)
        ):
            return True
    return False


def _inherited(candidate: Candidate, found: list[Candidate], cues: list[Qualifier]) -> list[Qualifier]:
    """Adds what a governing action says of its content: what is demanded or denied did not occur by that."""
    kinds = {"hypothetical": "hypothetical", "planned": "planned", "negated": "negation"}
    above = {token.i for token in candidate.trigger.ancestors}
    for other in found:
        if (
            other.trigger.i in above
            and other.frame.content in kinds
            and not _is_subject(candidate.trigger, other.trigger)
        ):
            span = Span(other.trigger.idx, other.trigger.idx + len(other.trigger))
            kind = "hypothetical" if other.frame.content == "planned" else kinds[other.frame.content]
            cues = [*cues, Qualifier(kind, span, other.rule.rule_id)]
    return cues


def _is_subject(token: Token, verb: Token) -> bool:
    while token.head != verb and token.head != token:
        token = token.head
    return relation(token) in ("nsubj", "parataxis", "conj", "advcl")


def _event(
    number: int,
    sentence: DocSpan,
    candidate: Candidate,
    source: Actor | None,
    target: Actor | None,
    cues: list[Qualifier],
    who_says: Actor | None,
    timex: TimeRef | None,
    article: Article,
    folded: Folded,
) -> Event:
    claim = status(cues)
    start, end, grain, basis = _dated(timex, article)
    if claim is Status.OCCURRED and start and article.published and start > article.published:
        claim = Status.PLANNED
    code = candidate.code
    if claim is Status.PLANNED and code in (candidate.frame.code, candidate.frame.mirror):
        code = candidate.frame.planned
    trigger = folded.original(Span(candidate.trigger.idx, candidate.trigger.idx + len(candidate.trigger)))
    return Event(
        event_id=digest(
            article.article_id,
            str(trigger.start),
            candidate.rule.rule_id,
            code,
            source.code if source else None,
            target.code if target else None,
        ),
        article_id=article.article_id,
        sentence_number=number,
        sentence=folded.original(Span(sentence.start_char, sentence.end_char)),
        trigger=trigger,
        code=code,
        source=_ref(source, Role.SOURCE, folded),
        target=_ref(target, Role.TARGET, folded),
        when=_returned(timex, folded) if timex else None,
        start=start,
        end=end,
        grain=grain,
        date_basis=basis,
        status=claim,
        attribution=_ref(who_says, Role.SOURCE, folded),
        qualifiers=tuple(replace(q, span=folded.original(q.span)) for q in cues),
        rule_id=candidate.rule.rule_id,
        confidence=_confidence(candidate, source, target),
    )


def _dated(timex: TimeRef | None, article: Article):  # type: ignore[no-untyped-def]
    if timex is not None and (timex.start or timex.timex_type == "DATE"):
        basis = DateBasis.TEXT if timex.start else DateBasis.NONE
        return timex.start, timex.end, timex.grain, basis
    if article.published is not None:
        return article.published, article.published, "day", DateBasis.PUBLISHED
    return None, None, None, DateBasis.NONE


def _confidence(candidate: Candidate, source: Actor | None, target: Actor | None) -> float:
    """Falls with every party that is guessed, missing or only pointed to."""
    value = 0.9 if candidate.rule.needs else 0.8
    value -= 0.25 if candidate.guessed else 0.0
    for actor in (source, target):
        if actor is None:
            value -= 0.2
        elif not actor.direct and not candidate.guessed:
            value -= 0.1
    return round(max(0.05, value), 2)


def _ref(actor: Actor | None, role: Role, folded: Folded) -> ActorRef | None:
    if actor is None:
        return None
    return ActorRef(role, folded.original(actor.span), actor.code, actor.actor_id, actor.rule_id, actor.steps)


def _returned(timex: TimeRef, folded: Folded) -> TimeRef:
    return replace(timex, span=folded.original(timex.span))


def _remember(sentence: DocSpan, scene: Scene) -> None:
    """The actors of a sentence, in order: what later words, pronouns among them, may stand for."""
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN") and relation(token) not in ("flat", "compound", "appos", "amod"):
            for actor in resolve(token, scene):
                scene.memory.mentioned.append(actor)
                if relation(token) == "nsubj":
                    scene.memory.subjects.append(actor)


def _headlines_dated(events: list[Event], article: Article) -> list[Event]:
    """An event of the headline takes its date from the sentence that tells it again."""
    end = article.text.find("\n")
    told: dict[tuple[object, ...], Event] = {}
    for event in events:
        if event.sentence.start > end and event.date_basis is DateBasis.TEXT:
            told.setdefault((_dyad(event), event.code[:2]), event)
    out = []
    for event in events:
        again = told.get((_dyad(event), event.code[:2]))
        if again is not None and event.sentence.end <= end + 1 and event.date_basis is not DateBasis.TEXT:
            event = replace(
                event,
                when=again.when,
                start=again.start,
                end=again.end,
                grain=again.grain,
                date_basis=again.date_basis,
            )
        out.append(event)
    return out


def _distinct(events: list[Event]) -> list[Event]:
    """One event for each sentence, dyad, root, time and claim: a verb and its noun may tell the same."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = (event.sentence_number, _dyad(event), event.code[:2], event.start, event.status)
        if key not in kept or _worth(event) > _worth(kept[key]):
            kept[key] = event
    return sorted(kept.values(), key=lambda e: (e.trigger, e.code))


def _dyad(event: Event) -> tuple[str, str]:
    """The two countries, or the two full codes when both parties are of one country."""
    source = event.source.code if event.source else ""
    target = event.target.code if event.target else ""
    return (source, target) if source[:3] == target[:3] else (source[:3], target[:3])


def _worth(event: Event) -> tuple[float, int, int]:
    actors = [ref.code for ref in (event.source, event.target) if ref]
    return event.confidence, sum(map(len, actors)), len(event.code)
