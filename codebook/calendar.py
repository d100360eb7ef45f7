"""Loads `lang/<xx>/dates.toml`: the time words of a language and the patterns they form.

The file has four parts.

`[words]` names tags and the words that bear them: `since = ["seit"]`, or with values,
`[words.month]` `5 = ["Mai{,s}"]`. A word in lower case matches in any case; one with a capital only
with it. Braces hold endings, spelt out or by the name of a list in `[endings]`; `#` stands for the
digits of a token such as `1990er`; several words in one entry count as one (`Good Friday`).

`[rules.<op>]` names patterns over tags, `past = "article? past weekday"`: a name matches one token
that bears the tag, `?`, `|` and parentheses mean what they mean in a regular expression, and what
stands in brackets is asked for but is no part of the expression. The rule's id is
`<xx>.dates.<op>.<name>`.

`[tense]` holds the cues by which a sentence without a parse is taken as past or future.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from codebook.calendar_check import line_of, problems
from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers
from codebook.records import Language
from codebook.tables import place

Value = int | str
Tags = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule of a language: its id, what it does, and the tags it matches."""

    rule_id: str
    operation: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Cues:
    """Words and endings that give away the tense of a clause.

    An auxiliary makes a past only with a word that looks like a participle; `stative` verbs tell what is,
    not what happened; `ordinary` words have one of the endings and mean nothing.
    """

    past: frozenset[str]
    future: frozenset[str]
    present: frozenset[str]
    stative: frozenset[str]
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    present_endings: tuple[str, ...]
    ordinary: frozenset[str]
    auxiliary: frozenset[str]
    participle: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class DateLexicon:
    """The time words, patterns and tense cues of one language.

    `words` gives every spelling its tags with their values; `suffixes` the same for what follows the
    digits of a token (`1990er`). `nouns_capitalised` tells that a capital marks nouns, not names;
    `months_lowercase` that a month with a capital is a name; `distances_as_durations` that weeks, months
    and years counted from today (`vor zwei Jahren`) are of type DURATION in the language's TimeML corpora.
    """

    language: Language
    words: Mapping[str, Tags]
    suffixes: Mapping[str, Tags]
    patterns: tuple[Pattern, ...]
    cues: Cues
    nouns_capitalised: bool
    months_lowercase: bool
    distances_as_durations: bool


def load_dates(language: Language, layers: Layers = SHIPPED) -> DateLexicon:
    """The date lexicon of a language, from `lang/<xx>/dates.toml`.

    Raises CodebookError, which names file, line and remedy of everything that does not hold.
    """
    path = layers.lowest(f"lang/{language.value}/dates.toml")
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(
            [f"{place(path)}:1: cannot be read ({error}); every language needs one"]
        ) from error
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError([f"{place(path)}:1: is not TOML: {error}"]) from error
    found = [f"{place(path)}:{line_of(source, key)}: {message}" for key, message in problems(data)]
    if found:
        raise CodebookError(found)
    words, suffixes = _spellings(data)
    tense = data["tense"]
    return DateLexicon(
        language=language,
        words=words,
        suffixes=suffixes,
        patterns=tuple(_patterns(data, language)),
        cues=Cues(
            past=frozenset(tense["past"]),
            future=frozenset(tense["future"]),
            present=frozenset(tense["present"]),
            stative=frozenset(tense["stative"]),
            past_endings=tuple(tense["past_endings"]),
            future_endings=tuple(tense["future_endings"]),
            present_endings=tuple(tense["present_endings"]),
            ordinary=frozenset(tense["ordinary"]),
            auxiliary=frozenset(tense["auxiliary"]),
            participle=re.compile(tense["participle"]),
        ),
        nouns_capitalised=data["nouns_capitalised"],
        months_lowercase=data["months_lowercase"],
        distances_as_durations=data["distances_as_durations"],
    )


