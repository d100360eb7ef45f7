"""`python -m coders.training.teacher trees|entities SHARED_DIR BLOCKS TOKENIZER`: what a multilingual encoder
gives the pipelines: automatic trees of a parser that was fine-tuned on a language's gold trees; vectors of
frequent words, words that are names, and entities marked in the treebanks' sentences.

Needs the extra `teacher` (PyTorch, tokenizers, wordfreq); SHARED_DIR holds treebanks/, ner/ and teacher/."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated as Argument
from typing import Any

import torch
import typer
from rich import print as show

from coders.training.corpus import copy_finder, read_entities
from coders.training.entities import Annotated, gum_spans, write_iob2
from coders.training.evaluate import attachment, span_scores
from coders.training.own import own_sentences
from coders.training.teacher.encoder import Encoder, Pieces, load_encoder
from coders.training.teacher.parser import fit_parser, load_parser, parse
from coders.training.teacher.tagger import Example, Tagger, example, fit_tagger, mark
from coders.training.teacher.vectors import frequent_words, write_names, write_vectors
from coders.training.train import HERE, load_recipe
from coders.training.treebank import Sentence, read, write

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
HELD_OUT = 15
"""Every so many-th sentence of a source is kept from training, to measure the teacher on."""


Shared = Argument[Path, typer.Argument(help="Folder that holds treebanks/, ner/ and teacher/.", exists=True)]
Blocks = Argument[Path, typer.Argument(help="4-bit weights of multilingual-e5-small.", exists=True)]
TokenizerFile = Argument[Path, typer.Argument(help="Its tokenizer.json.", exists=True)]
Work = Argument[Path, typer.Option(help="Folder for the silver.")]
_WORK = Path("training-runs/teacher")
_CHECKPOINT = Path("teacher") / "teacher.fp16.pt"


@app.command()
def trees(
    shared: Shared,
    blocks: Blocks,
    tokenizer: TokenizerFile,
    language: Argument[str, typer.Option(help="A language that the plan has trees for: sr.")],
    work: Work = _WORK,
) -> None:
    """Fine-tune the parser on a language's gold trees and parse its automatic trees anew."""
    plan = next(p for p in _plan()["trees"] if p["language"] == language)
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    pieces, checkpoint = Pieces(tokenizer), shared / _CHECKPOINT
    parser = load_parser(load_encoder(blocks, checkpoint, dropout=plan["dropout"]), checkpoint)
    fit_parser(parser, _gold_trees(plan, shared), pieces, plan)
    torch.save(parser.state_dict(), work / f"{language}-parser.pt")
    test = list(read(shared / load_recipe(language)["test"]["trees"]))
    show(language, "test", attachment(parse(parser, test, plan["convention"], pieces), test))
    own = list(own_sentences(language, Path(plan["passages"])))
    write(work / f"{language}-own.conllu", parse(parser, own, plan["convention"], pieces))
    for path in plan["silver"]:
        silver = list(read(shared / path))
        write(work / Path(path).name, parse(parser, silver, plan["convention"], pieces))
        show(f"{path}: {len(silver)} sentences parsed")


@app.command()
def entities(shared: Shared, blocks: Blocks, tokenizer: TokenizerFile, work: Work = _WORK) -> None:
    """Write the languages' vectors and, after fine-tuning on the annotated entities, names and silver."""
    plan = _plan()
    work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    pieces = Pieces(tokenizer)
    encoder = load_encoder(blocks, shared / _CHECKPOINT)
    for language in plan["languages"]:
        words = frequent_words(language, plan["words"])
        write_vectors(work / f"{language}.npz", words, encoder, pieces, plan["vector_width"])
    tagger = _tagger(plan, encoder, pieces, shared)
    torch.save(tagger.state_dict(), work / "tagger.pt")
    for language, convention in plan["names"].items():
        words = frequent_words(language, plan["searched"])
        write_names(work / f"{language}-names.npz", words, tagger, pieces, convention)
    for silver in plan["silver"]:
        texts = list(dict.fromkeys(s.text for path in silver["trees"] for s in read(shared / path)))
        write_iob2(work / f"{silver['language']}.iob2", mark(tagger, texts, silver["convention"], pieces))
        show(f"{silver['language']}: {len(texts)} sentences marked")


def _plan() -> dict[str, Any]:
    return tomllib.loads((HERE / "recipes" / "teacher.toml").read_text(encoding="utf-8"))


def _gold_trees(plan: dict[str, Any], shared: Path) -> dict[str, list[Sentence]]:
    """A plan's gold trees by treebank, without near copies of test sentences."""
    is_copy = copy_finder(load_recipe(plan["language"]), shared)
    gold: dict[str, list[Sentence]] = {}
    for source in plan["gold"]:
        found = [s for s in read(shared / source["trees"]) if not is_copy(s.text)]
        gold.setdefault(source["treebank"], []).extend(found * source.get("copies", 1))
    return gold


def _tagger(plan: dict[str, Any], encoder: Encoder, pieces: Pieces, shared: Path) -> Tagger:
    """Fine-tune the entity teacher and show how it does on what was held out."""
    conventions = list(dict.fromkeys(source["convention"] for source in plan["source"]))
    tagger = Tagger(encoder, conventions)
    train, held_out = _examples(plan, conventions, shared)
    fit_tagger(tagger, train, pieces, plan)
    for name, (convention, sentences) in held_out.items():
        marked = mark(tagger, [sentence.text for sentence in sentences], convention, pieces)
        show(name, convention, span_scores(marked, sentences))
    return tagger


def _examples(
    plan: dict[str, Any], conventions: Sequence[str], shared: Path
) -> tuple[list[Example], dict[str, tuple[str, list[Annotated]]]]:
    """Training examples, and by file what is held out of it with its convention."""
    train: list[Example] = []
    held_out: dict[str, tuple[str, list[Annotated]]] = {}
    for source in plan["source"]:
        is_copy = copy_finder(load_recipe(source["language"]), shared)
        code = conventions.index(source["convention"])
        for path, sentences in _sentences(source, shared):
            fresh = [s for s in sentences if s.text.strip() and not is_copy(s.text)][
                :: source.get("every", 1)
            ]
            held_out[path] = (source["convention"], fresh[::HELD_OUT])
            learnt = [s for n, s in enumerate(fresh) if n % HELD_OUT]
            train += [example(s, code) for s in learnt] * source.get("copies", 1)
    return [e for e in train if e.words], held_out


def _sentences(source: dict[str, Any], shared: Path) -> Iterator[tuple[str, list[Annotated]]]:
    for path in source.get("entities", ()):
        yield path, list(read_entities(shared / path))
    for path in source.get("gum_entities", ()):
        yield path, [gum_spans(sentence) for sentence in read(shared / path)]


app()
