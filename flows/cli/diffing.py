"""The command that shows what a change of the codebook does: codebook diff."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from flows.cli.options import Output, show

if TYPE_CHECKING:  # spaCy takes seconds to import
    from flows.compare import Difference


class DiffForm(StrEnum):
    """How differences are printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


Book = Annotated[
    str, typer.Argument(help="A codebook's folder, one to lay over ours, `shipped`, or a git revision.")
]


def diff(
    old: Book,
    new: Book,
    corpus: Annotated[list[str], typer.Option("--on", help="Texts to code; may be repeated.")],
    form: Annotated[DiffForm, typer.Option("--format", "-f")] = DiffForm.TEXT,
    out: Output = None,
) -> None:
    """Code texts by two codebooks and show the events gained, lost and changed.

    Ends with 0 if there are none, with 1 if there are some, as diff does.
    """
    from flows.compare import codebook_named, differences
    from flows.ingest import ingest
    from flows.settings import load_settings

    settings = load_settings()
    books = codebook_named(old), codebook_named(new)
    taken = list(ingest(corpus, settings=settings))
    articles = [one.article for one in taken if one.article]
    found = list(differences(articles, *books, settings))
    show({DiffForm.TEXT: _text, DiffForm.CSV: _csv, DiffForm.JSON: _json}[form](found), out)
    counts = Counter(one.change for one in found)
    parts = ", ".join(f"{counts[change]} {change}" for change in ("gained", "lost", "changed"))
    told_in = len({one.article.article_id for one in found})
    refused = sum(one.article is None for one in taken)
    summary = f"{parts} in {told_in} of {len(articles)} articles"
    Console(stderr=True).print(summary + (f"; {refused} could not be read" if refused else ""), markup=False)
    raise typer.Exit(1 if found else 0)


def _text(found: Sequence["Difference"]) -> str:
    """Each sentence once, below it what the old codebook says of it (-) and what the new one says (+)."""
    lines: list[str] = []
    sentence = None
    for row in _rows(found):
        if (row["article"], row["sentence"]) != sentence:
            sentence = (row["article"], row["sentence"])
            lines += ["", f"{row['article']}  {row['sentence']}"]
        lines += [
            f"  {sign} {row[when]}  [{row[f'{when}_rule']}]"
            for sign, when in (("-", "before"), ("+", "after"))
            if row[when]
        ]
    return "\n".join(lines[1:]) if lines else "no difference"


def _csv(found: Sequence["Difference"]) -> str:
    stream = io.StringIO()
    columns = ("change", "article", "sentence", "before", "before_rule", "after", "after_rule")
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(found))
    return stream.getvalue()


def _json(found: Sequence["Difference"]) -> str:
    return json.dumps(_rows(found), ensure_ascii=False, indent=1)


def _rows(found: Sequence["Difference"]) -> list[dict[str, str]]:
    from flows.compare import told

    return [
        {
            "change": one.change,
            "article": one.article.url or one.article.title or one.article.article_id,
            "sentence": one.sentence,
            "before": told(one.before) if one.before else "",
            "before_rule": one.before.rule_id if one.before else "",
            "after": told(one.after) if one.after else "",
            "after_rule": one.after.rule_id if one.after else "",
        }
        for one in found
    ]
