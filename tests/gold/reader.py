"""Reads the gold passages in `tests/gold/<language>/*.txt`; README.md beside it describes the format.

`python -m tests.gold.reader de > de.jsonl` prints them as the JSON Lines that `whowhom eval` scores; with
`open` or `held_out` behind the language only those.
"""

import json
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from codebook.errors import CodebookError
from codebook.records import Status

FOLDER = Path(__file__).parent
SAME_COUNTRY = {"KSV": ("XKX", "KOS", "RKS"), "PSE": ("PAL",), "ROU": ("ROM",)}
Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One expected event. Each column holds its accepted readings, the preferred one first."""

    sources: tuple[str | None, ...]
    codes: tuple[str, ...]
    targets: tuple[str | None, ...]
    dates: tuple[Interval | None, ...]
    status: Status
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """One passage with every event that a coder should find in it; `passage_id` is language/file:line."""

    passage_id: str
    language: str
    published: date
    phenomena: tuple[str, ...]
    text: str
    events: tuple[GoldEvent, ...]


def read_gold(path: Path) -> list[GoldPassage]:
    """The passages of one file. Raises CodebookError with every faulty line, as file:line."""
    passages, problems = [], []
    for number, block in _blocks(path.read_text(encoding="utf-8")):
        try:
            passages.append(_passage(block, language=path.parent.name, name=f"{path.stem}:{number}"))
        except ValueError as error:
            problems.append(f"{path}:{number}: {error}")
    if problems:
        raise CodebookError(problems)
    return passages


def read_language(language: str) -> list[GoldPassage]:
    """All passages of a language, file by file, those held out among them."""
    return [passage for path in sorted((FOLDER / language).glob("*.txt")) for passage in read_gold(path)]


def passages_as_gold(folder: Path) -> list[dict[str, Any]]:
    """The passages of a folder as records for `whowhom eval`, one JSON object a passage."""
    return [_record(passage) for path in sorted(folder.glob("*.txt")) for passage in read_gold(path)]


def _blocks(text: str) -> list[tuple[int, list[str]]]:
    """Runs of non-empty lines, each with the number of its first line."""
    blocks: list[tuple[int, list[str]]] = []
    open_block = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            open_block = False
        elif open_block:
            blocks[-1][1].append(line.strip())
        else:
            blocks.append((number, [line.strip()]))
            open_block = True
    return blocks


def _passage(lines: list[str], *, language: str, name: str) -> GoldPassage:
    header = lines[0].split()
    if len(lines) < 2 or len(header) != 3 or header[0] != "#":
        raise ValueError(f"a block is `# YYYY-MM-DD tag,tag`, the passage, then its events; got {lines[0]!r}")
    return GoldPassage(
        passage_id=f"{language}/{name}",
        language=language,
        published=_day(header[1]),
        phenomena=tuple(header[2].split(",")),
        text=lines[1],
        events=tuple(_event(line) for line in lines[2:]),
    )


def _event(line: str) -> GoldEvent:
    columns = line.removeprefix("?").split()
    if len(columns) not in (4, 5):
        raise ValueError(f"an event is `source code target date [status]`; got {line!r}")
    return GoldEvent(
        sources=_actors(columns[0]),
        codes=tuple(columns[1].split("|")),
        targets=_actors(columns[2]),
        dates=tuple(_interval(when) for when in columns[3].split("|")),
        status=Status(columns[4]) if len(columns) == 5 else Status.OCCURRED,
        optional=line.startswith("?"),
    )


def _actors(column: str) -> tuple[str | None, ...]:
    codes = column.split("|")
    for code in codes:
        if code != "-" and not re.fullmatch(r"[A-Z]{3,15}", code):
            raise ValueError(f"an actor is an upper-case CAMEO code or -; got {code!r}")
    return tuple(None if code == "-" else code for code in codes)


def _interval(when: str) -> Interval | None:
    if when == "-":
        return None
    first, _, last = when.partition("..")
    start, end = _day(first), _day(last or first)
    if end < start:
        raise ValueError(f"an interval ends after it begins; got {when!r}")
    return start, end


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(f"a date is YYYY-MM-DD; got {text!r}")
    return date.fromisoformat(text)


def _record(passage: GoldPassage) -> dict[str, Any]:
    script = "cyrl" if re.search("[а-яђјљњћџ]", passage.text, re.IGNORECASE) else "latn"
    quiet = [] if passage.events else ["no_event"]
    return {
        "id": passage.passage_id,
        "lang": passage.language,
        "script": script,
        "published": passage.published.isoformat(),
        "text": passage.text,
        "events": [_event_record(event) for event in passage.events],
        "phenomena": [*passage.phenomena, *quiet],
        "note": "",
    }


def _event_record(event: GoldEvent) -> dict[str, Any]:
    sources, targets, codes = _widen(event.sources), _widen(event.targets), _with_parents(event.codes)
    spans = [[day.isoformat() for day in span] if span else [None, None] for span in event.dates]
    return {
        "source": sources[0],
        "source_any": sources[1:],
        "target": targets[0],
        "target_any": targets[1:],
        "code": codes[0],
        "code_any": codes[1:],
        "date": spans[0][0],
        "date_end": spans[0][1],
        "date_any": spans[1:],
        "status": event.status.value,
        "optional": event.optional,
    }


def _widen(actors: tuple[str | None, ...]) -> list[str | None]:
    """The readings of an actor together with the codes that everybody accepts in their place."""
    wide: list[str | None] = list(actors)
    for code in actors:
        if code is None:
            continue
        if code.startswith("IGO"):
            wide.append("IGO")
        elif len(code) == 3:
            wide.append(f"{code}GOV")
        elif code.endswith("GOVMIL"):
            wide += [code.removesuffix("MIL"), f"{code[:3]}MIL"]
    for code in list(wide):
        wide += [other + code[3:] for other in SAME_COUNTRY.get(code[:3], ())] if code else []
    return list(dict.fromkeys(wide))


def _with_parents(codes: tuple[str, ...]) -> list[str]:
    """The codes, then the three-digit parents of the four-digit ones."""
    return list(dict.fromkeys([*codes, *(code[:3] for code in codes if len(code) == 4)]))


def main(language: str, part: str = "") -> None:
    for record in passages_as_gold(FOLDER / language):
        if not part or part == ("held_out" if "/heldout_" in record["id"] else "open"):
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
