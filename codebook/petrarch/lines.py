"""The lines of a dictionary: decoded, without comments, numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from codebook.errors import Terminal

BRACKETED = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something; `text` is it without comments, `whole` as it stands in the file."""

    path: Path
    number: int
    text: str
    whole: str

    @property
    def codes(self) -> list[str]:
        """What stands in square brackets."""
        return [found.strip() for found in BRACKETED.findall(self.text)]

    @property
    def words(self) -> str:
        """What stands before the square brackets."""
        return self.text.partition("[")[0].strip()


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be carried over, and why."""

    line: Line
    reason: str

    def __str__(self) -> str:
        return f"{self.line.path}:{self.line.number}: {self.reason}: {self.line.whole}"


def read_lines(path: Path, losses: list[Loss]) -> Iterator[Line]:
    """A dictionary's lines. A blank one comes with an empty text: it ends a list of synonyms.

    Comments begin with `#` or `;`, or stand between `<!--` and `-->`, also over several lines. What is not
    UTF-8 is read as windows-1252. Raises Terminal when the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Terminal(f"{path} cannot be read: {error.strerror}") from error
    if b"\0" in data:
        raise Terminal(f"{path} is no text file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    text = re.sub(r"<!--.*?-->", lambda found: "\n" * found.group().count("\n"), text, flags=re.DOTALL)
    for number, whole in enumerate(text.splitlines(), start=1):
        kept = re.split(r"[#;]", whole, maxsplit=1)[0].strip()
        line = Line(path, number, kept, whole.strip())
        if "�" in kept:
            losses.append(Loss(line, "holds bytes that are neither UTF-8 nor windows-1252"))
        elif kept.count("[") != kept.count("]"):
            losses.append(Loss(line, "has a square bracket that is not closed"))
        elif kept or not whole.strip():
            yield line
