"""Commands that need the coder alone: code, dates, explain, eval, codebook."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from codebook.errors import CodebookError, Terminal
from flows.cli.options import (
    DEFAULT_WAREHOUSE,
    Codebook,
    Confidence,
    Lines,
    Output,
    Warehouse,
    reading,
    show,
    writing,
)
from flows.show import print_faults, reliability_table, score_table

if TYPE_CHECKING:  # spaCy takes seconds to import
    from codebook.records import Article
    from flows.settings import Settings

app = typer.Typer()
Dictionaries = Annotated[list[Path] | None, typer.Option(help="A dictionary; may be repeated.")]
codebook_app = typer.Typer(help="The rules and lists by which events are coded.", no_args_is_help=True)


@app.command()
def code(source: Lines = None, out: Output = None, codebook: Codebook = None) -> None:
    """Code JSON Lines: a text a line in, its events a line out, in the same order."""
    from flows.lines import code_lines
    from flows.settings import load_settings, with_overlays

    settings = with_overlays(load_settings(), codebook)
    with reading(source) as lines, writing(out) as stream:
        for line in code_lines(lines, settings=settings):
            stream.write(line + "\n")


@app.command()
def dates(source: Lines = None, out: Output = None) -> None:
    """Tag time expressions in JSON Lines: a text a line in, its TIMEX3 values a line out."""
    from flows.lines import date_lines
    from flows.settings import load_settings

    with reading(source) as lines, writing(out) as stream:
        for line in date_lines(lines, settings=load_settings()):
            stream.write(line + "\n")


@app.command()
def explain(
    event_id: Annotated[str | None, typer.Argument(help="As in the tables events and mentions.")] = None,
    text: Annotated[str | None, typer.Option(help="Code this text and explain its events.")] = None,
    lang: Annotated[str | None, typer.Option(help="de, en, sr, hr or bs, else told from the text.")] = None,
    published: Annotated[str | None, typer.Option(help="Day on which the text appeared.")] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    html: Annotated[Path | None, typer.Option(help="Write a page here instead.")] = None,
    missed: Annotated[
        bool, typer.Option("--missed", help="With --text: also the words that told of no event, and why.")
    ] = False,
    codebook: Codebook = None,
) -> None:
    """Say why an event was coded: its sentence, rule, actors and date; or why none was."""
    from flows.explain import as_html, explain, in_terminal
    from flows.lines import code_text
    from flows.settings import lexicon, load_settings, with_overlays
    from warehouse.explain import find

    settings = with_overlays(load_settings(), codebook)
    if text is not None and event_id is None:
        coded = code_text(text, lang=lang, published=published, settings=settings)
        found = [(coded.article, event) for event in coded.events]
    elif event_id is not None and text is None:
        found = find(warehouse, event_id)
    else:
        raise Terminal("give either the id of an event or --text")
    explanations = [explain(article, event, lexicon(settings)) for article, event in found]
    if html:
        show(as_html(explanations), html)
    elif not explanations:
        show("No event is coded in this text.")
    for explanation in explanations if not html else ():
        show(in_terminal(explanation))
    if text is not None and not html and (missed or not explanations):
        _show_missed(coded.article, settings)


def _show_missed(article: "Article", settings: "Settings") -> None:
    from coders.misses import near_misses
    from flows.settings import lexicon

    for miss in near_misses(article, lexicon(settings), pipelines=settings.pipelines):
        show(f"{miss.span.of(article.text)}: {miss.rule_id or 'no rule'}: {miss.why}")


@app.command("eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl")],
    by: Annotated[str, typer.Option(help="Only by lang, phenomenon or root; by all three if absent.")] = "",
    errors: Annotated[int, typer.Option(help="How many passages with errors to list.")] = 20,
    predicted: Annotated[
        Path | None, typer.Option(help="Score this output of `whowhom code` instead of coding the texts.")
    ] = None,
    min_confidence: Confidence = 0.0,
    codebook: Codebook = None,
) -> None:
    """Precision, recall and F1 on a gold set, how far confidence can be trusted, and the errors."""
    from flows.evaluate import BY, evaluate, read_records, reliability
    from flows.lines import code_lines
    from flows.settings import load_settings, with_overlays

    settings = with_overlays(load_settings(), codebook)
    if by and by not in BY:
        raise Terminal(f"--by {by}: unknown; choose one of {', '.join(BY)}")
    passages = read_records(gold)
    if predicted:
        answers = read_records(predicted)
    else:
        with reading(gold) as lines:
            answers = [json.loads(line) for line in code_lines(lines, settings=settings)]
    found = {
        one["id"]: [event for event in one["events"] if event.get("confidence", 1) >= min_confidence]
        for one in answers
    }
    print_faults(Console(), evaluate(passages, found)[1][:errors])
    trust = reliability(passages, found)
    if trust is not None:
        show(reliability_table(trust))
    for group in [by] if by else reversed(BY):
        show(score_table(evaluate(passages, found, by=group)[0], by=group))


@codebook_app.command()
def check(codebook: Codebook = None) -> None:
    """Load the whole codebook; every finding is named by file and line."""
    from codebook.stats import town_names
    from flows.settings import lexicon, load_settings, with_overlays

    try:
        loaded = lexicon(with_overlays(load_settings(), codebook))
    except CodebookError as error:
        show("\n".join(error.problems))
        raise typer.Exit(1) from error
    names = town_names(loaded)
    show(f"the codebook holds: {len(loaded.rules)} rules, {names} names of towns, hash {loaded.hash}")


@codebook_app.command()
def stats(codebook: Codebook = None) -> None:
    """What each language has: rules by CAMEO root, words, and the frames that it has no word for."""
    from codebook.stats import coverage, layers, town_names
    from flows.settings import lexicon, load_settings, with_overlays
    from flows.show import coverage_table, lacking_table, layer_table

    loaded = lexicon(with_overlays(load_settings(), codebook))
    found = coverage(loaded)
    show(coverage_table(found, loaded))
    show(lacking_table(found, loaded))
    show(layer_table(layers(loaded)))
    show(f"towns that no table names: {town_names(loaded)} names, by GeoNames, for every language")


@codebook_app.command("import-petrarch")
def import_petrarch(
    out: Annotated[Path, typer.Argument(help="The folder to fill, for --codebook.")],
    actors: Dictionaries = None,
    agents: Dictionaries = None,
    verbs: Dictionaries = None,
) -> None:
    """Bring PETRARCH or TABARI dictionaries into a folder to lay over the codebook."""
    from codebook.petrarch import REPORT, import_dictionaries

    done = import_dictionaries(out, actors=actors or (), agents=agents or (), verbs=verbs or ())
    for loss in done.losses:
        show(str(loss))
    for table, rows in done.rows.items():
        show(f"{out / table}: {rows} rows")
    lost = f"{len(done.losses)} lines could not be carried over in full, see {out / REPORT}"
    show(lost if done.losses else "everything was carried over")
