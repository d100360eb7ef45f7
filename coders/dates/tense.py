"""A light guess at the tense of a sentence, for texts that no parser has read."""

from codebook.calendar import DateLexicon

REACH = 60
"""Tokens to either side that are looked at."""
ENDING = 3
"""By how many tokens a cue that is only an ending counts as farther away."""
WEAK = 8
"""By how many a present that is only an ending does."""
JOIN = 4
"""As how many tokens `and` counts, behind which another verb may stand."""
BREAKS = frozenset({",", ";", ":", "–"})
_KNOWN_MAX = 50_000


class Tenses(dict[str, str | None]):
    """Maps a word to the tense that it gives away, by itself or by its ending."""

    def __init__(self, lexicon: DateLexicon) -> None:
        super().__init__()
        self.cues = cues = lexicon.cues
        self.joins = frozenset(word for word, tags in lexicon.words.items() if "and" in tags)
        self.small_only = lexicon.nouns_capitalised
        strong = tuple(cue for cue in cues.past if len(cue) > 3 and " " not in cue)
        self.prefixed = strong if cues.present_endings else ()
        self.pairs = frozenset(cue for cue in cues.future if " " in cue)

    def __missing__(self, word: str) -> str | None:
        if len(self) > _KNOWN_MAX:
            self.clear()
        self[word] = tense = self._of(word)
        return tense

    def _of(self, word: str) -> str | None:
        lower = word.lower()
        if self.small_only and word != lower:
            return None  # a noun: `das Treffen am Montag`
        for tense in ("future", "past", "present", "auxiliary"):
            if lower in getattr(self.cues, tense):
                return tense
        if lower in self.cues.ordinary or len(word) < 5 or word != lower:
            return None
        if self.cues.future_endings and lower.endswith(self.cues.future_endings):
            return "future"
        if self.cues.past_endings and lower.endswith(self.cues.past_endings):
            return "past"
        if self.cues.participle.fullmatch(lower):
            return None
        if self.prefixed and len(lower) > 6 and lower.endswith(self.prefixed):
            return "past"  # zurücktrat
        return "present" if lower.endswith(self.cues.present_endings) else None

    def weakness(self, word: str) -> int:
        """By how many tokens a word counts as farther away when only its ending speaks for its tense."""
        lower = word.lower()
        if lower in self.cues.future or lower in self.cues.past or lower in self.cues.present:
            return 0
        return WEAK if self[word] == "present" else ENDING

    def told(self, words: list[str]) -> set[str]:
        """The tenses of which words of the list of cues stand among these; a parser may take `empfing` for
        a present.
        """
        cues = self.cues
        forms = {word for word in words if word.islower() or not self.small_only}
        kinds = {"past": cues.past, "future": cues.future, "present": cues.present | cues.auxiliary}
        return {tense for tense, known in kinds.items() if forms & known}

    def perfect(self, words: list[str], at: int, sentence: tuple[int, int]) -> bool:
        """Whether a participle makes the auxiliary at a place a past: right before it, or behind it
        and before the next comma.
        """
        end = at + 1
        while end < sentence[1] and words[end] not in BREAKS:
            end += 1
        near = words[max(sentence[0], at - 2) : at] + words[at + 1 : self._finite(words, at + 1, end)]
        return any(self.cues.participle.fullmatch(word) or self.weakness(word) == WEAK for word in near)

    def _finite(self, words: list[str], at: int, end: int) -> int:
        """The place of the next finite verb, whose participle it is: `ist alt und lebt zurückgezogen`."""
        finite = self.cues.stative | self.cues.present
        verbs = (place for place in range(at, end) if words[place] in finite)
        return next((place for place in verbs if words[place] not in self.cues.auxiliary), end)


def sentence_ends(words: list[str], lexicon: DateLexicon) -> list[int]:
    """The tokens that begin a sentence after the first, and the end of the text."""
    ends = [at + 1 for at, word in enumerate(words) if word in ".!?…" or word[0] == "\n"]
    return [end for end in ends if _ends_sentence(words, end - 1, lexicon)]


def _ends_sentence(words: list[str], at: int, lexicon: DateLexicon) -> bool:
    """Whether a mark ends its sentence; a full stop does not after `3`, `Dr` or `z`, but does after `Uhr`."""
    if words[at] != "." or at + 1 >= len(words):
        return True
    before, after = words[at - 1] if at else "", words[at + 1]
    short = len(before) == 1 or (len(before) <= 3 and before.istitle() and not _is_word(before, lexicon))
    return not (
        after[:1].islower() or (before.isdecimal() and len(before) < 4) or (before.isalpha() and short)
    )


def _is_word(short: str, lexicon: DateLexicon) -> bool:
    """Whether a short word is none of abbreviation: it has a vowel and stands in no list of these."""
    shortened = {"abbreviation", "numbering", "month_abbr", "weekday_abbr"}
    return bool(set(short.lower()) & set("aeiouyäöü")) and not lexicon.words.get(short, {}).keys() & shortened


def clause(words: list[str], sentence: tuple[int, int], first: int, last: int) -> tuple[int, int]:
    """The part of a sentence between two commas in which an expression stands."""
    start, end = first, last
    while start > sentence[0] and words[start - 1] not in BREAKS:
        start -= 1
    while end < sentence[1] and words[end] not in BREAKS:
        end += 1
    return start, end


def guess(words: list[str], sentence: tuple[int, int], first: int, last: int, tenses: Tenses) -> str | None:
    """past, future, present or None, by the nearest cue in the sentence; commas count as distance."""
    start, end = sentence
    best, nearest = None, 10_000
    for step in (-1, 1):
        distance, at = 0, first - 1 if step < 0 else last
        while start <= at < end and distance < min(nearest, REACH):
            word = words[at].lower() if at == start and not tenses.small_only else words[at]
            distance += 6 if word in BREAKS else JOIN if word in tenses.joins else 1
            found = tenses[word]
            if tenses.pairs and at + 1 < end and f"{word} {words[at + 1]}".lower() in tenses.pairs:
                found = "future"
            if found == "auxiliary":
                found = "past" if tenses.perfect(words, at, sentence) else None
            weight = distance + (tenses.weakness(word) if found else 0)
            if found and weight < nearest:
                best, nearest = found, weight
            at += step
    return best
