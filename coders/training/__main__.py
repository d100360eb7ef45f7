"""`python -m coders.training SHARED_DIR --language de`: from the treebank folder to the shipped pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import spacy
import typer
from rich import print as show

from coders.embedding import use_blas
from coders.training.corpus import read_entities
from coders.training.evaluate import entity_scores, megabytes, tree_scores, words_per_second
from coders.training.publish import publish, record
from coders.training.train import load_recipe, train
from coders.training.treebank import read

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    shared: Annotated[Path, typer.Argument(help="Folder that holds treebanks/ and ner/.", exists=True)],
    language: Annotated[str, typer.Option(help="de, sr or en.")],
    work: Annotated[Path, typer.Option(help="Folder for documents and checkpoints.")] = Path("training-runs"),
    teacher: Annotated[Path, typer.Option(help="Folder of the teacher's silver.")] = Path(
        "training-runs/teacher"
    ),
    target: Annotated[Path, typer.Option(help="Where the pipelines lie.")] = Path("coders/pipelines"),
    steps: Annotated[int | None, typer.Option(help="Cut every stage to so many steps: for a trial.")] = None,
    trained: Annotated[
        Path | None, typer.Option(help="Publish this pipeline instead of training one.")
    ] = None,
) -> None:
    """Train a language's pipeline, measure it on the test sets and put it in place."""
    use_blas()
    pipeline = trained or train(language, shared=shared, teacher=teacher, work=work / language, steps=steps)
    publish(pipeline, target / language, lang=language)
    figures = measure(target / language, shared=shared, language=language)
    record(target / language, figures)
    show(language, figures)


def measure(pipeline: Path, *, shared: Path, language: str) -> dict[str, float]:
    """Accuracy on the recipe's test sets, size in MB and speed in words a second of processor time."""
    test = load_recipe(language)["test"]
    nlp = spacy.load(pipeline)
    sentences = list(read(shared / test["trees"]))
    scores = tree_scores(nlp, sentences) | entity_scores(nlp, read_entities(shared / test["entities"]))
    speed = round(words_per_second(nlp, [sentence.text for sentence in sentences]), -2)
    return scores | {"megabytes": round(megabytes(pipeline), 1), "words_per_second": speed}


app()
