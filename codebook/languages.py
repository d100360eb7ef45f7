"""What a language is called, which script and marks it has, and on which other it is based.

All of it stands in `lang/<xx>/lang.toml`. A language with a `base` is a thin layer: it is parsed by the
pipeline of its base and coded by the rules of its base, and its folder holds only what differs
(docs/languages.md).
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from codebook.errors import CodebookError
from codebook.records import Language
from codebook.respelling import Respelling
from codebook.tables import PACKAGE, place


@dataclass(frozen=True, slots=True)
class Variety:
    """A language among those of one root.

    `base` is the language that it lies over, `root` the lowest, which has the pipeline, itself if it is no
    layer; `depth` counts the layers below; `aliases` are further codes and names
    that stand for it; `marks` matches words that no other of the root writes so, `shared_marks` words by
    which a layer differs from other layers, though the root has them too (evropski, hiljada); `cyrillic`
    tells that it is written in Serbian Cyrillic too.
    """

    language: Language
    base: Language | None
    root: Language
    depth: int
    name: str
    aliases: frozenset[str]
    cyrillic: bool
    marks: re.Pattern[str]
    shared_marks: re.Pattern[str]
    respelling: Respelling | None


@cache
def varieties(folder: Path = PACKAGE) -> Mapping[Language, Variety]:
    """Every language of a codebook. Raises CodebookError when a lang.toml cannot be used."""
    found = {}
    problems: list[str] = []
    for language in Language:
        try:
            found[language] = _variety(language, _chain(language, folder))
        except (OSError, ValueError, KeyError, re.error) as error:  # a TOMLDecodeError is a ValueError
            path = folder / "lang" / language.value / "lang.toml"
            problems.append(f"{place(path)}:1: cannot be used: {error!r}")
    if problems:
        raise CodebookError(problems)
    return MappingProxyType(found)


def roots() -> tuple[Language, ...]:
    """The languages with a pipeline, rules and lists of their own."""
    return tuple(variety.language for variety in varieties().values() if variety.base is None)


def named_language(name: str) -> Language | None:
    """The language that a code or name stands for (`de`, `de-AT`, `srp`, `German`), if it is one of ours."""
    plain = name.strip().lower().replace("_", "-").split("-")[0]
    return next((v.language for v in varieties().values() if plain in v.aliases), None)


def _chain(language: Language, folder: Path) -> list[dict[str, Any]]:
    """The settings of a language, of its base, and so on down to the root. Raises ValueError for a circle."""
    path = folder / "lang" / language.value / "lang.toml"
    chain = [tomllib.loads(path.read_text(encoding="utf-8")) | {"language": language}]
    while base := chain[-1].get("base"):
        if base in {one["language"] for one in chain}:
            raise ValueError(f"base {base!r} is based on {language.value!r} itself")
        path = folder / "lang" / Language(base).value / "lang.toml"
        chain.append(tomllib.loads(path.read_text(encoding="utf-8")) | {"language": Language(base)})
    return chain


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or "(?!)")


def _variety(language: Language, chain: list[dict[str, Any]]) -> Variety:
    own = chain[0]
    rules = next((one["respelling"] for one in chain if "respelling" in one), None)
    return Variety(
        language=language,
        base=chain[1]["language"] if len(chain) > 1 else None,
        depth=len(chain) - 1,
        root=chain[-1]["language"],
        name=own["name"],
        aliases=frozenset([language.value, own["name"].lower(), *own["aliases"]]),
        cyrillic=any(one.get("cyrillic", False) for one in chain),
        marks=_any(own.get("marks", ())),
        shared_marks=_any(own.get("shared_marks", ())),
        respelling=Respelling.of(rules) if rules else None,
    )
