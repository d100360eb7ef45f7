"""Finds time expressions: tokens become one character each, patterns are regular expressions over these.

Every set of tags that a word may bear has a character of its own, so a text turns into a string of one
character a token in which all words that mean nothing here are a full stop. The patterns of the lexicon
are compiled against that string, and only stretches that hold a telling word are looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from codebook.calendar import DateLexicon, Tags, Value
from coders.dates.patterns import Rule, compile_rule

TOKEN = (
    r"[^\W\d_]+|\d{4}-\d\d-\d\d(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d+(?:[.,:]\d+)+|\d+[^\W\d_]*"
    r"|\n\s*\n|[^\w\s]|_"
)
"""A word, a date or other number, a paragraph break, a mark."""
CORE = frozenset(
    {"year4", "fulldate", "daymonth", "oclock", "weekday", "weekday_abbr", "weekday_set", "weekpart", "month"}
    | {"month_abbr", "season", "holiday", "unit", "units", "decade", "decade_adj", "century", "deixis"}
    | {"today", "today_adj", "daypart", "daypart_long", "night", "overnight", "freq", "long", "ref"}
    | {"dirunit", "weekend", "last_night", "today_part", "this_night", "season_now", "unit_acc"}
    | {"quarter_code", "clock_digits", "clocktime"}
)
"""Tags of which every expression holds one at least."""
PUNCTUATION: dict[str, str] = {
    ".": "dot",
    ",": "comma",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "/": "slash",
    "(": "open",
    ")": "close",
    "'": "quote",
    "’": "quote",
}
SAMPLES = (
    "0",
    "1",
    "00",
    "01",
    "13",
    "24",
    "25",
    "31",
    "32",
    "100",
    "999",
    "1000",
    "2000",
    "9999",
    "10000",
) + (
    "3.5",
    "20.30",
    "24.12",
    "13.12",
    "20.31",
    "25.31",
    "31.45",
    "1.400",
    "2,5",
    "20:30",
    "99:99",
    "1.2.3.4",
    "30.11.2013",
    "2013-11-30",
    "11/30/2013",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a rule matches: tokens [first, last) are the expression, `slots` its parts,
    the second of a kind with `_2` to its name."""

    rule: Rule
    first: int
    last: int
    slots: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, their offsets, and the string with one character for each."""

    words: list[str]
    spans: list[tuple[int, int]]
    shape: str


class Symbols(dict[str, str]):
    """Maps a token to the character of its set of tags; tokens seen for the first time are classed."""

    def __init__(self, lexicon: DateLexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.characters: dict[frozenset[str], str] = {}
        for word, tags in lexicon.words.items():
            self[word] = self._character(frozenset(tags))
        for mark, tag in PUNCTUATION.items():
            self[mark] = self._character(frozenset({tag}))
        for sample in SAMPLES:
            for suffix in ("", *lexicon.suffixes):
                self._character(frozenset(self.tags(sample + suffix)))

    def _character(self, tags: frozenset[str]) -> str:
        return self.characters.setdefault(tags, chr(0xE000 + len(self.characters))) if tags else "."

    def __missing__(self, token: str) -> str:
        if len(token) > 1 and (" " in token or "\n" in token) and not token.isspace():
            return self[" ".join(token.split())]
        if token[0] in "0123456789":
            return self.characters.get(frozenset(self.tags(token)), ".")
        return "\n" if token[0] == "\n" else "."

    def tags(self, token: str) -> Tags:
        """The tags of a token with their values."""
        known = self.lexicon.words.get(token) or self.lexicon.words.get(" ".join(token.split()))
        if known:
            return known
        if token in PUNCTUATION:
            return {PUNCTUATION[token]: token}
        return number_tags(token, self.lexicon) if token[:1].isdecimal() and token.isascii() else {}

    def holding(self, tag: str) -> str:
        """The characters of all sets that hold the tag."""
        return "".join(character for tags, character in self.characters.items() if tag in tags)


def number_tags(token: str, lexicon: DateLexicon) -> Tags:
    """What a token of digits may be: a number, a day of the month, a year, a clock time, a date."""
    digits = re.match(r"\d+", token)
    if digits and token[digits.end() :].isalpha():
        number = int(digits[0])
        tags = lexicon.suffixes.get(token[digits.end() :], {})
        return dict.fromkeys(tags, number) if len(digits[0]) < 5 else {}
    if not token.isdecimal():
        return _chain_tags(token)
    number = int(token) if len(token) < 6 else 0
    if len(token) > 5:
        return {}
    tags: dict[str, Value] = {"num": number}
    if len(token) <= 2:
        tags |= {"day": number} if 1 <= number <= 31 else {}
        tags |= {"monthnum": number} if 1 <= number <= 12 else {}
        tags |= {"hour": number} if number <= 24 else {}
        tags |= {"yy": number} if len(token) == 2 else {}
    elif len(token) == 4 and 1000 <= number < 2200:
        tags["year4"] = number
    return tags


def _chain_tags(token: str) -> Tags:
    """What digits joined by points, colons, slashes or hyphens may be."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}([./])\d{1,2}\1(\d{4}|\d\d)", token):
        return {"fulldate": token}
    tags: dict[str, Value] = {}
    if re.fullmatch(r"([01]?\d|2[0-4])[.:][0-5]\d", token):
        tags["clocktime"] = token
    if re.fullmatch(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])", token):
        tags["daymonth"] = token
    return tags


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of one lexicon."""

    symbols: Symbols
    token: re.Pattern[str]
    starts: dict[str, tuple[Rule, ...]]
    core: re.Pattern[str]


@lru_cache(maxsize=8)
def compile_grammar(lexicon: DateLexicon) -> Grammar:
    """The grammar of a lexicon, compiled once."""
    symbols = Symbols(lexicon)
    rules = [compile_rule(entry, symbols.holding) for entry in lexicon.patterns]
    starts = {
        character: tuple(rule for rule in rules if character in rule.first)
        for character in symbols.characters.values()
    }
    core = "".join(symbols.holding(tag) for tag in sorted(CORE))
    return Grammar(symbols, _token(lexicon), starts, re.compile(f"[{core}]"))


def _token(lexicon: DateLexicon) -> re.Pattern[str]:
    """What a token is: first of all the entries of several words, the longest in front."""
    phrases = sorted((word for word in lexicon.words if " " in word), key=len, reverse=True)
    listed = "|".join(re.escape(phrase).replace("\\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?:{listed})(?!\w)|{TOKEN}" if phrases else TOKEN)


def tokenize(text: str, grammar: Grammar) -> Tokens | None:
    """The tokens of a text, or None when no word of it can be part of an expression."""
    words = grammar.token.findall(text)
    shape = "".join(map(grammar.symbols.__getitem__, words))
    if not grammar.core.search(shape):
        return None
    return Tokens(words, [found.span() for found in grammar.token.finditer(text)], shape)


def candidates(tokens: Tokens, grammar: Grammar, position: int) -> list[Found]:
    """What the rules make of the tokens from a position on, the longest reading first."""
    found: list[tuple[int, int, Found]] = []
    for rule in grammar.starts.get(tokens.shape[position], ()):
        match = rule.regex.match(tokens.shape, position)
        if match:
            found.append((-match.end(), len(found), _read(rule, match, tokens, grammar)))
    return [entry for _, _, entry in sorted(found, key=lambda item: item[:2])]


def _read(rule: Rule, match: re.Match[str], tokens: Tokens, grammar: Grammar) -> Found:
    """The expression without its context, and the value of every part."""
    first, last = match.span()
    for name, (start, end) in ((name, match.span(name)) for name in match.groupdict() if name[0] == "c"):
        if start == first and end > start:
            first = end
        elif end == last and end > start:
            last = start
    slots: dict[str, Value] = {}
    for group, slot in rule.slots:
        at = match.start(group)
        if at >= 0:
            tag = slot.partition(":")[0]
            value = grammar.symbols.tags(tokens.words[at])[tag]
            slots[f"{tag}_2" if tag in slots else tag] = value
    return Found(rule, first, last, slots)


def stretches(tokens: Tokens, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Runs of tokens that mean something, of those that hold a telling one."""
    for run in re.finditer(r"[^.\n]+", tokens.shape):
        if grammar.core.search(tokens.shape, run.start(), run.end()):
            yield run.span()
