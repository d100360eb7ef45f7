"""What an expression is resolved against, and what it comes to mean."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from codebook.calendar import DateLexicon, Value
from coders.dates import periods
from coders.dates.periods import Period

Slots = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A token beside an expression, with its tags; an empty word at the edge of the text."""

    word: str
    tags: frozenset[str]


RANK = {"day": 0, "week": 1, "weekend": 1, "month": 2, "quarter": 3, "season": 3, "half": 3, "year": 4}
"""Grains from fine to coarse; what is not listed is coarser."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an expression stands: the day of publication, what the text named before, its tense.

    `tense` looks at the whole sentence where there is no parse, `clause_tense` no farther than the commas;
    `named` gives the resolved dates before it, the last first, and whether its own sentence holds them;
    `head` is the first word of the expression, `beside` and `after` the tokens around it, `before` the
    token before it that is no article or other filler; `sentence` the words of its sentence; `essay` tells
    whether the text is long and names no day near publication; `told` gives the begin of the date with a
    year that an account has come to, `latest` the last date of this sentence or the one before.
    """

    published: date | None
    named: Callable[[], Iterator[tuple["Meaning", bool]]]
    tense: Callable[[], str | None]
    clause_tense: Callable[[], str | None]
    head: str
    beside: Neighbour
    before: Neighbour
    after: Neighbour
    sentence: Callable[[], list[str]]
    essay: Callable[[], bool]
    told: Callable[[], date | None]
    latest: Callable[[], "Meaning | None"]
    lexicon: DateLexicon

    def base(self, grain: str) -> date | None:
        """The day that the discourse counts such units from: of the last date named that fine, else
        publication; None when the last date named is too coarse to count from.
        """
        for place, (meaning, _) in enumerate(self.named()):
            if RANK.get(meaning.grain, 5) <= RANK.get(grain, 5):
                return meaning.end
            if place == 0 and not _holds(meaning, self.published):
                return None
        return self.published

    def day_of_sentence(self) -> date | None:
        """The last day that the sentence named before the expression, else publication."""
        days = (meaning.end for meaning, here in self.named() if here and meaning.grain == "day")
        return next(days, self.published)

    @property
    def opens(self) -> bool:
        """Whether the expression begins a sentence or follows a mark, so that its capital means nothing."""
        return not self.before.word[:1].isalnum()

    def around(self) -> date | None:
        """The day near which a month or day without a year lies: publication, or what an account of the
        past has come to (`Im Mai 1968 streikten die Studenten, im Juni wurde gewählt`).
        """
        told = self.told()
        if told is None or self.published is None or told.year >= self.published.year:
            return self.published
        return told if self.direction() == "past" else self.published

    def direction(self) -> str | None:
        """past, future, present or None; `since` makes it past, `for`, `until` without a tense future."""
        tense = self.tense()
        if "starting" in self.before.tags and tense != "past":
            return "future"
        if "since" in self.before.tags and "until" not in self.before.tags:
            return "past" if tense != "future" else "future"
        if tense is None and ("until" in self.before.tags or self._is_listing()):
            return "future"
        return tense

    def _is_listing(self) -> bool:
        """`Montag, 19 Uhr, Pfarrsaal: Vortrag`: an hour behind a comma, without a verb, announces."""
        words = self.sentence() if self.after.word == "," else []
        return any("oclock" in self.lexicon.words.get(word, {}) for word in words)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A resolved expression: TIMEX3 type and value, inclusive days, grain, the day counted from."""

    timex_type: str
    value: str
    start: date | None
    end: date | None
    grain: str
    anchor: date | None = None


def _holds(meaning: Meaning, when: date | None) -> bool:
    return bool(when and meaning.start and meaning.end and meaning.start <= when <= meaning.end)


def dated(period: Period, *, anchor: date | None = None) -> Meaning:
    """A DATE that is a period of the calendar."""
    return Meaning("DATE", period.value, period.start, period.end, period.grain, anchor)


def undated(grain: str, value: str | None = None) -> Meaning:
    """A DATE of which the text does not say enough; its value keeps what is known."""
    return Meaning("DATE", value or periods.UNKNOWN[grain], None, None, grain)


def timed(meaning: Meaning, daypart: Value | None) -> Meaning:
    """The meaning with a part of the day added, as a TIME; the interval stays one of days."""
    if daypart is None:
        return meaning
    return replace(meaning, timex_type="TIME", value=f"{meaning.value}T{daypart}")


def possible(meaning: Meaning, scene: Scene) -> Meaning:
    """The meaning, without its days where the past would lie ahead: `Zwei Tage später ließ er ihn frei`,
    counted from a day that the text does not name. The value is still counted from publication, as
    TimeML's annotators do.
    """
    ahead = scene.published is not None and meaning.start is not None and meaning.start > scene.published
    return replace(meaning, start=None, end=None) if ahead and scene.direction() == "past" else meaning


def narrowed(meaning: Meaning, edge: Value | None) -> Meaning:
    """The beginning, middle or end of what is meant; the value stays (TIMEX3 has it in `mod`)."""
    if edge is None or meaning.start is None or meaning.end is None:
        return meaning
    whole = Period(meaning.grain, meaning.start, meaning.end, meaning.value)
    cut = periods.part(whole, str(edge))
    return replace(meaning, start=cut.start, end=cut.end)


def chosen(options: list[Period], scene: Scene) -> Period:
    """Of a period that comes back (a May, a Christmas), the one that the tense means.

    Past: the latest that has begun by publication; future: the first that has not ended; present: the
    next if it is less than three quarters of a year away. Otherwise the past one, unless the next is four
    times nearer.
    """
    published = scene.published
    assert published is not None
    around = scene.around()
    begun = [option for option in options if option.start <= published]
    if around is not None and around != published:
        return next((option for option in begun if option.end >= around), begun[-1])
    ahead = [option for option in options if option.end >= published]
    if not begun or not ahead:
        return (begun or ahead)[-1 if begun else 0]
    last, following = begun[-1], ahead[0]
    since, until = (published - last.end).days, (following.start - published).days
    direction = scene.direction()
    if direction == "future" or (direction == "present" and until < 270):
        return following
    return following if direction != "past" and until * 4 <= since else last
