"""The whole codebook, loaded, validated and frozen."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from codebook.actions import Actions, Frame, Problems, Rule, load_actions, load_frames
from codebook.agents import Agents, load_agents
from codebook.calendar import DateLexicon, load_dates
from codebook.codes import EventCode, load_codes
from codebook.errors import CodebookError
from codebook.gazetteer import Gazetteer, load_names
from codebook.labels import Scheme, load_scheme
from codebook.people import People, load_people
from codebook.records import Language

HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class LanguageLexicon:
    """What one language contributes; `scheme` tells how to read parses that are not universal."""

    language: Language
    names: Gazetteer
    agents: Agents
    actions: Actions
    dates: DateLexicon
    people: People
    scheme: Scheme | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The codebook: ontology, actors and the languages; `hash` changes with any of its files."""

    cameo: Mapping[str, EventCode]
    frames: Mapping[str, Frame]
    rules: Mapping[str, Rule]
    languages: Mapping[Language, LanguageLexicon]
    hash: str


def load_lexicon() -> Lexicon:
    """The shipped codebook.

    Raises CodebookError with every finding as file:line when something in it does not hold.
    """
    problems = Problems()
    cameo = load_codes().events
    frames = load_frames(HOME / "ontology" / "frames.toml", cameo, problems)
    languages = {}
    for language in Language:
        folder = HOME / "lang" / language.value
        actions = load_actions(language, folder, frames, problems)
        languages[language] = LanguageLexicon(
            language=language,
            names=load_names(language),
            agents=load_agents(language),
            actions=actions,
            dates=load_dates(language),
            people=load_people(language),
            scheme=load_scheme(actions.settings, folder / "lang.toml", problems),
        )
    if problems:
        raise CodebookError(list(problems))
    return Lexicon(
        cameo=cameo,
        frames=frames,
        rules={rule.rule_id: rule for lexicon in languages.values() for rule in lexicon.actions.rules()},
        languages=languages,
        hash=codebook_hash(),
    )


def codebook_hash(home: Path = HOME) -> str:
    """Sixteen hexadecimal digits over every data file of the codebook, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(p for p in home.rglob("*") if p.suffix in (".toml", ".csv")):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
