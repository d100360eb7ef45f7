"""The temporal tagger: finds time expressions and says which days they mean.

The grammar of a language is data (`lang/<xx>/dates.toml`); here are the calendar and the rules of
resolution. Values follow TIMEX3 (ISO-TimeML). Without a day of publication what is absolute is
resolved and nothing else.
"""

from collections.abc import Callable
from datetime import date

from codebook.calendar import DateLexicon
from codebook.records import Span, TimeRef
from coders.dates import absolute, quantity, relative
from coders.dates.link import Read, before, linked, tags_at
from coders.dates.recognise import Found, Grammar, Tokens, candidates, compile_grammar, stretches, tokenize
from coders.dates.scene import Meaning, Neighbour, Scene, Slots
from coders.dates.tense import bounds, guess

Tense = Callable[[Span], str | None]

RESOLVE: dict[str, Callable[[Slots, Scene], Meaning | None]] = {
    "date": absolute.resolve_date,
    "month": absolute.resolve_month,
    "year": absolute.resolve_year,
    "season": absolute.resolve_season,
    "holiday": absolute.resolve_holiday,
    "decade": absolute.resolve_decade,
    "century": absolute.resolve_century,
    "nth": absolute.resolve_nth,
    "period": relative.resolve_period,
    "weekday": relative.resolve_weekday,
    "deictic": relative.resolve_deictic,
    "today": relative.resolve_today,
    "nowadays": relative.nowadays,
    "distance": relative.resolve_distance,
    "discourse": relative.resolve_discourse,
    "daypart": relative.resolve_daypart,
    "night": relative.resolve_night,
    "clock": relative.resolve_clock,
    "duration": quantity.resolve_duration,
    "set": quantity.resolve_set,
    "ref": quantity.resolve_ref,
}
"""What each operation of a rule does; `decoy` is not among them, it only swallows its words."""


def tag(
    text: str, *, lexicon: DateLexicon, published: date | None, tense: Tense | None = None
) -> list[TimeRef]:
    """The time expressions of a text in order, without overlap.

    `text` is folded (NFC, Serbian in Latin script) and spans point into it. `tense` gives past, future,
    present or None for the clause of a span; without it a guess is made from the words of the sentence.
    """
    grammar = compile_grammar(lexicon)
    tokens = tokenize(text, grammar)
    if tokens is None:
        return []
    readings = linked(_readings(text, tokens, grammar, published, tense), tokens, grammar, published)
    return [_reference(found, meaning, tokens) for found, meaning in readings]


def _readings(
    text: str, tokens: Tokens, grammar: Grammar, published: date | None, tense: Tense | None
) -> list[Read]:
    """What stands in the text, each expression resolved in the light of those before it."""
    readings: list[Read] = []
    narrative: date | None = None
    named_at = 0
    for start, end in stretches(tokens, grammar):
        at = start
        while at < end:
            reading = _read(at, text, tokens, grammar, published, narrative, named_at, tense)
            if reading is None:
                at += 1
                continue
            found, meaning = reading
            at = max(found.last, at + 1)
            if meaning is None:
                continue
            readings.append((found, meaning))
            if meaning.grain == "day" and meaning.start and meaning.timex_type in ("DATE", "TIME"):
                narrative, named_at = meaning.end, found.first
    return readings


def _read(
    at: int,
    text: str,
    tokens: Tokens,
    grammar: Grammar,
    published: date | None,
    narrative: date | None,
    named_at: int,
    tense: Tense | None,
) -> tuple[Found, Meaning | None] | None:
    """The first reading at a token that holds; without a meaning when the words are a decoy."""
    for found in candidates(tokens, grammar, at):
        if found.rule.operation == "decoy":
            return found, None
        if not _free(found, text, tokens):
            continue
        scene = _scene(found, tokens, grammar, published, narrative, named_at, tense)
        try:
            meaning = RESOLVE[found.rule.operation](found.slots, scene)
        except (ValueError, OverflowError):
            continue  # such as the 31st of June, or a time before the calendar begins
        if meaning is not None:
            return found, meaning
    return None


def _free(found: Found, text: str, tokens: Tokens) -> bool:
    """Whether no hyphen or at sign ties the expression to a word beside it (`Mai-Kundgebung`)."""
    start, end = tokens.spans[found.first][0], tokens.spans[found.last - 1][1]
    if start and text[start - 1] in "-_@#/" and text[max(0, start - 2)].isalnum():
        return found.first >= 2 and tokens.shape[found.first - 2] != "."
    if text[end : end + 1] and text[end] in "-_@/" and text[end + 1 : end + 2].isalpha():
        known = found.last + 1 < len(tokens.shape) and tokens.shape[found.last + 1] != "."
        return known or found.rule.operation in ("duration", "ref")
    return True


def _scene(
    found: Found,
    tokens: Tokens,
    grammar: Grammar,
    published: date | None,
    narrative: date | None,
    named_at: int,
    tense_of: Tense | None,
) -> Scene:
    def tense_here() -> str | None:
        if tense_of is not None:
            return tense_of(_span(found, tokens))
        return guess(tokens, found.first, found.last, grammar.symbols.lexicon.cues)

    def sentence() -> frozenset[str]:
        start, end = bounds(tokens, found.first, found.last)
        return frozenset(word.lower() for word in tokens.words[start:end])

    left = before(found, tokens, grammar)
    same_sentence = narrative and bounds(tokens, found.first, found.last)[0] <= named_at
    return Scene(
        published=published,
        narrative=narrative,
        clause_day=narrative if same_sentence else None,
        tense=tense_here,
        head=tokens.words[found.first],
        beside=_neighbour(found.first - 1, tokens, grammar),
        before=_neighbour(left, tokens, grammar),
        after=_neighbour(found.last, tokens, grammar),
        sentence=sentence,
        lexicon=grammar.symbols.lexicon,
    )


def _neighbour(at: int, tokens: Tokens, grammar: Grammar) -> Neighbour:
    word = tokens.words[at] if 0 <= at < len(tokens.words) else ""
    return Neighbour(word, tags_at(tokens, grammar, at))


def _span(found: Found, tokens: Tokens) -> Span:
    return Span(tokens.spans[found.first][0], tokens.spans[found.last - 1][1])


def _reference(found: Found, meaning: Meaning, tokens: Tokens) -> TimeRef:
    return TimeRef(
        span=_span(found, tokens),
        start=meaning.start,
        end=meaning.end,
        grain=meaning.grain,
        value=meaning.value,
        timex_type=meaning.timex_type,
        anchor=meaning.anchor,
        rule_id=found.rule.rule_id,
    )
