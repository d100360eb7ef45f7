"""The `whowhom` command.

Exit codes: 0 done, also when some input was refused (the summary names it, the table `rejects` keeps it);
1 done, but the codebook does not hold, nothing could be read, or two codebooks differ; 2 nothing could be
done, with one line that says what to do. Prefect and spaCy take seconds to import, so the commands that
need them import them.
"""

import os
import sys

import typer
from rich.console import Console

from codebook.errors import WhowhomError
from flows.cli import asking, coding, diffing, missing, running

app = typer.Typer(
    help="Who did what to whom, and when: coded political events from German, English, Serbian, Croatian "
    "and Bosnian news.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for part in (running.app, coding.app, asking.app):
    app.add_typer(part)
coding.codebook_app.command()(diffing.diff)
coding.codebook_app.command()(missing.gaps)
app.add_typer(coding.codebook_app, name="codebook")


def main() -> None:
    """Run the command; an error made on purpose is one message and exit code 2, never a traceback."""
    try:
        app()
    except WhowhomError as error:
        Console(stderr=True).print(f"whowhom: {error}", style="red", markup=False, soft_wrap=True)
        sys.exit(2)
    except BrokenPipeError:  # whoever reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
