"""What may stand in a `lang/<xx>/dates.toml`, and what is wrong with one that holds something else."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

OPERATIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "date": frozenset({"day", "ordinal", "fulldate", "daymonth"}),
        "days": frozenset({"day"}),
        "month": frozenset({"month", "month_abbr", "monthnum"}),
        "year": frozenset({"year4"}),
        "period": frozenset({"unit", "dirunit", "weekend"}),
        "nth": frozenset({"unit", "quarter_code", "weekday"}),
        "season": frozenset({"season", "season_now"}),
        "holiday": frozenset({"holiday"}),
        "decade": frozenset({"decade", "decade_year", "decade_adj", "ih"}),
        "century": frozenset({"century"}),
        "weekday": frozenset({"weekday", "weekpart"}),
        "deictic": frozenset({"deixis", "last_night"}),
        "today": frozenset({"today", "today_adj", "today_part"}),
        "nowadays": frozenset({"today", "today_adj"}),
        "distance": frozenset({"unit", "units", "unit_acc"}),
        "discourse": frozenset({"unit", "units", "unit_acc"}),
        "then": frozenset({"then", "since_then"}),
        "daypart": frozenset({"daypart", "daypart_long", "daypart_noun"}),
        "night": frozenset({"night", "overnight", "this_night"}),
        "clock": frozenset({"hour", "num", "clocktime", "clock_digits", "clock_pm", "clock_word"}),
        "duration": frozenset({"unit", "units", "unit_acc", "long", "lasting", "lasting_unit"}),
        "set": frozenset({"freq", "weekday_set", "every", "per", "times"}),
        "ref": frozenset({"ref", "ref_adverb", "ex"}),
        "decoy": frozenset(),
    }
)
"""What a rule may do, and the tags of which each of its patterns names one at least."""

NUMERIC = frozenset(
    {"num", "day", "monthnum", "year4", "yy", "hour", "clocktime", "daymonth", "fulldate", "dot"}
    | {"comma", "dash", "slash", "open", "close", "quote", "decimal"}
)
"""Tags that the tokenizer gives to digits and punctuation; a pattern may name them, no list need."""

TENSE_LISTS = (
    *("past", "future", "present", "stative", "auxiliary", "ordinary"),
    *("past_endings", "future_endings", "present_endings"),
)
"""The lists of words and endings that [tense] holds, beside what a participle looks like."""


def problems(data: dict) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    """What is wrong with a file, each time with the key at which to look."""
    missing = [part for part in ("words", "rules", "tense") if not isinstance(data.get(part), dict)]
    for part in missing:
        yield part, f"[{part}] is missing or no table"
    for flag in ("nouns_capitalised", "months_lowercase", "distances_as_durations"):
        if not isinstance(data.get(flag), bool):
            yield flag, f"{flag} must be true or false"
    if missing:
        return
    yield from _tense_problems(data["tense"])
    yield from _word_problems(data)
    known = NUMERIC | frozenset(data["words"]) | frozenset(data.get("compounds", {}))
    for operation, rules in data["rules"].items():
        if operation not in OPERATIONS:
            yield (
                f"rules.{operation}",
                f"rules.{operation} is unknown; there are {', '.join(sorted(OPERATIONS))}",
            )
            continue
        for name, pattern in rules.items():
            for message in _faults(pattern, known, operation):
                yield f"rules.{operation}.{name}", f"rules.{operation}.{name} {message}"


def _tense_problems(tense: dict) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    for part in TENSE_LISTS:
        if not _is_words(tense.get(part)):
            yield f"tense.{part}", f"tense.{part} must be a list of words"
    try:
        re.compile(tense.get("participle", ""))
    except (re.error, TypeError) as error:
        yield "tense.participle", f"tense.participle must be a regular expression ({error})"
    if not tense.get("participle"):
        yield "tense.participle", "tense.participle must say what a participle looks like"


def _word_problems(data: dict) -> Iterator[tuple[str, str]]:  # type: ignore[type-arg]
    for tag, entries in data["words"].items():
        lists = entries.values() if isinstance(entries, dict) else [entries]
        for listed in lists:
            if not _is_words(listed) or not listed:
                yield f"words.{tag}", f"words.{tag} must hold lists of words, none of them empty"
                continue
            for word in listed:
                if word.count("{") != word.count("}") or word != " ".join(word.split()):
                    yield (
                        f"words.{tag}",
                        f"words.{tag}: {word!r} must have its braces closed and single spaces",
                    )
    for tag, parts in data.get("compounds", {}).items():
        if len(parts) != 2 or not set(parts) <= set(data["words"]):
            yield f"compounds.{tag}", f"compounds.{tag} must name two tags of [words], not {parts}"


def _is_words(listed: object) -> bool:
    return isinstance(listed, list) and all(isinstance(word, str) and word for word in listed)


def _faults(pattern: object, known: frozenset[str], operation: str) -> Iterator[str]:
    """What is wrong with one pattern."""
    if not isinstance(pattern, str):
        yield "must be a pattern in quotes"
        return
    names = re.findall(r"[a-z_0-9]+", pattern)
    for name in names:
        if name not in known:
            yield f"names {name!r}, of which [words] has no list"
    wanted = OPERATIONS[operation]
    if wanted and not wanted & set(names):
        yield f"names none of {', '.join(sorted(wanted))}, which {operation} needs"
    if re.search(r"[^a-z_0-9()|?\[\] ]", pattern) or pattern.count("(") != pattern.count(")"):
        yield f"is no pattern: {pattern!r}"
    if re.search(r"\[[^\]]*\[|\][^\[]*\]", pattern) or pattern.count("[") != pattern.count("]"):
        yield f"must not nest brackets: {pattern!r}"


def line_of(source: str, key: str) -> int:
    """The line of a dotted key, whether it is a table or stands in one; 1 when it is nowhere."""
    lines = source.splitlines()
    if f"[{key}]" in lines:
        return lines.index(f"[{key}]") + 1
    table, _, name = key.rpartition(".")
    start = lines.index(f"[{table}]") if f"[{table}]" in lines else 0
    found = (
        at for at, line in enumerate(lines[start:], start) if re.match(rf'"?{re.escape(name)}"?\s*=', line)
    )
    return next(found, 0) + 1
