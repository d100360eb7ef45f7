"""Why an event was coded: its sentence with every part marked, its rule, its actors, its date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jinja2 import Environment, PackageLoader, select_autoescape
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from codebook.lexicon import Lexicon
from codebook.records import ActorRef, Article, DateBasis, Event, PublishedBasis, Span

_STYLES = {
    "source": "bold blue",
    "action": "bold red",
    "target": "bold green",
    "date": "bold magenta",
    "cue": "bold yellow",
}
_QUAD = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a sentence and the part they play: source, action, target, date, cue or none."""

    text: str
    part: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event in words. `facts` are pairs of what is told and the telling, in reading order."""

    heading: str
    pieces: tuple[Piece, ...]
    facts: tuple[tuple[str, str], ...]


def explain(article: Article, event: Event, lexicon: Lexicon) -> Explanation:
    """Everything that led to an event, from its own record and the codebook."""
    cameo = lexicon.cameo[event.code]
    heading = f"{_code(event.source)} → {_code(event.target)}  {event.code}  {_days(event)}"
    facts = [
        ("event", event.event_id),
        ("article", _about(article)),
        ("CAMEO", f"{event.code} {cameo.label}, {_QUAD[cameo.quad_class]}, Goldstein {cameo.goldstein:+.1f}"),
        ("status", event.status.value),
        ("rule", _rule(event, lexicon)),
        *_actor("source", event.source, article),
        *_actor("target", event.target, article),
        *_actor("attribution", event.attribution, article),
        *_date(event, article),
        *((f"cue: {cue.kind}", _cited(cue.span, article, cue.rule_id)) for cue in event.qualifiers),
        ("confidence", f"{event.confidence:.2f}"),
    ]
    return Explanation(heading, tuple(_pieces(article.text, event)), tuple(facts))


def in_terminal(explanation: Explanation) -> RenderableType:
    """The explanation for a rich console."""
    sentence = Text()
    for piece in explanation.pieces:
        sentence.append(piece.text, style=_STYLES.get(piece.part, ""))
    parts = {piece.part for piece in explanation.pieces}
    legend = Text("  ").join(Text(part, style=style) for part, style in _STYLES.items() if part in parts)
    facts = Table.grid(padding=(0, 2))
    for name, words in explanation.facts:
        facts.add_row(Text(name, style="dim"), Text(words))
    return Panel(Group(sentence, legend, Text(), facts), title=Text(explanation.heading), title_align="left")


def as_html(explanations: Sequence[Explanation]) -> str:
    """One self-contained page."""
    environment = Environment(loader=PackageLoader("flows"), autoescape=select_autoescape())
    return environment.get_template("explain.html").render(explanations=explanations, parts=_STYLES)


def _pieces(text: str, event: Event) -> Iterator[Piece]:
    """The sentence cut where a part begins or ends; where parts overlap, the first named wins."""
    marked = [
        ("action", event.trigger),
        ("source", event.source.span if event.source else None),
        ("target", event.target.span if event.target else None),
        ("date", event.when.span if event.when else None),
        *(("cue", cue.span) for cue in event.qualifiers),
    ]
    parts = [(part, span) for part, span in marked if span is not None]
    sentence = event.sentence
    cuts = {sentence.start, sentence.end, *(edge for _, span in parts for edge in (span.start, span.end))}
    edges = sorted(edge for edge in cuts if sentence.start <= edge <= sentence.end)
    for start, end in pairwise(edges):
        names = [part for part, span in parts if span.start <= start and end <= span.end]
        yield Piece(text[start:end], names[0] if names else "")


def _about(article: Article) -> str:
    published = article.published.isoformat() if article.published else "no publication date"
    inferred = " (inferred from the text)" if article.published_basis is PublishedBasis.INFERRED else ""
    known = (article.source, article.title, article.url, f"{published}{inferred}", article.article_id)
    return ", ".join(part for part in known if part)


def _rule(event: Event, lexicon: Lexicon) -> str:
    rule = lexicon.rules.get(event.rule_id)
    return f"{event.rule_id}, e.g. “{rule.example}”" if rule and rule.example else event.rule_id


def _actor(name: str, actor: ActorRef | None, article: Article) -> Iterator[tuple[str, str]]:
    if actor is None:
        return
    who = f" ({actor.actor_id})" if actor.actor_id else ""
    yield name, f"“{actor.span.of(article.text)}” = {actor.code}{who} by {actor.rule_id}"
    yield from (("", f"· {step}") for step in actor.steps)


def _date(event: Event, article: Article) -> Iterator[tuple[str, str]]:
    if event.date_basis is DateBasis.NONE:
        yield "date", "not stated, and the article has none" if event.when is None else "not enough is stated"
    elif event.date_basis is DateBasis.PUBLISHED:
        yield "date", f"{_days(event)}, the day of publication, as the sentence states no other"
    when = event.when
    if when is not None:
        counted = f", counted from {when.anchor}" if when.anchor else ""
        days = f"{when.start} … {when.end}" if when.start != when.end else f"{when.start}"
        value = days if when.value == days else f"{when.value} = {days}"
        meaning = f"{value} ({when.grain})" if when.start else f"{when.value}, no certain day"
        yield "date", f"“{when.span.of(article.text)}” is {meaning}{counted}, by {when.rule_id}"


def _cited(span: Span, article: Article, rule_id: str) -> str:
    return f"“{span.of(article.text)}” by {rule_id}"


def _code(actor: ActorRef | None) -> str:
    return actor.code if actor else "–"


def _days(event: Event) -> str:
    if event.start is None:
        return "undated"
    return f"{event.start}" if event.start == event.end else f"{event.start} … {event.end}"
