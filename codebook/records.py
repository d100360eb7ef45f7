"""The records that pass between ingest, coder and warehouse.

All are frozen. Offsets are half-open, count Unicode code points and point into `Article.text` as it
was given, whatever folding the coder does on the way.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Language(StrEnum):
    """Languages with a folder in the codebook, which says what they are called (codebook/languages.py)."""

    GERMAN = "de"
    SERBIAN = "sr"
    ENGLISH = "en"
    CROATIAN = "hr"
    BOSNIAN = "bs"


class Status(StrEnum):
    """Whether the act took place, by what the sentence says."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class DateBasis(StrEnum):
    """Where an event's date comes from: its text, the publication date, or nowhere."""

    TEXT = "text"
    PUBLISHED = "published"
    NONE = "none"


class PublishedBasis(StrEnum):
    """Where an article's publication date comes from."""

    METADATA = "metadata"
    INFERRED = "inferred"
    NONE = "none"


class Role(StrEnum):
    """The part an actor plays in an event."""

    SOURCE = "source"
    TARGET = "target"


class Reason(StrEnum):
    """Why an article, or a sentence of it, gave nothing."""

    EMPTY = "empty"
    BINARY = "binary"
    BAD_ENCODING = "bad_encoding"
    BAD_JSON = "bad_json"
    BAD_RECORD = "bad_record"
    BAD_DATE = "bad_date"
    TOO_LONG = "too_long"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    UNMATCHED = "unmatched"
    CODER_FAILED = "coder_failed"


class Stage(StrEnum):
    """The step at which a reject arose."""

    INGEST = "ingest"
    CODE = "code"
    LOAD = "load"


def digest(*parts: str | None) -> str:
    """Sixteen hexadecimal digits that depend on every part and on their order."""
    joined = "\x1f".join("" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """One news text as it was given.

    `title` is coded too when it is not already the beginning of `text`: ingest then puts it in front,
    so that every offset points into `text`. `published` is absent when nobody says when it appeared.
    """

    article_id: str
    text: str
    language: Language | None = None
    published: date | None = None
    published_basis: PublishedBasis = PublishedBasis.NONE
    title: str | None = None
    source: str | None = None
    url: str | None = None

    @staticmethod
    def identify(text: str, *, url: str | None, published: date | None) -> str:
        """The id of an article: a hash of what it says, where it stood and when."""
        return digest(text, url, published.isoformat() if published else None)


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression and what it means.

    [start, end] are inclusive days, both absent when the text does not say enough; `grain` names the
    unit of the expression (day, week, month, …); `value` is its TIMEX3 value (`2024-10-14`,
    `2024-W41`, `XXXX-05-07`, `P3D`, `PRESENT_REF`); `timex_type` is DATE, TIME, DURATION or SET;
    `anchor` is the day that a relative expression was counted from.
    """

    span: Span
    start: date | None
    end: date | None
    grain: str
    value: str
    timex_type: str
    anchor: date | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as an event names it: CAMEO code, the characters, and how the code was found.

    `actor_id` names the person, organisation or group in the codebook when there is one;
    `steps` are the resolution steps in words, for `whowhom explain`.
    """

    role: Role
    span: Span
    code: str
    actor_id: str | None
    rule_id: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A cue that changes what a sentence claims: negation, condition, plan, report."""

    kind: str
    span: Span
    rule_id: str


@dataclass(frozen=True, slots=True)
class Event:
    """One coded statement of a sentence: who did what to whom, when, and why we think so.

    `sentence` and `trigger` are spans; `code` is a CAMEO event code; `when` is the expression that
    dates the event, and `start`/`end` the interval in force after `date_basis` was decided;
    `attribution` is who says so, if the sentence names one; `confidence` lies in [0, 1].
    """

    event_id: str
    article_id: str
    sentence_number: int
    sentence: Span
    trigger: Span
    code: str
    source: ActorRef | None
    target: ActorRef | None
    when: TimeRef | None
    start: date | None
    end: date | None
    grain: str | None
    date_basis: DateBasis
    status: Status
    attribution: ActorRef | None
    qualifiers: tuple[Qualifier, ...]
    rule_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reject:
    """Something that could not be read, dated or coded, and why, in words a person understands."""

    reject_id: str
    stage: Stage
    reason: Reason
    detail: str
    article_id: str | None = None
    origin: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder makes of one article. `article` carries the language that was used."""

    article: Article
    events: tuple[Event, ...] = ()
    rejects: tuple[Reject, ...] = ()
    timexes: tuple[TimeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline and what made its results: for re-running and for comparing."""

    run_id: str
    logical_date: date
    started_at: datetime
    codebook_hash: str
    pipeline_versions: dict[str, str] = field(default_factory=dict)
    code_version: str = ""
