"""What words before and between expressions make of them: since, from … to, between … and."""

from dataclasses import replace
from datetime import date

from coders.dates.periods import DAY
from coders.dates.recognise import Found, Grammar, Tokens
from coders.dates.scene import Meaning

Read = tuple[Found, Meaning]


def linked(readings: list[Read], tokens: Tokens, grammar: Grammar, published: date | None) -> list[Read]:
    """The readings, those after `since` running to publication, those of a range sharing its interval."""
    out = [(found, _since(found, meaning, tokens, grammar, published)) for found, meaning in readings]
    for i in range(len(out) - 1):
        (one, start), (two, end) = out[i], out[i + 1]
        if not _joined(one, two, tokens, grammar):
            continue
        start, end = _ordered(start, end, published)
        if (
            start.start
            and end.end
            and start.start <= end.end
            and start.timex_type == end.timex_type == "DATE"
        ):
            out[i] = (one, replace(start, end=end.end))
            out[i + 1] = (two, replace(end, start=start.start))
    return out


def tags_at(tokens: Tokens, grammar: Grammar, at: int) -> frozenset[str]:
    """The tags of a token; none beyond the edges of the text."""
    return frozenset(grammar.symbols.tags(tokens.words[at])) if 0 <= at < len(tokens.words) else frozenset()


def before(found: Found, tokens: Tokens, grammar: Grammar) -> int:
    """The last token before an expression that is no article or other filler."""
    at = found.first - 1
    while (
        at >= 0
        and tags_at(tokens, grammar, at) & {"article", "approx"}
        and not (tags_at(tokens, grammar, at) & {"since", "from", "between"})
    ):
        at -= 1
    return at


def _since(
    found: Found, meaning: Meaning, tokens: Tokens, grammar: Grammar, published: date | None
) -> Meaning:
    if meaning.timex_type == "DURATION" or published is None or meaning.start is None:
        return meaning
    tags = tags_at(tokens, grammar, before(found, tokens, grammar))
    if not tags & {"since", "starting"} or meaning.start > published or "since" in found.slots:
        return meaning
    return replace(meaning, end=max(published, meaning.end or published))


def _joined(one: Found, two: Found, tokens: Tokens, grammar: Grammar) -> bool:
    """Whether a word or dash between two expressions makes them the ends of a range."""
    between = [tags_at(tokens, grammar, at) for at in range(one.last, two.first)]
    between = [tags for tags in between if not (tags & {"article", "dot", "on"}) or tags & {"until", "to"}]
    if len(between) != 1 and not (len(between) == 2 and {"until", "to"} & between[0] and {"to"} & between[1]):
        return False
    tags, opener = between[0], tags_at(tokens, grammar, before(one, tokens, grammar))
    if {"until", "dash"} & tags:
        return True
    return ("to" in tags and "from" in opener) or ("and" in tags and "between" in opener)


def _ordered(start: Meaning, end: Meaning, published: date | None) -> tuple[Meaning, Meaning]:
    """Two weekdays of a range in order: moved by a week, away from publication, where they are not."""
    if not (start.start and end.start and end.start < start.start and published):
        return start, end
    if start.grain != "day" or end.grain != "day" or (start.start - end.start).days > 7:
        return start, end
    if start.anchor is None or end.anchor is None:
        return start, end
    if end.start <= published and start.start <= published:
        return _moved(start, -7), end
    return start, _moved(end, 7)


def _moved(meaning: Meaning, days: int) -> Meaning:
    assert meaning.start is not None and meaning.end is not None
    moved = meaning.start + days * DAY
    value = moved.isoformat() + meaning.value[10:]
    return replace(meaning, value=value, start=moved, end=meaning.end + days * DAY)
