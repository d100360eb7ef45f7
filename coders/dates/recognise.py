"""Finds time expressions: tokens become one character each, patterns are regular expressions over these.

Every set of tags that a word may bear has a character of its own, so a text turns into a string of one
character a token in which all words that mean nothing here are a full stop. The patterns of the lexicon
are compiled against that string, and only stretches that hold a telling word are looked at.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from codebook.calendar import DateLexicon, Value
from coders.dates.patterns import Rule, compile_rule
from coders.dates.symbols import TOKEN, Symbols
from coders.dates.tense import Tenses, sentence_ends

CORE = frozenset(
    (
        *("year4", "fulldate", "daymonth", "oclock", "weekday", "weekday_abbr", "weekday_set"),
        *("weekpart", "month", "month_abbr", "season", "holiday", "unit", "units", "decade"),
        *("decade_adj", "decade_year", "century", "deixis", "today", "today_adj", "daypart"),
        *("daypart_long", "night", "overnight", "freq", "long", "ref", "ref_adverb", "dirunit"),
        *("weekend", "last_night", "today_part", "this_night", "season_now", "unit_acc", "quarter_code"),
        *("clock_digits", "clock_pm", "clock_word", "bc", "pm", "clocktime", "someday", "ih", "ex"),
        *("lasting", "lasting_unit", "daypart_noun", "then", "since_then"),
    )
)
"""Tags of which every expression holds one at least."""
DAILY = ("weekday", "weekday_abbr", "weekpart", "deixis", "last_night", "today_part", "oclock")
"""Tags of words that tell of days near publication."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a rule matches: tokens [first, last) are the expression, `slots` its parts,
    the second of a kind with `_2` to its name.
    """

    rule: Rule
    first: int
    last: int
    slots: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of one lexicon; `starts` gives the rules that a character may begin."""

    lexicon: DateLexicon
    symbols: Symbols
    tenses: Tenses
    starts: dict[str, tuple[Rule, ...]]
    core: re.Pattern[str]
    news: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, their offsets, the string with one character for each, sentence ends."""

    words: list[str]
    spans: list[tuple[int, int]]
    shape: str
    ends: list[int]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which a token stands, as a half-open range of tokens."""
        number = bisect_right(self.ends, at)
        return (self.ends[number - 1] if number else 0), (
            self.ends[number] if number < len(self.ends) else len(self.words)
        )


@lru_cache(maxsize=8)
def compile_grammar(lexicon: DateLexicon) -> Grammar:
    """The grammar of a lexicon, compiled once."""
    symbols = Symbols(lexicon)
    rules = [compile_rule(entry, symbols) for entry in lexicon.patterns]
    starts = {
        character: tuple(rule for rule in rules if character in rule.first) for character in symbols.tagsets
    }
    telling = "".join({character for tag in CORE for character in symbols.last_characters(tag)})
    numeric = "".join(f"[{symbols.holding(tag)}]" for tag in ("day", "dot", "monthnum", "dot"))
    core = re.compile(f"[{telling}]|{numeric}")
    daily = "".join({character for tag in DAILY for character in symbols.last_characters(tag)})
    return Grammar(lexicon, symbols, Tenses(lexicon), starts, core, re.compile(f"[{daily}]"))


def tokenize(text: str, grammar: Grammar) -> Tokens | None:
    """The tokens of a text, or None when no word of it can be part of an expression."""
    words = TOKEN.findall(text)
    shape = "".join(map(grammar.symbols.__getitem__, words))
    if not grammar.core.search(shape):
        return None
    spans = list(map(re.Match.span, TOKEN.finditer(text)))
    return Tokens(words, spans, shape, sentence_ends(words, grammar.lexicon))


def stretches(tokens: Tokens, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Runs of tokens that mean something, of those that hold a telling one."""
    end = 0
    while core := grammar.core.search(tokens.shape, end):
        start = max(tokens.shape.rfind(gap, end, core.start()) for gap in ".\n") + 1
        ends = [at for gap in ".\n" if (at := tokens.shape.find(gap, core.start())) >= 0]
        start, end = max(start, end), min(ends, default=len(tokens.shape))
        yield start, end


def candidates(tokens: Tokens, grammar: Grammar, position: int) -> Iterator[Found]:
    """What the rules make of the tokens from a position on, the longest reading first."""
    shape = tokens.shape
    matches = [
        (match.end(), rule, match)
        for rule in grammar.starts.get(shape[position], ())
        if (match := rule.regex.match(shape, position))
    ]
    if len(matches) > 1:
        matches.sort(key=lambda entry: -entry[0])
    for _, rule, match in matches:
        yield _read(rule, match, tokens, grammar.symbols)


def _read(rule: Rule, match: re.Match[str], tokens: Tokens, symbols: Symbols) -> Found:
    """The expression without its context, and the value of every part."""
    first, last = match.span()
    for context in rule.contexts:
        start, end = match.span(context)
        if start == first and end > start:
            first = end
        elif end == last and end > start:
            last = start
    slots: dict[str, Value] = {}
    for group, tag in rule.slots:
        start, end = match.span(group)
        if start >= 0:
            value = symbols.tags(" ".join(tokens.words[start:end]))[tag]
            slots[f"{tag}_2" if tag in slots else tag] = value
    return Found(rule, first, last, slots)
