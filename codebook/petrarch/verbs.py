"""Verbs: blocks of verbs with their codes, patterns of words around them, and sets of synonyms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codebook.petrarch.known import Known
from codebook.petrarch.lines import Line, Loss, read_lines
from codebook.petrarch.overlay import Overlay
from codebook.petrarch.patterns import Pattern, read_pattern
from codebook.petrarch.rules import Rules

NULL = "---"
CODE = re.compile(r"\d{2,4}")
FORMS = re.compile(r"\{[^}]*\}")
WHOLE = Pattern()  # a verb by itself


@dataclass(slots=True)
class Block:
    """Verbs that share their patterns, each verb with its own code; an empty code means none."""

    code: str = ""
    verbs: list[tuple[Line, str, str]] = field(default_factory=list)
    patterns: list[tuple[Line, Pattern, str]] = field(default_factory=list)
    barred: set[str] = field(default_factory=set)


def read_verbs(path: Path, known: Known, overlay: Overlay, losses: list[Loss]) -> None:
    """Bring the verbs of one dictionary into the overlay."""
    rules = Rules(known, overlay, losses)
    for block in _blocks(list(read_lines(path, losses)), known, losses):
        by_code: dict[str, list[tuple[Line, str]]] = {}
        for line, verb, code in block.verbs:
            by_code.setdefault(code or block.code, []).append((line, verb))
        every = [verb for _, verb, _ in block.verbs]
        if not every:
            losses += [Loss(line, "its block names no verb") for line, _, _ in block.patterns]
            continue
        for line, pattern, code in block.patterns:
            rules.add(line, every, pattern, code)
        for code, verbs in by_code.items():
            if code:
                rules.add(verbs[0][0], [verb for _, verb in verbs], WHOLE, code, barred=block.barred)


def _blocks(lines: Sequence[Line], known: Known, losses: list[Loss]) -> Iterator[Block]:
    """A block begins with `---`, or with a verb after patterns where the file has no blocks."""
    sets = _synonyms(lines, losses)
    block, with_heads, in_set = Block(), any(line.text.startswith("---") for line in lines), False
    for line in lines:
        text = line.text
        in_set = text.startswith("&") or (in_set and text.startswith("+"))
        if not text or in_set:
            continue
        if text.startswith("---"):
            yield block
            block = Block(_code(line, known, losses) or "")
        elif text.startswith("-"):
            _add_pattern(block, line, sets, known, losses)
        elif text.startswith("~"):
            losses.append(Loss(line, "events made of others are not carried over"))
        else:
            if block.patterns and not with_heads:
                yield block
                block = Block()
            code = _code(line, known, losses)
            if code is not None:
                block.verbs += [(line, verb, code) for verb in _verbs(line.words)]
    yield block


def _synonyms(lines: Sequence[Line], losses: list[Loss]) -> dict[str, list[str]]:
    """`&NAME`, then its words on lines with `+`; a word's own plural is regular, so that it needs no mark."""
    sets: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        if re.fullmatch(r"&\w+", line.words):
            current = sets.setdefault(line.words[1:], [])
        elif current is not None and line.text.startswith("+"):
            word = FORMS.sub(" ", line.words).strip("+_ ").lower()
            if word:
                current.append(word)
        elif line.text.startswith("+"):
            losses.append(Loss(line, "belongs to no &SET above it"))
        else:
            current = None
    return sets


def _verbs(words: str) -> list[str]:
    """`GIVE_UP` is `give up`, a verb with its particle; the forms in braces are those that no rule makes."""
    given = [form for forms in FORMS.findall(words) for form in re.split(r"[\s,]+", forms.strip("{}"))]
    plain = (re.sub(r"[_\s]+", " ", word).strip("+ ").lower() for word in (FORMS.sub(" ", words), *given))
    return list(dict.fromkeys(verb for verb in plain if verb))


def _code(line: Line, known: Known, losses: list[Loss]) -> str | None:
    """The code of a line, empty if it has none or a null one; None, and a loss, if it cannot be used."""
    code = next(iter(line.codes), NULL)
    if code in (NULL, ""):
        return ""
    if ":" in code:
        losses.append(Loss(line, "an event in each direction is not carried over"))
        return None
    if not CODE.fullmatch(code) or code not in known.lexicon.cameo:
        losses.append(Loss(line, f"{code!r} is no CAMEO code of the codebook"))
        return None
    return code


def _add_pattern(
    block: Block, line: Line, sets: dict[str, list[str]], known: Known, losses: list[Loss]
) -> None:
    code = _code(line, known, losses)
    if code is None:
        return
    pattern = read_pattern(line, sets, known, losses)
    if pattern is None:
        return
    if code:
        block.patterns.append((line, pattern, code))
    elif len(pattern.needs) == 1:
        block.barred |= next(iter(pattern.needs.values()))
    else:
        losses.append(Loss(line, "no event for several words together: a rule can only be barred by one"))
