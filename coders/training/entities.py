"""Named-entity annotations of the training data, each as a text with character spans (PER, LOC, ORG)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coders.training.treebank import Sentence, Token

LABELS = frozenset({"PER", "LOC", "ORG"})
WORD = re.compile(r"\w+|[^\w\s]")
"""A run of letters and digits, or one mark: what a row of silver entities holds."""
_MARK = re.compile(r"\[(PER|LOC|ORG) ([^]]+)\]")
_OFFSETS = re.compile(r"(\d+)-(\d+):(PER|LOC|ORG)")
_GUM_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "de", "&", "'s", "’s", "on", "in", "-", ".", "al", "la", "von"}
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence's text and its entities as (start, end, label), in characters."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_iob2(path: Path) -> Iterator[Annotated]:
    """Read Universal NER files (tokens with B-, I-, O, and the text in a comment)."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text = re.search(r"^# text = (.*)$", block, re.M)
        rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
        if text and rows:
            yield _annotated([(row[1], row[2]) for row in rows], text[1])


def read_marked(path: Path) -> Iterator[Annotated]:
    """Read sentences of our own with their entities marked: `Dr. [PER Rivera] works in [LOC Austin].`"""
    for line in path.read_text(encoding="utf-8").splitlines():
        text, spans, at = "", [], 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            spans.append((len(text), len(text) + len(mark[2]), mark[1]))
            text, at = text + mark[2], mark.end()
        yield Annotated(text + line[at:], tuple(spans))


def read_offsets(path: Path, sentences: Iterable[Sentence]) -> Iterator[Annotated]:
    """Read entities of a treebank's sentences: an id a line, and `start-end:LABEL` in characters of it."""
    texts = {sentence.sent_id: sentence.text for sentence in sentences}
    for line in path.read_text(encoding="utf-8").splitlines():
        sent_id, *spans = line.split("\t")
        found = (_OFFSETS.fullmatch(span) for span in spans)
        yield Annotated(texts[sent_id], tuple((int(m[1]), int(m[2]), m[3]) for m in found if m))


def write_iob2(path: Path, sentences: Iterable[Annotated]) -> None:
    """Write annotated texts as `read_iob2` reads them, a row for each run of letters or mark."""
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            rows = [f"# text = {sentence.text}"]
            for n, word in enumerate(WORD.finditer(sentence.text), start=1):
                rows.append(f"{n}\t{word[0]}\t{_tag(sentence, word.start())}")
            out.write("\n".join(rows) + "\n\n")


def _tag(sentence: Annotated, at: int) -> str:
    for start, end, label in sentence.spans:
        if start <= at < end:
            return ("B-" if start == at else "I-") + label
    return "O"


def read_germeval(path: Path) -> Iterator[Annotated]:
    """Read GermEval 2014 files: the outer spans, without derived words, parts of words and other entities."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
        if rows:
            yield _annotated([(row[1], row[2]) for row in rows], join([row[1] for row in rows]))


def _annotated(rows: list[tuple[str, str]], text: str) -> Annotated:
    spans: list[tuple[int, int, str]] = []
    at, inside = 0, False
    for form, tag in rows:
        found = text.find(form, at)
        if found < 0 or found > at + 3:
            text, found = text[:at] + " " + form + " " + text[at:].lstrip(), at + 1
        label = tag[2:]
        if tag.startswith("I-") and inside and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], found + len(form), label)
        elif label in LABELS:
            spans.append((found, found + len(form), label))
        inside = label in LABELS
        at = found + len(form)
    return Annotated(text, tuple(spans))


def join(forms: list[str]) -> str:
    """Write tokens as running text, guessing where no space stood."""
    text, opened, glue = "", False, True
    for form in forms:
        if form == '"':
            opened = not opened
            glue, after = (glue if opened else True), opened
        else:
            glue = glue or form in {".", ",", ";", ":", "!", "?", ")", "]", "%", "“", "’", "...", "…", "«"}
            after = form in {"(", "[", "„", "»", "‚"}
        text += form if glue else " " + form
        glue = after
    return text


def gum_spans(sentence: Sentence) -> Annotated:
    """Named entities of a GUM sentence: the outermost mentions of person, place or organisation made of names
    only."""
    starts, at = [], 0
    for token in sentence.tokens:
        starts.append(at)
        at += len(token.form) + token.space
    spans: list[tuple[int, int, str]] = []
    for first, last, label in sorted(_gum_mentions(sentence), key=lambda m: (m[0], -m[1])):
        while first < last and sentence.tokens[first].upos == "DET":
            first += 1
        words = sentence.tokens[first : last + 1]
        end = starts[last] + len(words[-1].form)
        if _is_name(words) and (not spans or starts[first] >= spans[-1][1]):
            spans.append((starts[first], end, label))
    return Annotated(sentence.text, tuple(spans))


def _is_name(words: Sequence[Token]) -> bool:
    """Whether words are names by their XPOS (NNP, NNPS): the UPOS of `United` in United Nations is VERB."""
    ends = words[0].xpos[:3] == words[-1].xpos[:3] == "NNP"
    return ends and all(word.xpos[:3] == "NNP" or word.form in _SMALL_WORDS for word in words)


def _gum_mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Mentions (first token, last token, label); brackets in `Entity=` may enclose other brackets."""
    opened: list[tuple[str, int, str]] = []
    for at, token in enumerate(sentence.tokens):
        value = re.search(r"Entity=([^|]*)", token.misc)
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", value[1]) if value else []:
            group, kind = [*mark.strip("()").split("-"), ""][:2]
            if mark.startswith("("):
                opened.append((group, at, kind))
            if mark.endswith(")"):
                start = next((n for n in reversed(range(len(opened))) if opened[n][0] == group), None)
                if start is not None:
                    _, first, kind = opened.pop(start)
                    if kind in _GUM_TYPES:
                        yield first, at, _GUM_TYPES[kind]


def token_spans(sentence: Sentence, annotated: Annotated) -> tuple[tuple[int, int, str], ...]:
    """The entities of a text as (first token, token behind the last, label) of the tree of the same text."""
    starts, ends, at = {}, {}, 0
    for n, token in enumerate(sentence.tokens):
        starts[at] = n
        at += len("".join(token.form.split()))
        ends[at] = n + 1
    spans = []
    for start, end, label in annotated.spans:
        before = len("".join(annotated.text[:start].split()))
        size = len("".join(annotated.text[start:end].split()))
        if before in starts and before + size in ends:
            spans.append((starts[before], ends[before + size], label))
    return tuple(spans)
