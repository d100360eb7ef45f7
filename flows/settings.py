"""What a user may set, by environment variables that begin with WHOWHOM_."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path

from codebook.errors import Terminal
from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Language


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field has its variable: `max_chars` is WHOWHOM_MAX_CHARS; pipelines are WHOWHOM_PIPELINE_DE, ….

    `max_chars` bounds one text and `max_bytes` one .txt or .html file; `batch_size` is how many articles one
    task codes; `workers` is how many processes code (0: one a core); `dask` is the address of a Dask
    scheduler that codes instead; `codebook` are folders that are laid over the shipped codebook, the
    uppermost last, separated as in PATH; `batches` is where coded batches wait for the load, any fsspec
    address (empty: beside the warehouse); `pipelines` names installed spaCy pipelines to use instead of the
    shipped.
    """

    max_chars: int = 1_000_000
    max_bytes: int = 20_000_000
    batch_size: int = 50
    workers: int = 0
    dask: str = ""
    codebook: tuple[str, ...] = ()
    batches: str = ""
    pipelines: Mapping[Language, str] = field(default_factory=dict)


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment.

    Raises Terminal when a WHOWHOM_ variable is unknown or its value does not fit.
    """
    known = {f"WHOWHOM_{f.name.upper()}": f for f in fields(Settings) if f.name != "pipelines"}
    pipelines = {f"WHOWHOM_PIPELINE_{language.value.upper()}": language for language in Language}
    values: dict[str, object] = {}
    for name, text in environment.items():
        if not name.startswith("WHOWHOM_") or name in pipelines:
            continue
        if name not in known:
            raise Terminal(f"{name} is no setting; known are {', '.join(sorted([*known, *pipelines]))}")
        values[known[name].name] = _value(name, text, known[name].type)
    chosen = {pipelines[name]: text for name, text in environment.items() if name in pipelines and text}
    return Settings(**values, pipelines=chosen)  # type: ignore[arg-type]


def with_overlays(settings: Settings, overlays: Sequence[str | Path] | None) -> Settings:
    """The settings with the folders that the command names, if it names any, laid over the codebook."""
    given = tuple(os.path.abspath(folder) for folder in overlays or ())  # noqa: PTH100  links stay links
    return replace(settings, codebook=given) if given else settings


def _value(name: str, text: str, kind: object) -> object:
    if kind == tuple[str, ...]:
        return tuple(os.path.abspath(part) for part in text.split(os.pathsep) if part)  # noqa: PTH100
    if kind is not int:
        return text
    if not text.isdecimal():
        raise Terminal(f"{name} must be a whole number, not {text!r}")
    return int(text)


def lexicon(settings: Settings) -> Lexicon:
    """The codebook with its overlays, read once a process."""
    return _lexicon(settings.codebook)


@cache
def _lexicon(overlays: tuple[str, ...]) -> Lexicon:
    return load_lexicon(overlays=[Path(folder) for folder in overlays])
