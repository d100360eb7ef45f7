"""Which events a change of the codebook gains, loses and changes on a corpus."""

import io
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from codebook.errors import Terminal
from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import ActorRef, Article, Coded, Event
from flows.settings import Settings
from flows.steps import code_one

SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Difference:
    """An event that one codebook codes and the other does not, or codes otherwise at the same words."""

    article: Article
    before: Event | None
    after: Event | None

    @property
    def change(self) -> str:
        if self.before is None:
            return "gained"
        return "lost" if self.after is None else "changed"

    @property
    def sentence(self) -> str:
        event = self.after or self.before
        assert event is not None
        return " ".join(event.sentence.of(self.article.text).split())


def codebook_named(name: str) -> Lexicon:
    """A whole codebook in a folder, a folder laid over the shipped one, `shipped`, or that of a git revision.

    A revision is looked up in the repository of the working directory, in its folder `codebook`. Word forms
    for the lemmatizer (`lemma_forms.csv`) are those of the installation: they belong to the pipelines.
    Raises CodebookError when the codebook does not hold, Terminal when there is none of this name.
    """
    folder = Path(name)
    if folder.is_dir():
        whole = (folder / "ontology").is_dir() and (folder / "actors").is_dir()
        return load_lexicon(folder) if whole else load_lexicon(overlays=[folder])
    if name == SHIPPED:
        return load_lexicon()
    with TemporaryDirectory() as place:
        with tarfile.open(fileobj=io.BytesIO(_archive(name))) as archive:
            archive.extractall(place, filter="data")
        return load_lexicon(Path(place) / "codebook")


def _archive(revision: str) -> bytes:
    """The folder `codebook` of a git revision as a tar file."""
    command = ["git", "archive", "--format=tar", revision, ":/codebook"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"").decode("utf-8", "replace").strip() or str(error)
        raise Terminal(
            f"{revision!r} is neither a folder, nor {SHIPPED!r}, nor a git revision with a folder codebook "
            f"(git says: {said})"
        ) from error
    return done.stdout


def differences(
    articles: Iterable[Article], old: Lexicon, new: Lexicon, settings: Settings
) -> Iterator[Difference]:
    """What differs, article by article, in the order of the texts."""
    for article in articles:
        before, after = (code_one(Coded(article), settings, codebook).events for codebook in (old, new))
        found = _paired(before, after)
        yield from (Difference(article, *pair) for pair in sorted(found, key=_place))


def told(event: Event) -> str:
    """An event in one line: source, code, target, days, status."""
    days = "–" if event.start is None else event.start.isoformat()
    if event.end != event.start:
        days += f"..{event.end}"
    return f"{_code(event.source)} {event.code} {_code(event.target)} {days} {event.status.value}"


def _paired(before: Sequence[Event], after: Sequence[Event]) -> Iterator[tuple[Event | None, Event | None]]:
    """Events without an equal in the other list: in pairs if they stand at the same words, else alone.

    An event is equal if it is told alike by the same words, by whichever rule.
    """
    lost, gained = list(before), list(after)
    for event in before:
        equal = next((e for e in gained if _key(e) == _key(event)), None)
        if equal is not None:
            lost.remove(event)
            gained.remove(equal)
    for event in lost:
        at_place = [other for other in gained if other.trigger == event.trigger]
        other = max(at_place, key=lambda one: _likeness(one, event), default=None)
        if other is not None:
            gained.remove(other)
        yield event, other
    yield from ((None, event) for event in gained)


def _key(event: Event) -> tuple[object, ...]:
    return (event.trigger, told(event))


def _likeness(one: Event, other: Event) -> int:
    return sum(a == b for a, b in zip(told(one).split(), told(other).split(), strict=True))


def _place(pair: tuple[Event | None, Event | None]) -> tuple[int, str]:
    event = pair[0] or pair[1]
    assert event is not None
    return (event.trigger.start, told(event))


def _code(actor: ActorRef | None) -> str:
    return actor.code if actor else "–"
