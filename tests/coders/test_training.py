"""What the training of the pipelines makes of its data and models."""

import spacy
from thinc.api import Model

from coders.embedding import affix_embed
from coders.entity_layers import entity_tok2vec
from coders.training.treebank import Sentence, Token, ekavian


def word(form: str, lemma: str) -> Token:
    return Token(form, space=True, lemma=lemma, upos="NOUN", feats="_", head=0, dep="root")


def test_croatian_words_are_written_as_serbian_writes_them_where_serbian_knows_them() -> None:
    croatian = [("Vijeće", "vijeće"), ("mjestu", "mjesto"), ("nije", "biti"), ("Bjelovara", "Bjelovar")]
    sentence = Sentence("s", tuple(word(form, lemma) for form, lemma in croatian), new_doc=True)
    changed = ekavian(sentence, {"veće", "mestu", "nije", "ne"}).tokens
    assert [token.form for token in changed] == ["Veće", "mestu", "nije", "Bjelovara"]
    assert [token.lemma for token in changed] == ["veće", "mesto", "biti", "Bjelovar"]


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
