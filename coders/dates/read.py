"""Reads a text from left to right and resolves each expression in the light of those before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from codebook.records import Span
from coders.dates import absolute, eras, hours, quantity, relative
from coders.dates.recognise import Found, Grammar, Tokens, candidates, stretches
from coders.dates.scene import RANK, Meaning, Neighbour, Scene, Slots
from coders.dates.tense import clause, guess

Tense = Callable[[Span], str | None]
Read = tuple[Found, Meaning]
NONE: frozenset[str] = frozenset()
ESSAY = 400
"""Tokens of a text that is longer than a piece of news without a day."""

RESOLVE: dict[str, Callable[[Slots, Scene], Meaning | None]] = {
    "date": absolute.resolve_date,
    "days": absolute.resolve_days,
    "month": absolute.resolve_month,
    "year": absolute.resolve_year,
    "season": absolute.resolve_season,
    "holiday": absolute.resolve_holiday,
    "decade": eras.resolve_decade,
    "century": eras.resolve_century,
    "nth": absolute.resolve_nth,
    "period": relative.resolve_period,
    "weekday": relative.resolve_weekday,
    "deictic": relative.resolve_deictic,
    "today": relative.resolve_today,
    "nowadays": relative.nowadays,
    "distance": relative.resolve_distance,
    "discourse": relative.resolve_discourse,
    "then": relative.resolve_then,
    "daypart": hours.resolve_daypart,
    "night": hours.resolve_night,
    "clock": hours.resolve_clock,
    "duration": quantity.resolve_duration,
    "set": quantity.resolve_set,
    "ref": quantity.resolve_ref,
}
"""What each operation of a rule does; `decoy` is not among them, it only swallows its words."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its tokens and what it is read against."""

    text: str
    tokens: Tokens
    grammar: Grammar
    published: date | None
    tense: Tense | None

    def essay(self) -> bool:
        """Whether the text is long and has no weekday, clock time or other word of a day near publication."""
        return len(self.tokens.words) > ESSAY and not self.grammar.news.search(self.tokens.shape)

    def span(self, found: Found) -> Span:
        return Span(self.tokens.spans[found.first][0], self.tokens.spans[found.last - 1][1])

    def tags(self, at: int) -> frozenset[str]:
        """The tags of a token; none beyond the edges of the text."""
        shape = self.tokens.shape
        return self.grammar.symbols.tagsets.get(shape[at], NONE) if 0 <= at < len(shape) else NONE

    def neighbour(self, at: int) -> Neighbour:
        inside = 0 <= at < len(self.tokens.words)
        return Neighbour(self.tokens.words[at] if inside else "", self.tags(at))

    def opener(self, found: Found) -> int:
        """The last token before an expression that is no article or other filler."""
        at = found.first - 1
        while self._fills(at):
            at -= 1
        return at

    def _fills(self, at: int) -> bool:
        tags = self.tags(at)
        if "dot" in tags:  # of an abbreviation: `Nr. 2015`
            return "numbering" in self.tags(at - 1)
        return bool(tags & {"article", "approx"} and not tags & {"since", "from", "between", "over"})


def readings(page: Page) -> list[Read]:
    """What stands in the text."""
    done: list[Read] = []
    for start, end in stretches(page.tokens, page.grammar):
        at = start
        while at < end:
            found, meaning = _at(at, page, done)
            if found is not None and found.first > at:
                found, meaning = _without_context(found, meaning, page, done)
            if found is not None and meaning is not None:
                done.append((found, meaning))
            at = at + 1 if found is None else max(found.last, at + 1)
    return done


def _at(at: int, page: Page, done: list[Read]) -> tuple[Found | None, Meaning | None]:
    """The first reading at a token that holds; without a meaning when the words are a decoy."""
    for found in candidates(page.tokens, page.grammar, at):
        if found.rule.operation == "decoy":
            return found, None
        if not _free(found, page):
            continue
        try:
            meaning = RESOLVE[found.rule.operation](found.slots, _scene(found, page, done))
        except (ValueError, OverflowError):
            continue  # such as the 31st of June, or a time before the calendar begins
        if meaning is not None:
            return found, meaning
    return None, None


