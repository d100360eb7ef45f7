"""The whole codebook, loaded, validated and frozen."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codebook.actions import Frame, Rule
from codebook.actions_table import load_actions, load_frames
from codebook.agents import load_agents
from codebook.calendar import load_dates
from codebook.codes import Codes, EventCode, load_codes
from codebook.confidence import load_confidence
from codebook.discards import load_discards
from codebook.epithets import load_epithets
from codebook.errors import CodebookError
from codebook.gazetteer import load_names
from codebook.labels import load_scheme
from codebook.languages import Variety, varieties
from codebook.layering import LanguageLexicon, lay_over
from codebook.layers import Layers
from codebook.people import load_people, load_terms
from codebook.people_table import Entry
from codebook.records import Language
from codebook.tables import PACKAGE
from codebook.towns import load_towns
from codebook.words import OWN_COLUMNS, own_words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The codebook: ontology, actors and the languages; `hash` changes with any of its files."""

    cameo: Mapping[str, EventCode]
    frames: Mapping[str, Frame]
    rules: Mapping[str, Rule]
    languages: Mapping[Language, LanguageLexicon]
    hash: str


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """While a codebook is read hardly any object is let go; looking for those takes a fifth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@_collecting_nothing()
def load_lexicon(folder: Path = PACKAGE, *, overlays: Sequence[Path] = ()) -> Lexicon:
    """The codebook of a folder (the shipped one if none is named) with what users lay over it.

    `overlays` go from the lowest to the uppermost; see codebook/layers.py. Raises CodebookError with the
    findings of every part that does not hold, as file:line.
    """
    layers = Layers.of(folder, overlays)
    codes = load_codes(layers)
    frames = load_frames(codes.events, layers)
    languages: dict[Language, LanguageLexicon] = {}
    problems: list[str] = []
    try:
        terms = load_terms(layers)
    except CodebookError:
        terms = None  # the languages say what is wrong
    for language, variety in sorted(varieties(folder).items(), key=lambda item: item[1].depth):
        try:
            if variety.base is None:
                languages[language] = _language(variety, frames, codes, terms, layers)
            elif variety.base in languages:
                languages[language] = lay_over(languages[variety.base], variety, layers)
        except CodebookError as error:
            problems += [problem for problem in error.problems if problem not in problems]
    problems = problems or layers.idle()
    if problems:
        raise CodebookError(problems)
    return Lexicon(
        cameo=codes.events,
        frames=frames,
        rules={rule.rule_id: rule for lexicon in languages.values() for rule in lexicon.actions.rules()},
        languages=languages,
        hash=layers.hash(),
    )


def _language(
    variety: Variety,
    frames: Mapping[str, Frame],
    codes: Codes,
    terms: Mapping[str, Entry] | None,
    layers: Layers,
) -> LanguageLexicon:
    language = variety.language
    actions = load_actions(language, frames, codes.events, layers)
    people = load_people(language, layers, terms)
    problems: list[str] = []
    path = f"lang/{language.value}/lemma_forms.csv"
    rows = layers.added(path, columns=OWN_COLUMNS, problems=problems)
    words = own_words(rows, language, actions.settings["lemmas"]["verbs"], problems)
    if problems:
        raise CodebookError(problems)
    return LanguageLexicon(
        language=language,
        root=language,
        names=load_names(language, layers),
        agents=load_agents(language, layers),
        actions=actions,
        dates=load_dates(language, layers),
        people=people,
        towns=load_towns(people.spelling, layers),
        epithets=load_epithets(language, actions.settings, layers),
        discards=load_discards(language, codes.sectors, layers),
        scheme=load_scheme(actions.settings, layers.lowest(f"lang/{language.value}/lang.toml")),
        confidence=load_confidence(layers),
        respelling=variety.respelling,
        words=words,
    )
