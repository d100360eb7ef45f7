"""How results are printed: tables for people, CSV, JSON and Markdown for programs and pages."""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from codebook.lexicon import Lexicon
from codebook.records import Language, Reject
from codebook.stats import Coverage, Layer
from flows.evaluate import Fault, Reliability, Score
from warehouse.reports import Summary

if TYPE_CHECKING:  # Prefect and spaCy take seconds to import, and most commands need neither
    from flows.pipeline import Outcome

_REJECTS_SHOWN = 10
_FAULT_FIELDS = ("source", "code", "target", "date", "date_end", "status")


class Form(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def as_text(table: pa.Table, form: Form) -> str | Table:
    """A result as a terminal table, or as CSV with a header, or as a JSON array of objects."""
    rows = table.to_pylist()
    if form is Form.JSON:
        return json.dumps(rows, ensure_ascii=False, indent=1, default=str)
    if form is Form.CSV:
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.column_names)
        writer.writerows(row.values() for row in rows)
        return stream.getvalue().rstrip("\n")
    shown = Table(*table.column_names)
    for row in rows:
        shown.add_row(*("–" if cell is None else escape(str(cell)) for cell in row.values()))
    return shown


def print_outcome(console: Console, outcome: "Outcome") -> None:
    """What one run did, and in words what it refused."""
    loaded = outcome.loaded
    console.print(
        f"[bold]{loaded.articles}[/] new articles: {loaded.coded} coded, {loaded.empty} without events, "
        f"{loaded.rejected} rejected; {outcome.known} known before, {loaded.duplicates} duplicates",
        soft_wrap=True,
    )
    if outcome.resumed:
        console.print(f"{outcome.resumed} of them had been coded by a run that was interrupted")
    console.print(f"[bold]{loaded.events}[/] new events from {loaded.mentions} mentions")
    print_rejects(console, outcome.rejects)


def print_rejects(console: Console, rejects: Sequence[Reject]) -> None:
    """The first of what was refused, each with its reason, and a count of the rest."""
    for reject in rejects[:_REJECTS_SHOWN]:
        console.print(f"  {reject.origin}: {reject.detail} [{reject.reason}]", markup=False, soft_wrap=True)
    if len(rejects) > _REJECTS_SHOWN:
        rest = Counter(reject.reason for reject in rejects[_REJECTS_SHOWN:])
        words = ", ".join(f"{count} {reason}" for reason, count in rest.most_common())
        console.print(f"  and {len(rejects) - _REJECTS_SHOWN} more ({words}); see the table rejects")


def print_summary(console: Console, summary: Summary) -> None:
    """What a warehouse holds: counts, the most frequent dyads, events by month."""
    console.print(
        f"The warehouse holds {summary.articles} articles: {summary.coded} coded, {summary.empty} without "
        f"events, {summary.rejected} rejected; {summary.events} events from {summary.mentions} mentions.",
        soft_wrap=True,
    )
    if not summary.events:
        return
    dyads = Table("source", "target", "events", "mentions", "Goldstein mean", title="Top dyads")
    for dyad in summary.top_dyads:
        figures = (str(dyad.n_events), str(dyad.n_mentions), f"{dyad.goldstein_mean:.1f}")
        dyads.add_row(dyad.source, dyad.target, *figures)
    months = Table("month", "events", title="Events per month")
    for month, count in summary.months:
        months.add_row(month, str(count))
    console.print(dyads, months)


def score_table(scores: Mapping[str, Score], *, by: str) -> Table:
    """Precision, recall and F1 on dyad and root, then the shares of found events that are right in full."""
    table = Table(by, "gold", "P", "R", "F1", "code", "role", "date", "status", "quiet")
    for name, score in scores.items():
        figures = [score.precision, score.recall, score.f1]
        shares = [score.share(figure) for figure in ("code", "role", "date", "status", "quiet")]
        cells = ["–" if figure is None else f"{figure:.3f}" for figure in (*figures, *shares)]
        table.add_row(name, str(score.found + score.missed), *cells)
    return table


def reliability_table(found: Reliability) -> Table:
    """Claimed confidence beside the share that is right; a bin counts the claims of that confidence."""
    title = (
        f"Confidence: Brier {found.brier:.3f} ({found.brier_even:.3f} by the mean share), gap {found.gap:.3f}"
    )
    table = Table("claimed", "mean", "right", "events", title=title, title_justify="left")
    for low, high, claimed, observed, count in found.bins:
        table.add_row(f"{low:.2f}–{high:.2f}", f"{claimed:.2f}", f"{observed:.2f}", str(count))
    return table


def print_faults(console: Console, faults: Sequence[Fault]) -> None:
    """Passages with what was missed or extra in them."""
    for fault in faults:
        passage = fault.passage
        console.print(f"\n{passage['id']} {passage.get('published')} {passage['text']}", markup=False)
        for kind, events in (("missed", fault.missed), ("extra", fault.extra)):
            for event in events:
                console.print(f"  {kind} {_fields(event)}", markup=False)


def _fields(event: Mapping[str, Any]) -> str:
    return " ".join(f"{name}={event[name]}" for name in _FAULT_FIELDS if event.get(name))


def coverage_table(found: Mapping[Language, Coverage], lexicon: Lexicon) -> Table:
    """Counts by language, then rules by CAMEO root."""
    table = Table("", "", *found)
    for name in ("rules", "verbs", "nouns", "codes", "agents", "names", "discards"):
        values = (getattr(one, name) for one in found.values())
        table.add_row("", name, *(str(v if isinstance(v, int) else len(v)) for v in values))
    table.add_row("", "people", *(str(len(lexicon.languages[language].people.persons)) for language in found))
    table.add_section()
    for root in sorted({root for one in found.values() for root in one.roots}):
        label = lexicon.cameo[root].label.lower()
        table.add_row(root, f"rules: {label}", *(str(one.roots.get(root, 0)) for one in found.values()))
    return table


def layer_table(found: Mapping[Language, Layer]) -> Table:
    """What the layers add to the languages that they lie over."""
    table = Table("layer", "over", "words", "endings", "names", "time words", title="Layers")
    for language, one in found.items():
        counts = (one.words, one.endings, one.names, one.time_words)
        table.add_row(language, one.root, *map(str, counts))
    return table


def lacking_table(found: Mapping[Language, Coverage], lexicon: Lexicon) -> Table:
    """Frames without a word in some language: where it lags behind, or what a new one begins with."""
    table = Table("frame", "code", "meaning", *found, title="Frames that a language has no word for")
    for name, frame in lexicon.frames.items():
        if any(name in one.lacking for one in found.values()):
            cells = ("lacks" if name in one.lacking else "" for one in found.values())
            table.add_row(name, frame.code, frame.gloss, *cells)
    return table