def _without_context(
    found: Found, meaning: Meaning | None, page: Page, done: list[Read]
) -> tuple[Found, Meaning | None]:
    """A reading that began with words of context, or the longer one that starts after these."""
    other, sense = _at(found.first, page, done)
    return (found, meaning) if other is None or other.last <= found.last else (other, sense)


def _free(found: Found, page: Page) -> bool:
    """Whether no hyphen or at sign ties the expression to a word beside it (`Mai-Kundgebung`)."""
    text, shape = page.text, page.tokens.shape
    start, end = page.span(found).start, page.span(found).end
    if _is_name(found, page):
        return False
    if start and text[start - 1] in "-_@#/" and text[max(0, start - 2)].isalnum():
        return found.first >= 2 and shape[found.first - 2] != "."
    if text[end - 1].isalpha() and text[end : end + 1] == "." and text[end + 1 : end + 2].islower():
        return False  # an address
    if text[end : end + 1] and text[end] in "-_@/" and text[end + 1 : end + 2].isalpha():
        known = found.last + 1 < len(shape) and shape[found.last + 1] != "."
        return known or found.rule.operation in ("duration", "ref")
    return True


def _is_name(found: Found, page: Page) -> bool:
    """Whether a capital within a sentence marks a name, where time words are written small."""
    lexicon, word = page.grammar.lexicon, page.tokens.words[found.first]
    if not lexicon.months_lowercase or not word.istitle() or found.rule.operation in ("holiday", "nth"):
        return False
    return found.first > 0 and page.tokens.words[found.first - 1][0].isalpha()


def _scene(found: Found, page: Page, done: list[Read]) -> Scene:
    sentence = page.tokens.sentence(found.first)

    def tense(*, narrow: bool = False) -> str | None:
        words, first, last = page.tokens.words, found.first, found.last
        bounds = clause(words, sentence, first, last) if narrow or page.tense else sentence
        if page.tense is not None:
            parsed = page.tense(page.span(found))
            mistaken = parsed == "present" and page.grammar.tenses.told(words[slice(*bounds)]) == {"past"}
            return "past" if mistaken else parsed
        return guess(words, bounds, first, last, page.grammar.tenses)

    def named() -> Iterator[tuple[Meaning, bool]]:
        for earlier, meaning in reversed(done):
            if meaning.timex_type in ("DATE", "TIME") and meaning.start is not None:
                yield meaning, earlier.first >= sentence[0]

    def words() -> list[str]:
        return page.tokens.words[slice(*sentence)]

    return Scene(
        published=page.published,
        named=named,
        tense=tense,
        clause_tense=partial(tense, narrow=True),
        head=page.tokens.words[found.first],
        beside=page.neighbour(found.first - 1),
        before=page.neighbour(page.opener(found)),
        after=page.neighbour(found.last),
        sentence=words,
        essay=page.essay,
        told=lambda: _told(found, page, done),
        latest=lambda: _latest(found, page, done),
        lexicon=page.grammar.lexicon,
    )


def _latest(found: Found, page: Page, done: list[Read]) -> Meaning | None:
    """The last date, or distance from a day, that the sentence or the one before it named."""
    here = page.tokens.sentence(found.first)[0]
    reach = page.tokens.sentence(max(here - 1, 0))[0]
    near = (meaning for earlier, meaning in reversed(done) if earlier.first >= reach)
    return next((m for m in near if m.start and (m.timex_type == "DATE" or m.anchor)), None)


def _told(found: Found, page: Page, done: list[Read]) -> date | None:
    """The begin of the last date with a year, where the same or the last sentence says `in`, `on` it.

    A bare year holds for its own sentence. What dates something else (`das Abkommen vom 3. Mai 2019`) tells
    nothing of what the text has come to.
    """
    if not done:
        return None
    earlier, meaning = done[-1]
    here = page.tokens.sentence(found.first)[0]
    reach = here if meaning.grain == "year" else page.tokens.sentence(max(here - 1, 0))[0]
    if meaning.timex_type != "DATE" or meaning.grain not in RANK or earlier.first < reach:
        return None
    opener = page.opener(earlier)
    if page.neighbour(opener).word.isalnum() and not page.tags(opener) & {"in", "on"}:
        return None
    return meaning.start
