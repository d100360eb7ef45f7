"""JSON Lines in, JSON Lines out: the contract of `whowhom code` and `whowhom dates`."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from codebook.errors import Terminal
from codebook.records import ActorRef, Article, Coded, Event, Reject, Span, TimeRef
from coders.article import tag_times
from flows.ingest import Document, take
from flows.ingest.readers import json_document
from flows.settings import Settings, lexicon
from flows.steps import code_one

Answer = Callable[[Article, tuple[Reject, ...], int], dict[str, Any]]


def code_lines(lines: Iterable[bytes], *, settings: Settings) -> Iterator[str]:
    """Each line's events, in the order of the lines; a line that cannot be coded says why in `rejects`."""

    def answer(article: Article, noted: tuple[Reject, ...], shift: int) -> dict[str, Any]:
        coded = code_one(Coded(article, rejects=noted), settings)
        return {
            "events": [event_record(event, coded.article.text, shift=shift) for event in coded.events],
            "rejects": [reject_record(reject) for reject in coded.rejects],
        }

    return _answers(lines, answer, {"events": [], "rejects": []}, settings)


def date_lines(lines: Iterable[bytes], *, settings: Settings) -> Iterator[str]:
    """Each line's time expressions, in the order of the lines, type and value as in TIMEX3."""

    def answer(article: Article, noted: tuple[Reject, ...], shift: int) -> dict[str, Any]:
        found = [
            {
                "start": ref.span.start - shift,
                "end": ref.span.end - shift,
                "text": ref.span.of(article.text),
                "type": ref.timex_type,
                "value": ref.value,
                "date": _iso(ref.start),
                "date_end": _iso(ref.end),
            }
            for ref in tag_times(article, lexicon(settings))
            if ref.span.start >= shift
        ]
        return {"timex": found, **({"rejects": [reject_record(one) for one in noted]} if noted else {})}

    return _answers(lines, answer, {"timex": []}, settings)


def code_text(text: str, *, lang: str | None, published: str | None, settings: Settings) -> Coded:
    """The events of one text. Raises Terminal when it cannot be coded."""
    intake = take(Document("the text", text, lang=lang, published=published), settings=settings)
    if intake.article is None or intake.rejects:
        raise Terminal("; ".join(reject.detail for reject in intake.rejects))
    return code_one(Coded(intake.article), settings)


def _answers(
    lines: Iterable[bytes], answer: Answer, nothing: dict[str, Any], settings: Settings
) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_answer(line, number, answer, nothing, settings), ensure_ascii=False)


def _answer(
    line: bytes, number: int, answer: Answer, nothing: dict[str, Any], settings: Settings
) -> dict[str, Any]:
    document = json_document(line, origin=f"line {number}")
    head: dict[str, Any] = {"id": _id(line), "lang": None, "published": None}
    if isinstance(document, Reject):
        return {**head, **nothing, "rejects": [reject_record(document)]}
    intake = take(document, settings=settings)
    if intake.article is None:
        return {**head, **nothing, "rejects": [reject_record(one) for one in intake.rejects]}
    article = intake.article
    shift = len(article.text) - len(document.text)  # the title that ingest put in front
    head.update(lang=article.language, published=_iso(article.published))
    return {**head, **answer(article, intake.rejects, shift)}


def event_record(event: Event, text: str, *, shift: int = 0) -> dict[str, Any]:
    """An event as the contract has it. `shift` is the length of what stands before the text as it was given:
    a span in there has no offsets and is null."""
    spans: dict[str, Span | None] = {
        "source": _span(event.source),
        "action": event.trigger,
        "target": _span(event.target),
        "date": _span(event.when),
        "sentence": event.sentence,
    }
    return {
        "source": _code(event.source),
        "target": _code(event.target),
        "code": event.code,
        "date": _iso(event.start),
        "date_end": _iso(event.end),
        "grain": event.grain,
        "date_basis": event.date_basis,
        "status": event.status,
        "attribution": _code(event.attribution),
        "source_text": _text(spans["source"], text),
        "action_text": _text(spans["action"], text),
        "target_text": _text(spans["target"], text),
        "date_text": _text(spans["date"], text),
        "spans": {name: _offsets(span, shift) for name, span in spans.items()},
        "sentence": event.sentence.of(text),
        "rule_id": event.rule_id,
        "confidence": event.confidence,
    }


def reject_record(reject: Reject) -> dict[str, str]:
    return {"reason": reject.reason, "detail": reject.detail}


def _id(line: bytes) -> Any:
    try:
        return json.loads(line).get("id")
    except (ValueError, AttributeError, RecursionError):
        return None


def _code(actor: ActorRef | None) -> str | None:
    return actor.code if actor else None


def _span(part: ActorRef | TimeRef | None) -> Span | None:
    return part.span if part else None


def _text(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def _offsets(span: Span | None, shift: int) -> list[int] | None:
    if span is None or span.end <= shift:
        return None
    return [max(span.start - shift, 0), span.end - shift]


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
