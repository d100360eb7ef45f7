"""What passes between the steps of ingest."""

from dataclasses import dataclass

from codebook.records import Article, Reason, Reject, Stage, digest


@dataclass(frozen=True, slots=True)
class Document:
    """One text as a file held it, with what the file said about it.

    `origin` names the file, and the line or record in it. `declared` is a language that the page or feed
    claims, believed only when the text itself does not tell; `lang` is one that the user states.
    """

    origin: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    lang: str | None = None
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """What ingest makes of one document: an article, or none, and what had to be refused."""

    article: Article | None
    rejects: tuple[Reject, ...] = ()


def refuse(reason: Reason, detail: str, *, origin: str, article_id: str | None = None) -> Reject:
    """A reject of ingest; equal input gives an equal id."""
    reject_id = digest(Stage.INGEST, reason, origin, detail)
    return Reject(reject_id, Stage.INGEST, reason, detail, article_id=article_id, origin=origin)
