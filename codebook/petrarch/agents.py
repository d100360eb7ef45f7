"""Agents: role nouns with their plurals, and the roles that they add to a country."""

import re
from collections.abc import Iterator
from pathlib import Path

from codebook.petrarch.known import Known
from codebook.petrarch.lines import Line, Loss, read_lines
from codebook.petrarch.overlay import Overlay

MARKER = re.compile(r"!(\w+)!")
PLURAL = re.compile(r"\{([^}]*)\}")
ROLE = re.compile(r"~((?:[A-Z]{3})+)")


def read_agents(path: Path, known: Known, overlay: Overlay, losses: list[Loss]) -> None:
    """Bring the agents of one dictionary into the overlay."""
    markers: dict[str, list[str]] = {}
    for line in read_lines(path, losses):
        if not line.text:
            continue
        defined = re.fullmatch(r"!(\w+)!\s*=\s*(.+)", line.text)
        if defined:
            markers[defined[1]] = [word.strip() for word in defined[2].split(",") if word.strip()]
            continue
        role = _role(line, known, overlay, losses)
        if role is None:
            continue
        for name, plurals in _nouns(line, markers, losses):
            taken = overlay.claimed("agents", name, line)
            if taken:
                losses.append(Loss(line, taken))
                continue
            overlay.add("lang/en/agents.csv", name, "full", role, "|".join(plurals))


def _role(line: Line, known: Known, overlay: Overlay, losses: list[Loss]) -> str | None:
    if len(line.codes) != 1:
        losses.append(Loss(line, "needs exactly one code in square brackets"))
        return None
    found = ROLE.fullmatch(line.codes[0])
    if found is None:
        losses.append(Loss(line, f"code {line.codes[0]!r} is no ~ with three capital letters at a time"))
        return None
    for part in re.findall("...", found[1]):
        if part not in known.sectors:
            overlay.add("ontology/sectors.csv", part, "role", f"{part}, as imported")
    return found[1]


def _nouns(line: Line, markers: dict[str, list[str]], losses: list[Loss]) -> Iterator[tuple[str, list[str]]]:
    """The nouns of a line, each with its plurals: given in braces, none for `{_}`, else the regular one."""
    given = PLURAL.search(line.words)
    pattern = _plain(PLURAL.sub(" ", line.words))
    unknown = [name for name in MARKER.findall(pattern) if name not in markers]
    if unknown or not pattern:
        losses.append(
            Loss(line, f"uses !{unknown[0]}!, which is defined nowhere above" if unknown else "has no noun")
        )
        return
    for name in _expanded(pattern, markers):
        plurals = [_plain(form) for form in re.split(r"[,|]", given[1])] if given else [_plural(name)]
        yield name, [form for form in plurals if form and form != name]


def _plain(text: str) -> str:
    words = [word if MARKER.search(word) else word.lower() for word in re.split(r"[_\s]+", text) if word]
    return " ".join(words)


def _expanded(pattern: str, markers: dict[str, list[str]]) -> Iterator[str]:
    found = MARKER.search(pattern)
    if found is None:
        yield pattern.lower()
        return
    for word in markers[found[1]]:
        yield from _expanded(pattern.replace(found[0], word.lower(), 1), markers)


def _plural(noun: str) -> str:
    """The regular English plural, which the format leaves out."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")
