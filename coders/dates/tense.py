"""A light guess at the tense of a sentence, for texts that no parser has read."""

from codebook.calendar import Cues
from coders.dates.recognise import Tokens

REACH = 60
"""Tokens to either side that are looked at: longer sentences are cut."""


def bounds(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """The tokens of the sentence around an expression, as a half-open range."""
    start, end = first, last
    while start > max(0, first - REACH) and not _ends_sentence(tokens, start - 1):
        start -= 1
    while end < min(len(tokens.words), last + REACH) and not _ends_sentence(tokens, end):
        end += 1
    return start, end


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    if word[0] == "\n" or word in "!?":
        return True
    if word != "." or at + 1 >= len(tokens.words):
        return word == "."
    before = tokens.words[at - 1] if at else ""
    return (
        (tokens.words[at + 1][:1].isupper()
        and not before.isdecimal()
        and len(before) > 3)
        or (tokens.words[at + 1] in '„“"»')
    )


def guess(tokens: Tokens, first: int, last: int, cues: Cues) -> str | None:
    """past, future, present or None, by the nearest cue in the sentence; commas count as distance."""
    start, end = bounds(tokens, first, last)
    best: tuple[int, str] | None = None
    for step, stop in ((-1, start - 1), (1, end)):
        distance = 0
        for at in range(first - 1 if step < 0 else last, stop, step):
            word = tokens.words[at]
            distance += 6 if word in {",", ";", ":"} else 1
            found = cue(word, cues)
            if at + 1 < end and f"{word} {tokens.words[at + 1]}".lower() in cues.future:
                found = "future"
            if found and (best is None or distance < best[0]):
                best = (distance, found)
    return best[1] if best else None


def cue(word: str, cues: Cues) -> str | None:
    """The tense that a word gives away by itself or by its ending."""
    lower = word.lower()
    if lower in cues.future:
        return "future"
    if lower in cues.past:
        return "past"
    if lower in cues.present:
        return "present"
    if lower in cues.ordinary or len(word) < 5 or word != lower:
        return None
    if cues.future_endings and lower.endswith(cues.future_endings):
        return "future"
    return "past" if cues.past_endings and lower.endswith(cues.past_endings) else None