def words_over(
    base: DateLexicon, language: Language, respell: Callable[[str], str], layers: Layers = SHIPPED
) -> DateLexicon:
    """The date lexicon of a layer, spelt by `respell`: its base's, with the `[words]` of its own file
    and without what stands in `[without]`, tag by tag, for a word of the base may mean less here.

    Raises CodebookError when a tag is none of the base's.
    """
    path = layers.lowest(f"lang/{language.value}/dates.toml")
    root = layers.lowest(f"lang/{base.language.value}/dates.toml")
    source, below = path.read_text(encoding="utf-8"), tomllib.loads(root.read_text(encoding="utf-8"))
    try:
        own = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError([f"{place(path)}:1: is not TOML: {error}"]) from error
    parts = {part: own.get(part, {}) for part in ("words", "without")}
    unknown = [f"{part}.{tag}" for part, tags in parts.items() for tag in tags if tag not in below["words"]]
    if unknown:
        found = [f"{place(path)}:{line_of(source, key)}: {key} is no tag of the base" for key in unknown]
        raise CodebookError(found)
    added, removed = (
        {
            " ".join(respell(word) for word in form.split(" ")): tags
            for form, tags in _spellings({**below, "words": part, "compounds": {}})[0].items()
        }
        for part in parts.values()
    )
    words = dict(base.words)
    for form, tags in removed.items():
        words[form] = {tag: value for tag, value in words.get(form, {}).items() if tag not in tags}
    for form, tags in added.items():
        words[form] = {**words.get(form, {}), **tags}
    return replace(base, words=words)


def spellings(word: str, endings: Mapping[str, list[str]]) -> Iterator[str]:
    """Every form that a word with braces stands for, in every case of letters that it may take."""
    parts = re.split(r"\{([^}]*)\}", word)
    for i in range(1, len(parts), 2):
        parts[i] = ",".join(endings[parts[i]]) if parts[i] in endings else parts[i]
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    for form in map("".join, product(*choices)):
        yield form
        if form[:1].islower():
            yield form[:1].upper() + form[1:]
        if len(form) > 3 or form[:1].islower():
            yield form.upper()


def _spellings(data: dict) -> tuple[dict[str, dict[str, Value]], dict[str, dict[str, Value]]]:  # type: ignore[type-arg]
    """The words and the digit suffixes of a file, each with its tags and their values."""
    words: dict[str, dict[str, Value]] = {}
    suffixes: dict[str, dict[str, Value]] = {}
    folds = data.get("folds", {})
    table = str.maketrans(folds)
    for tag, entries in data["words"].items():
        for value, listed in _valued(entries):
            for word in listed:
                target = suffixes if word.startswith("#") else words
                for form in spellings(word.removeprefix("#"), data.get("endings", {})):
                    target.setdefault(form, {}).setdefault(tag, value)
                    if folds:
                        target.setdefault(form.translate(table), {}).setdefault(tag, value)
    for tag, (first, second) in data.get("compounds", {}).items():
        heads = [(word, tags[first]) for word, tags in words.items() if first in tags and not word.isupper()]
        tails = [(word, tags[second]) for word, tags in words.items() if second in tags and word.islower()]
        for (head, one), (tail, two) in product(heads, tails):
            words.setdefault(head + tail, {}).setdefault(tag, f"{one}/{two}")
    return words, suffixes


def _valued(entries: list[str] | dict[str, list[str]]) -> Iterator[tuple[Value, list[str]]]:
    """The lists under a tag with the value of each; a plain list has the value 1."""
    if isinstance(entries, list):
        yield 1, entries
        return
    for value, listed in entries.items():
        yield (int(value) if re.fullmatch(r"-?\d+", value) else value), listed


def _patterns(data: dict, language: Language) -> Iterator[Pattern]:  # type: ignore[type-arg]
    for operation, rules in data["rules"].items():
        for name, pattern in rules.items():
            yield Pattern(f"{language.value}.dates.{operation}.{name}", operation, pattern)
