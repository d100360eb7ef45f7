"""The command that shows what the codebook lacks for somebody's texts: codebook gaps."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from flows.cli.options import Codebook, show


def gaps(
    corpus: Annotated[list[str], typer.Argument(metavar="TEXT…", help="Files or folders, as for run.")],
    top: Annotated[int, typer.Option(min=1, help="How many gaps to show.")] = 40,
    codebook: Codebook = None,
) -> None:
    """List the words between two actors that told of no event in your texts, the most frequent first.

    Each with the nearest rule, if any knows the word, and what that rule lacked.
    """
    from flows.gaps import gaps as found_in
    from flows.ingest import ingest
    from flows.settings import lexicon, load_settings, with_overlays

    settings = with_overlays(load_settings(), codebook)
    taken = list(ingest(corpus, settings=settings))
    articles = [one.article for one in taken if one.article]
    found = found_in(articles, settings, lexicon(settings))
    table = Table("", "lang", "word", "nearest rule", "why", "e.g.")
    for gap in found[:top]:
        language = gap.language.value if gap.language else ""
        table.add_row(str(gap.times), language, gap.lemma, gap.rule_id, gap.why, gap.sentence)
    show(table)
    refused = len(taken) - len(articles)
    summary = f"{len(found)} gaps in {len(articles)} articles, {min(top, len(found))} shown"
    Console(stderr=True).print(summary + (f"; {refused} could not be read" if refused else ""), markup=False)
