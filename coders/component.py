"""The coder as a spaCy component: `nlp.add_pipe("whowhom")` gives every Doc its `doc._.events`."""

from collections.abc import Callable
from functools import cache, reduce
from itertools import takewhile
from pathlib import Path

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from codebook.errors import Terminal
from codebook.languages import varieties
from codebook.lexicon import Lexicon, load_lexicon
from codebook.records import Article, Language
from coders.article import code_doc
from coders.asides import set_aside
from coders.fold import Folded

Doc.set_extension("events", default=(), force=True)
Doc.set_extension("published", default=None, force=True)


@Pipeline.factory(
    "whowhom",
    assigns=["doc._.events"],
    requires=["token.dep", "token.lemma", "token.pos"],
    default_config={"codebook": []},
)
def whowhom(nlp: Pipeline, name: str, codebook: list[str]) -> Callable[[Doc], Doc]:
    """Put last in a pipeline for German, Serbian (Latin script) or English, ours or an official one.

    `codebook` names folders that are laid over the shipped codebook.

    Relative dates are counted from `doc._.published` (a date), which may be set by a component before.
    Spans of the events count characters of `doc.text`; the parse of the Doc itself stays as it is.
    """
    if nlp.lang not in set(Language):
        names = ", ".join(f"{variety.name} ({variety.language})" for variety in varieties().values())
        raise Terminal(f"whowhom codes {names}; this pipeline is for {nlp.lang!r}: add it to one of theirs")
    language = Language(str(nlp.lang))

    def code(doc: Doc) -> Doc:
        offsets = range(len(doc.text) + 1)
        article = Article(
            Article.identify(doc.text, url=None, published=doc._.published),
            doc.text,
            language,
            doc._.published,
        )
        same = Folded(doc.text, tuple(offsets[:-1]), tuple(offsets[1:]))
        words, own = _lexicon(tuple(codebook)).languages[language], doc.copy()
        set_aside(own, words.actions, parse_again)
        doc._.events = code_doc(own, article, words, same).events
        return doc

    def parse_again(rest: Doc) -> Doc:
        before = takewhile(lambda pipe: pipe[0] != name, nlp.pipeline)
        return reduce(lambda parsed, pipe: pipe[1](parsed), before, rest)

    return code


@cache
def _lexicon(overlays: tuple[str, ...]) -> Lexicon:
    return load_lexicon(overlays=[Path(folder) for folder in overlays])
