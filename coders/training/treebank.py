"""Sentences of CoNLL-U files, in the conventions that our pipelines learn.

Tokens are surface tokens: a fused preposition stays one token, a contraction that is plainly the sum of its
parts (do+n't) is split. Of the label subtypes only those that event coding reads are kept."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

SUBTYPES = frozenset(
    {"nsubj:pass", "aux:pass", "csubj:pass", "compound:prt", "obl:agent", "obl:arg", "expl:pv", "det:poss"}
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word; `head` is the 0-based index of its head in the sentence, its own index at the root."""

    form: str
    space: bool
    lemma: str
    upos: str
    feats: str
    head: int
    dep: str
    misc: str = "_"
    xpos: str = "_"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A tree with its id, its document (the id without sentence number) and whether a document starts
    here."""

    sent_id: str
    tokens: tuple[Token, ...]
    new_doc: bool

    @property
    def text(self) -> str:
        return "".join(t.form + " " * t.space for t in self.tokens).strip()


def read(path: Path) -> Iterator[Sentence]:
    """Read a CoNLL-U file, plain or gzipped, leaving out empty nodes."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+(-\d+)?\t", line)]
            if rows:
                name = re.search(r"^# sent_id = (.*)$", block, re.M)
                yield Sentence(name[1] if name else "", _tokens(rows), "# newdoc" in block)


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    """Write sentences as a CoNLL-U file, gzipped where its name says so."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding="utf-8") as out:
        for sentence in sentences:
            marks = ["# newdoc"] * sentence.new_doc + [
                f"# sent_id = {sentence.sent_id}",
                f"# text = {sentence.text}",
            ]
            rows = [_row(n, token) for n, token in enumerate(sentence.tokens)]
            out.write("\n".join([*marks, *rows]) + "\n\n")


def _row(n: int, token: Token) -> str:
    head = 0 if token.head == n else token.head + 1
    misc = "_" if token.space else "SpaceAfter=No"
    cells = (
        n + 1,
        token.form,
        token.lemma or "_",
        token.upos,
        token.xpos,
        token.feats,
        head,
        token.dep,
        "_",
        misc,
    )
    return "\t".join(map(str, cells))


def _tokens(rows: list[list[str]]) -> tuple[Token, ...]:
    """Surface tokens of the rows: a multiword row is one token unless it is the plain sum of its words."""
    words = {int(row[0]): row for row in rows if "-" not in row[0]}
    spaces = {n: "SpaceAfter=No" not in row[9] for n, row in words.items()}
    owner = {n: n for n in words}
    for row in rows:
        if "-" not in row[0]:
            continue
        first, last = map(int, row[0].split("-"))
        parts = range(first, last + 1)
        spaces |= dict.fromkeys(parts, False) | {last: "SpaceAfter=No" not in row[9]}
        if "".join(words[n][1] for n in parts) != row[1]:
            main = next((n for n in parts if int(words[n][6]) not in parts), first)
            owner |= dict.fromkeys(parts, main)
            words[main] = [words[main][0], row[1], *words[main][2:]]
            spaces[main] = spaces[last]
    at = {n: k for k, n in enumerate(n for n in words if owner[n] == n)}
    return tuple(
        _token(words[n], space=spaces[n], head=at[owner[int(words[n][6])]] if words[n][6] != "0" else k)
        for n, k in at.items()
    )


def _token(row: list[str], *, space: bool, head: int) -> Token:
    lemma = "" if row[2] == "_" and row[1] != "_" else row[2]
    return Token(row[1], space, lemma, row[3], row[5], head, _label(row[7]), row[9], row[4])


def _label(dep: str) -> str:
    return dep if dep in SUBTYPES else dep.split(":")[0]


def relabel(sentence: Sentence, labels: dict[str, str]) -> Sentence:
    """Bring a treebank's labels to those of another: `labels` maps "label" or "label/UPOS" to a label."""
    tokens = [
        replace(token, dep=labels.get(f"{token.dep}/{token.upos}", labels.get(token.dep, token.dep)))
        for token in sentence.tokens
    ]
    return replace(sentence, tokens=tuple(tokens))


def split_hyphens(sentence: Sentence) -> Sentence:
    """Make hyphenated words several tokens (US-Präsident: US, -, Präsident), as the German GSD treebank does.

    The last part keeps head, label and dependents; the parts before it are its `compound`s. Of a truncated
    first part (Außen-) only the hyphen is split off."""
    pieces = [_pieces(token) for token in sentence.tokens]
    if all(len(parts) == 1 for parts in pieces):
        return sentence
    starts, heads, at = [], [], 0
    for parts in pieces:
        starts.append(at)
        heads.append(at + (0 if parts[-1] == "-" else len(parts) - 1))
        at += len(parts)
    tokens: list[Token] = []
    for token, parts, start, head in zip(sentence.tokens, pieces, starts, heads, strict=True):
        tokens += _split_token(token, parts=parts, start=start, at_head=head, head=heads[token.head])
    return replace(sentence, tokens=tuple(tokens))


def _pieces(token: Token) -> list[str]:
    word = token.form
    if "-" not in word[1:] or not any(c.isalpha() for c in word) or re.search(r"[@/:]|\.[a-z]|--", word):
        return [word]
    return [part for part in re.split(r"(?<=\w)(-)(?=\w)|(?<=[^\W\d_])(-)$", word) if part]


def _split_token(token: Token, *, parts: list[str], start: int, at_head: int, head: int) -> list[Token]:
    if len(parts) == 1:
        return [replace(token, head=head)]
    lemmas = [part for part in re.split(r"(-)", token.lemma) if part]
    if len(lemmas) != len(parts):
        lemmas = (
            [*parts[:-1], token.lemma.rsplit("-", 1)[-1] or parts[-1]] if token.lemma else [""] * len(parts)
        )
    out = []
    for n, (form, lemma) in enumerate(zip(parts, lemmas, strict=True)):
        at, last = start + n, n == len(parts) - 1
        part = replace(token, form=form, lemma=lemma, space=last and token.space, misc="_")
        if at == at_head:
            part = replace(part, head=head)
        elif form == "-":
            part = replace(
                part, upos="PUNCT", feats="_", dep="punct", head=at - 1, lemma="-" if lemma else ""
            )
        else:
            part = replace(part, upos=_first_part(form, token.upos), head=at_head, dep="compound")
        out.append(part)
    return out


def _first_part(form: str, upos: str) -> str:
    """Word class of a part before a hyphen: names and initialisms are PROPN, numbers NUM, else like the last
    part."""
    if form.isdigit():
        return "NUM"
    if upos == "NOUN" and len(form) > 1 and form.isupper():
        return "PROPN"
    return upos
