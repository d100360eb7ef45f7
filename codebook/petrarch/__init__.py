"""Dictionaries in the format of PETRARCH and TABARI, brought into a folder for `--codebook`.

The format, and what becomes of each part of it, is told in README.md beside this file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.errors import Terminal
from codebook.lexicon import load_lexicon
from codebook.petrarch.actors import read_actors
from codebook.petrarch.agents import read_agents
from codebook.petrarch.known import Known
from codebook.petrarch.lines import Loss
from codebook.petrarch.overlay import Overlay
from codebook.petrarch.verbs import read_verbs

REPORT = "import.txt"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought over: rows by file, and what was not, line by line."""

    rows: dict[str, int]
    losses: tuple[Loss, ...]


def import_dictionaries(
    out: Path, *, actors: Sequence[Path] = (), agents: Sequence[Path] = (), verbs: Sequence[Path] = ()
) -> Imported:
    """Write the folder `out`, with the losses in its import.txt, and load the codebook with it.

    Raises Terminal when there is something in `out` already or a dictionary cannot be read, CodebookError
    when the result does not hold.
    """
    if out.exists() and any(out.iterdir()):
        raise Terminal(f"{out} is not empty; name a new folder, or remove that one first")
    known, overlay, losses = Known(load_lexicon()), Overlay(), list[Loss]()
    for paths, read in ((actors, read_actors), (agents, read_agents), (verbs, read_verbs)):
        for path in paths:
            read(path, known, overlay, losses)
    if not overlay.rows():
        raise Terminal(
            "nothing in the dictionaries could be brought over:\n  " + "\n  ".join(map(str, losses))
        )
    overlay.write(out)
    (out / REPORT).write_text("".join(f"{loss}\n" for loss in losses), encoding="utf-8")
    load_lexicon(overlays=[out])
    return Imported(overlay.rows(), tuple(losses))
