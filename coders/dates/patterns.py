"""Compiles the patterns of `dates.toml` to regular expressions over characters that stand for tags."""

import re
from dataclasses import dataclass, field

from codebook.calendar import Pattern
from coders.dates.symbols import Symbols


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern: `first` holds the characters it can begin with, `slots` its named groups.

    Groups `s0`, `s1`, … are the parts, with the tag of each; groups `c0`, `c1`, … are what is asked for
    but does not belong to the expression.
    """

    rule_id: str
    operation: str
    regex: re.Pattern[str]
    first: frozenset[str]
    slots: tuple[tuple[str, str], ...]
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a pattern: its expression, the characters it can begin with, whether it can be empty."""

    regex: str
    first: frozenset[str]
    empty: bool


@dataclass(slots=True)
class _Reader:
    """Reads one pattern from left to right."""

    tokens: list[str]
    symbols: Symbols
    slots: list[tuple[str, str]] = field(default_factory=list)
    contexts: int = 0

    def alternatives(self) -> _Piece:
        branches = [self.sequence()]
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            branches.append(self.sequence())
        first = frozenset[str]().union(*(branch.first for branch in branches))
        joined = "|".join(branch.regex for branch in branches)
        return _Piece(joined, first, any(branch.empty for branch in branches))

    def sequence(self) -> _Piece:
        regex, first, empty = "", frozenset[str](), True
        while self.tokens and self.tokens[0] not in "|)]":
            piece = self.item()
            regex += piece.regex
            first |= piece.first if empty else frozenset()
            empty = empty and piece.empty
        return _Piece(regex, first, empty)

    def item(self) -> _Piece:
        token = self.tokens.pop(0)
        if token in "([":
            opening = f"(?P<c{self.contexts}>" if token == "[" else "(?:"
            self.contexts += token == "["
            inner = self.alternatives()
            self.tokens.pop(0)
            piece = _Piece(f"{opening}{inner.regex})", inner.first, inner.empty)
        else:
            piece = self.tag(token)
        if self.tokens and self.tokens[0] == "?":
            self.tokens.pop(0)
            return _Piece(piece.regex + "?", piece.first, True)
        return piece

    def tag(self, name: str) -> _Piece:
        branches = [[self.symbols.holding(name)], *self.symbols.sequences(name)]
        branches = [branch for branch in branches if all(branch)]
        if not branches:
            return _Piece("(?!)", frozenset(), False)
        group = f"s{len(self.slots)}"
        self.slots.append((group, name))
        # the longest first: `Christmas Day` before `Christmas`
        joined = "|".join(
            "".join(f"[{c}]" for c in branch) for branch in sorted(branches, key=len, reverse=True)
        )
        first = frozenset(character for branch in branches for character in branch[0])
        return _Piece(f"(?P<{group}>{joined})", first, False)


def compile_rule(entry: Pattern, symbols: Symbols) -> Rule:
    """The rule of a pattern, against the characters of a lexicon.

    Raises ValueError when the pattern is not well formed or can match nothing at all.
    """
    reader = _Reader(re.findall(r"[a-z_0-9]+|[()|?\[\]]", entry.pattern), symbols)
    piece = reader.alternatives()
    if reader.tokens or piece.empty:
        raise ValueError(f"{entry.rule_id}: {entry.pattern!r} is no pattern that asks for a word")
    contexts = tuple(f"c{number}" for number in range(reader.contexts))
    regex = re.compile(piece.regex)
    return Rule(entry.rule_id, entry.operation, regex, piece.first, tuple(reader.slots), contexts)
