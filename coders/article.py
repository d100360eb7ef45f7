"""The one door: an article in, its events out. Pure: no clock, no network, no warehouse."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from spacy.tokens import Doc, MorphAnalysis
from spacy.tokens import Span as DocSpan

from codebook.languages import varieties
from codebook.layering import LanguageLexicon
from codebook.lexicon import Lexicon
from codebook.records import (
    Article,
    Coded,
    Event,
    Language,
    Reason,
    Reject,
    Span,
    Stage,
    TimeRef,
    digest,
)
from coders.actors import resolve, resolve_head
from coders.asides import set_aside
from coders.dates import tag
from coders.events import Sentence, headlines_dated, sentence_events, told_once
from coders.fold import Folded, fold, respell
from coders.full_names import find_surnames, join_full_names
from coders.grammar import Grammar, lemma, relation
from coders.language import detect, written_as
from coders.memory import Memory
from coders.mend import mend
from coders.names import (
    drop_bearers,
    drop_currencies,
    drop_namesakes,
    drop_titled,
    name_matches,
    take_datelines,
)
from coders.parse import parse
from coders.persons import is_known
from coders.qualify import tense
from coders.scene import Scene
from coders.towns import find_towns
from coders.townspeople import find_townspeople
from coders.translate import translate
from coders.universal import to_universal

PARSED: list[int | str] = ["POS", "DEP", "HEAD"]
"""What mending changes of a token."""
PARTS = ("flat", "compound", "appos")
"""Relations of words that only belong to another name."""


def code_article(
    article: Article, lexicon: Lexicon, *, pipelines: Mapping[Language, str] | None = None
) -> Coded:
    """Every event that an article reports, in text order, each with its rule and its characters.

    An article in a language without a codebook comes back with a reject that says so. `pipelines`
    names other installed spaCy pipelines by language.
    """
    parsed = parsed_article(article, lexicon, pipelines or {})
    return Coded(article, rejects=(_unsupported(article),)) if parsed is None else code_doc(*parsed)


def parsed_article(
    article: Article, lexicon: Lexicon, pipelines: Mapping[Language, str]
) -> tuple[Doc, Article, LanguageLexicon, Folded] | None:
    """What `code_doc` takes: the parse, the article with its language, the words of that, the folded text.

    None when the article is in no language of the codebook.
    """
    language = article.language or detect(article.text)
    if language is None:
        return None
    folded = fold(article.text, language)
    words = lexicon.languages[written_as(language, folded.text)]
    folded = respell(folded, words.respelling)
    named = pipelines.get(language) or pipelines.get(words.root, "")
    doc = parse(folded.text, words.root, named)
    set_aside(doc, words.actions, lambda rest: parse(rest, words.root, named))
    return doc, replace(article, language=language), words, folded


def code_doc(doc: Doc, article: Article, lexicon: LanguageLexicon, folded: Folded) -> Coded:
    """The events of an article whose folded text is parsed already; the parse is mended in place."""
    scene = scene_of(doc, article, lexicon)
    timexes = tag(folded.text, lexicon=lexicon.dates, published=article.published, tense=_tense_of(scene))
    events: list[Event] = []
    for number, span in enumerate(scene.doc.sents):
        remember(span, scene)
        events += sentence_events(Sentence(number, span, scene, timexes, article, folded))
    returned = tuple(replace(t, span=folded.original(t.span)) for t in timexes)
    return Coded(article, tuple(told_once(headlines_dated(events, article))), (), returned)


def tag_times(article: Article, lexicon: Lexicon) -> tuple[TimeRef, ...]:
    """The time expressions alone, without a parse, for an article in a supported language."""
    language = article.language or detect(article.text)
    if language is None:
        return ()
    folded = fold(article.text, language)
    words = lexicon.languages[written_as(language, folded.text)]
    folded = respell(folded, words.respelling)
    found = tag(folded.text, lexicon=words.dates, published=article.published)
    return tuple(replace(t, span=folded.original(t.span)) for t in found)


def _unsupported(article: Article) -> Reject:
    ours = ", ".join(variety.name for variety in varieties().values())
    detail = f"the text is in none of {ours}, or too short to tell; say lang if it is"
    return Reject(
        digest(article.article_id, "language"),
        Stage.CODE,
        Reason.UNSUPPORTED_LANGUAGE,
        detail,
        article.article_id,
        article.url,
    )


def scene_of(doc: Doc, article: Article, lexicon: LanguageLexicon) -> Scene:
    """Names found, parse mended, people known by their office: what rules are applied to."""
    doc = to_universal(doc, lexicon.scheme)
    translate(doc, lexicon)
    grammar = Grammar.of(lexicon.actions)
    names = name_matches(doc, lexicon.names, article.published)
    drop_namesakes(doc, names, grammar.genitive, lexicon.actions.settings["namesakes"])
    drop_currencies(doc, names, lexicon.actions.settings["currencies"])
    drop_titled(doc, names)
    find_towns(doc, names, lexicon, grammar)
    find_townspeople(doc, names, lexicon)
    before = doc.to_array(PARSED)
    full_names = join_full_names(doc, names, lexicon.people, article.published)
    drop_bearers(doc, names, full_names)
    find_surnames(doc, names, lexicon.people, article.published, nouns_small=grammar.case_decides)
    mend(doc, names, grammar)
    changed = (doc.to_array(PARSED) != before).any(axis=1).nonzero()[0]
    dateline = take_datelines(doc, names)
    scene = Scene(
        doc=doc,
        lexicon=lexicon,
        grammar=grammar,
        names=names,
        day=article.published,
        memory=Memory(dateline=dateline),
        repaired=frozenset(changed.tolist()),
        full_names=full_names,
    )
    for i, (name, first, _) in scene.names.items():
        if i == first and not name.code.startswith(("IGO", "NGO")):
            scene.memory.countries[name.code[:3]] = scene.memory.countries.get(name.code[:3], 0) + 1
    for token in doc:  # whoever is introduced with an office later is known from the headline on
        compared = lemma(token) in lexicon.actions.settings["counterparts"]
        if token.pos_ in ("NOUN", "PROPN") and not compared and relation(token) not in PARTS:
            resolve(token, scene)
    _take_up_names(scene)
    scene.resolved.clear()
    return scene


def _take_up_names(scene: Scene) -> None:
    """`Kuleba je posetio Varšavu`: what opens a sentence, or has a capital where nouns have none, is a name
    if the article has introduced it."""
    for token in scene.doc:
        shown = token.is_sent_start or (scene.grammar.case_decides and token.text.istitle())
        if shown and token.pos_ != "PROPN" and token.i not in scene.names and is_known(token, scene):
            token.pos_ = "PROPN"
            shown_as = {key: value for key, value in token.morph.to_dict().items() if key != "Poss"}
            token.morph = MorphAnalysis(token.vocab, shown_as)  # obećala Zelenskom pomoć: nobody's


def _tense_of(scene: Scene) -> Callable[[Span], str | None]:
    def of(span: Span) -> str | None:
        part = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
        return tense(part.root, scene) if part is not None else None

    return of


def remember(sentence: DocSpan, scene: Scene) -> None:
    """The actors of a sentence, in order: what later words, pronouns among them, may stand for."""
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN") and relation(token) not in (*PARTS, "amod"):
            for actor in resolve_head(token, scene):
                scene.memory.mentioned.append(actor)
                if relation(token) == "nsubj":
                    scene.memory.subjects.append(actor)
