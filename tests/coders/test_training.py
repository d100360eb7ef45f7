"""The parts of models that the training of the pipelines puts together."""

from pathlib import Path

import spacy
from thinc.api import Model

from coders.embedding import affix_embed
from coders.entity_layers import entity_tok2vec
from coders.training.corpus import MARKED
from coders.training.entities import Annotated, read_marked, read_offsets
from coders.training.treebank import read


def test_the_entity_layers_join_the_shared_vectors_with_those_of_the_word() -> None:
    shared: Model = affix_embed(16, 4, 50, 20, prefixes=[1], suffixes=[3], word_dropout=0.0)
    shared.set_dim("nO", 16)
    layers = entity_tok2vec(
        shared, 12, 1, 4, word_rows=50, affix_rows=20, prefixes=[4], suffixes=[3], word_dropout=0.0
    )
    docs = [spacy.blank("en")(text) for text in ("Envoys left Oslo", "Oslo")]
    layers.initialize(X=docs)
    first, second = layers.predict(docs)
    assert first.shape == (3, 12) and second.shape == (1, 12)


def test_entities_marked_in_line_are_read_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "en.txt"
    path.write_text("Dr. [PER Ana Rivera] left [LOC Austin].\nNobody else did.\n", encoding="utf-8")
    first, second = read_marked(path)
    assert first == Annotated("Dr. Ana Rivera left Austin.", ((4, 14, "PER"), (20, 26, "LOC")))
    assert second == Annotated("Nobody else did.", ())


def test_entities_marked_by_place_find_their_sentence(tmp_path: Path) -> None:
    trees = tmp_path / "en_own.conllu"
    trees.write_text(
        "# sent_id = a-1\n# text = Oslo slept\n"
        "1\tOslo\tOslo\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n2\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\t_\n\n",
        encoding="utf-8",
    )
    marks = tmp_path / "en_own.tsv"
    marks.write_text("a-1\t0-4:LOC\n", encoding="utf-8")
    assert list(read_offsets(marks, read(trees))) == [Annotated("Oslo slept", ((0, 4, "LOC"),))]


def test_every_mark_of_ours_is_closed_and_of_a_known_kind() -> None:
    texts = [sentence.text for path in MARKED.glob("*.txt") for sentence in read_marked(path)]
    assert len(texts) > 1000
    assert [text for text in texts if "[" in text or "]" in text] == []
