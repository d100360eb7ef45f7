"""Tokens and the characters that stand for them."""

import re

from codebook.calendar import DateLexicon, Tags, Value

TOKEN = re.compile(
    r"[^\W\d_]+|\d{4}-\d\d-\d\d(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d+(?:[.,:]\d+)+|\d+[^\W\d_]*"
    r"|\n\s*\n|[^\w\s]|_"
)
"""A word, a date or other number, a paragraph break, a mark."""
PUNCTUATION = {".": "dot", ",": "comma", "/": "slash", "(": "open", ")": "close"} | {
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "'": "quote",
    "’": "quote",
}
_NUMBERS = ("0", "1", "00", "01", "13", "24", "25", "31", "32", "100", "999", "1000", "2000", "9999", "10000")
_CHAINS = ("3.5", "20.30", "24.12", "13.12", "20.31", "25.31", "31.45", "1.400", "2,5", "20:30", "99:99")
SAMPLES = (*_NUMBERS, *_CHAINS, "1.2.3.4", "30.11.2013", "2013-11-30", "11/30/2013")
"""One token of digits of every kind, so that each kind has its character before the patterns are compiled."""

KNOWN_MAX = 200_000
"""Tokens whose class is remembered, so that a long run does not fill the memory."""


class Symbols(dict[str, str]):
    """Maps a token to the character of its set of tags; tokens seen for the first time are classed.

    A word of an entry of several words also bears a tag of its own, `=` and the word.
    """

    def __init__(self, lexicon: DateLexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        parts = {word: TOKEN.findall(word) for word in lexicon.words}
        self.phrases = {word: found for word, found in parts.items() if len(found) > 1}
        # `New Year ' s Day` is `New Year's Day`
        self.entries = {" ".join(found): word for word, found in self.phrases.items()}
        self.parts = {part for parts in self.phrases.values() for part in parts}
        self.tagsets: dict[str, frozenset[str]] = {}
        self.characters: dict[frozenset[str], str] = {}
        for token in (*lexicon.words, *self.parts, *PUNCTUATION):
            self[token] = self._character(self._tagset(token))
        for sample in SAMPLES:
            for suffix in ("", *lexicon.suffixes):
                self._character(frozenset(self.tags(sample + suffix)))
        self.holding_cache: dict[str, str] = {}

    def _tagset(self, token: str) -> frozenset[str]:
        return frozenset(self.tags(token)) | ({f"={token}"} if token in self.parts else frozenset())

    def _character(self, tags: frozenset[str]) -> str:
        if not tags:
            return "."
        character = self.characters.setdefault(tags, chr(0xE000 + len(self.characters)))
        self.tagsets[character] = tags
        return character

    def __missing__(self, token: str) -> str:
        if token[0] in "0123456789" and token.isascii():
            return self.characters.get(self._tagset(token), ".")
        if len(self) < KNOWN_MAX:
            self[token] = "\n" if token[0] == "\n" else "."
        return "\n" if token[0] == "\n" else "."

    def tags(self, token: str) -> Tags:
        """The tags of a token, or of the words of an entry, with their values."""
        known = self.lexicon.words.get(token)
        if known is not None:
            return known
        if token in PUNCTUATION:
            return {PUNCTUATION[token]: token}
        if token[:1].isdecimal() and token.isascii():
            return number_tags(token, self.lexicon)
        return self.lexicon.words.get(self.entries.get(token, ""), {})

    def holding(self, tag: str) -> str:
        """The characters of all sets that hold the tag."""
        if tag not in self.holding_cache:
            found = (character for character, tags in self.tagsets.items() if tag in tags)
            self.holding_cache[tag] = "".join(found)
        return self.holding_cache[tag]

    def sequences(self, tag: str) -> list[list[str]]:
        """The entries of several words that bear the tag, each as the characters of its words."""
        entries = (parts for word, parts in self.phrases.items() if tag in self.lexicon.words[word])
        return [[self.holding(f"={part}") for part in parts] for parts in entries]

    def last_characters(self, tag: str) -> str:
        """The characters with which a word or entry of the tag can end."""
        return self.holding(tag) + "".join(sequence[-1] for sequence in self.sequences(tag))


def number_tags(token: str, lexicon: DateLexicon) -> Tags:
    """What a token of digits may be: a number, a day of the month, a year, a clock time, a date."""
    digits = token.rstrip("".join(set(token) - set("0123456789"))) if token[-1:].isalpha() else token
    if digits != token and digits.isdecimal():
        suffix = lexicon.suffixes.get(token[len(digits) :], {})
        return {tag: int(digits) for tag in suffix} if len(digits) < 5 else {}
    if not token.isdecimal():
        return _chain_tags(token)
    if len(token) > 5:
        return {}
    number = int(token)
    tags: dict[str, Value] = {"num": number}
    if len(token) <= 2:
        fits = {"day": 1 <= number <= 31, "monthnum": 1 <= number <= 12, "hour": number <= 24}
        tags |= {tag: number for tag, held in fits.items() if held}
        tags |= {"yy": number} if len(token) == 2 else {}
    elif len(token) == 4 and 1000 <= number < 2200:
        tags["year4"] = number
    return tags


def _chain_tags(token: str) -> Tags:
    """What digits joined by points, colons, slashes or hyphens may be."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}([./])\d{1,2}\1(\d{4}|\d\d)", token):
        return {"fulldate": token}
    tags: dict[str, Value] = {}
    if re.fullmatch(r"\d{1,2}[.,]\d", token):
        tags["decimal"] = token
    if re.fullmatch(r"([01]?\d|2[0-4])[.:][0-5]\d", token):
        tags["clocktime"] = token
    if re.fullmatch(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])", token):
        tags["daymonth"] = token
    return tags
