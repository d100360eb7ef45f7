"""What counts as an action: frames (meaning), rules (words), topics and cues, read from TOML."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from codebook.participles import participles
from codebook.records import Language

CONTENT = ("occurred", "planned", "negated", "hypothetical")
NO_TARGET = ("drop", "null", "government", "people", "country", "adversary", "accuser")
NO_SOURCE = ("drop", "null", "state", "police", "armed", "crowd")
CUE_KINDS = ("negation", "hypothetical", "planned", "reported")
SCOPES = ("modifier", "auxiliary", "governor", "marker", "inversion", "trigger", "headline")


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of act, apart from any language; see the head of `ontology/frames.toml`."""

    name: str
    gloss: str
    code: str
    planned: str
    symmetric: bool = False
    mirror: str | None = None
    place: bool = False
    abroad: bool = False
    topic: str | None = None
    topics: Mapping[str, str] = field(default_factory=dict)
    content: str = "occurred"
    no_target: str = "drop"
    no_source: str = "drop"
    statement: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """How a language says a frame: the lemmas that trigger it and where source and target stand.

    Slots are `subj`, `obj`, `iobj`, `gen`, `poss`, `mod`, `agent`, `content` or an adposition's lemma
    (with `+case` where the case decides: `na+acc`). `needs` and `bars` give slot → lemmas that must, or must
    not, stand there; `@actor`, `@country`, `@place`, `@topic:x` and `@role:MIL` stand for classes.
    """

    rule_id: str
    frame: Frame
    pos: str
    lemmas: frozenset[str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    needs: Mapping[str, frozenset[str]]
    bars: Mapping[str, frozenset[str]]
    code: str
    example: str
    counter: str
    file: str
    line: int

    @property
    def specificity(self) -> int:
        """More specific rules go first: each constraint counts, then named lemmas over classes."""
        named = sum(not lemma.startswith("@") for lemmas in self.needs.values() for lemma in lemmas)
        return 10 * len(self.needs) + 2 * len(self.bars) + (1 if named else 0)


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes what is claimed; `scope` says where it stands to the trigger.

    modifier: a dependent of the trigger (not, nie); auxiliary: its auxiliary or modal verb (will, würde);
    governor: a word whose complement the trigger is (verhindern, versuchen); marker: the conjunction of
    its clause (falls, if); inversion: a verb that opens its clause (Sollte, Were); trigger: the
    trigger's own verb (synthetic futures); headline: what introduces a bare infinitive (to visit). `forms`
    are surface forms, for cues whose lemma does not tell enough; `features` are morphological features
    that the cue must show, `verb` those that the trigger must show.
    """

    rule_id: str
    kind: str
    scope: str
    lemmas: frozenset[str]
    forms: frozenset[str]
    features: Mapping[str, str]
    verb: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Actions:
    """Everything that makes events in one language, indexed by lemma.

    `planned` gives, for the code of an act, the code of the intention to do it.
    """

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    topics: Mapping[str, frozenset[str]]
    cues: tuple[Cue, ...]
    settings: Mapping[str, Any]
    past_participles: Mapping[str, str]
    present_participles: Mapping[str, str]
    planned: Mapping[str, str]

    def rules(self) -> Iterator[Rule]:
        seen: set[str] = set()
        for index in (self.verbs, self.nouns):
            for rules in index.values():
                for rule in rules:
                    if rule.rule_id not in seen:
                        seen.add(rule.rule_id)
                        yield rule


class Problems(list[str]):
    """Findings as `file:line: message`, gathered so that one run shows them all."""

    def at(self, path: Path, line: int, message: str) -> None:
        self.append(f"{path.parent.name}/{path.name}:{line}: {message}")


def read_toml(path: Path, problems: Problems) -> dict[str, Any]:
    """A TOML file, or nothing and a finding."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.at(path, 1, "is missing; every language needs it")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        problems.at(path, int(found.group(1)) if found else 1, f"is no valid TOML: {error}")
    return {}


def load_frames(path: Path, codes: Mapping[str, object], problems: Problems) -> dict[str, Frame]:
    """Name → frame; every code must be in `codes`."""
    frames = {}
    for name, row in read_toml(path, problems).items():
        line = _line_of(path, f"[{name}]")
        unknown = set(row) - set(Frame.__dataclass_fields__)
        frame = Frame(
            name=name,
            planned=row.get("planned", row.get("code", "")),
            **{key: value for key, value in row.items() if key not in unknown | {"planned", "name"}},
        )
        for code in (
            frame.code,
            frame.planned,
            *frame.topics.values(),
            *([frame.mirror] if frame.mirror else []),
        ):
            if code not in codes:
                problems.at(path, line, f"[{name}] has code {code!r}, which is not in cameo.csv")
        for value, allowed in (
            (frame.content, CONTENT),
            (frame.no_target, NO_TARGET),
            (frame.no_source, NO_SOURCE),
        ):
            if value not in allowed:
                problems.at(path, line, f"[{name}] has {value!r}; allowed: {', '.join(allowed)}")
        for key in sorted(unknown):
            problems.at(path, line, f"[{name}] has an unknown key {key!r}")
        frames[name] = frame
    return frames


def load_actions(
    language: Language, folder: Path, frames: Mapping[str, Frame], problems: Problems
) -> Actions:
    """The actions of one language folder."""
    path = folder / "actions.toml"
    verbs: dict[str, list[Rule]] = {}
    nouns: dict[str, list[Rule]] = {}
    seen: set[str] = set()
    for row in read_toml(path, problems).get("rule", []):
        for rule in _rules(row, language, path, frames, problems):
            if rule.rule_id in seen:
                problems.at(path, rule.line, f"rule id {row.get('id')!r} stands twice")
            seen.add(rule.rule_id)
            for lemma in rule.lemmas:
                (verbs if rule.pos == "verb" else nouns).setdefault(lemma, []).append(rule)
    topics = {
        name: frozenset(lemma.lower() for lemma in lemmas)
        for name, lemmas in read_toml(folder / "topics.toml", problems).items()
    }
    known = {frame.topic for frame in frames.values()} | {t for f in frames.values() for t in f.topics}
    for name in topics:
        if name not in known:
            problems.at(
                folder / "topics.toml", _line_of(folder / "topics.toml", name), f"unknown topic {name!r}"
            )
    settings = read_toml(folder / "lang.toml", problems)
    return Actions(
        verbs=_ranked(verbs),
        nouns=_ranked(nouns),
        topics=topics,
        cues=_cues(language, folder / "cues.toml", problems),
        settings=settings,
        past_participles=participles(verbs, settings, "past"),
        present_participles=participles(verbs, settings, "present"),
        planned={frame.code: frame.planned for frame in reversed(list(frames.values()))},
    )


def _ranked(index: Mapping[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    return {k: tuple(sorted(v, key=lambda r: (-r.specificity, r.line))) for k, v in index.items()}


def _rules(
    row: Mapping[str, Any], language: Language, path: Path, frames: Mapping[str, Frame], problems: Problems
) -> Iterator[Rule]:
    """A rule row gives a verb rule, a noun rule, or both."""
    name = row.get("id", "?")
    line = _line_of(path, f'id = "{name}"')
    frame = frames.get(row.get("frame", ""))
    missing = [key for key in ("id", "frame", "example", "counter") if not row.get(key)]
    allowed = {
        "id",
        "frame",
        "code",
        "verbs",
        "nouns",
        "source",
        "target",
        "needs",
        "bars",
        "example",
        "counter",
    }
    for key in missing:
        problems.at(path, line, f"rule {name!r} lacks {key!r}")
    for key in sorted(set(row) - allowed):
        problems.at(path, line, f"rule {name!r} has an unknown key {key!r}")
    if frame is None:
        problems.at(
            path, line, f"rule {name!r} names frame {row.get('frame')!r}, which is not in frames.toml"
        )
        return
    if not row.get("verbs") and not row.get("nouns"):
        problems.at(path, line, f"rule {name!r} has neither verbs nor nouns")
    both = bool(row.get("verbs")) and bool(row.get("nouns"))
    for pos, source, target in (("verb", ["subj"], ["obj"]), ("noun", ["agent", "poss", "mod", "gen"], [])):
        lemmas = row.get(pos + "s")
        if lemmas:
            yield Rule(
                rule_id=f"{language.value}.actions.{name}" + (f".{pos}" if both else ""),
                frame=frame,
                pos=pos,
                lemmas=frozenset(lemma.lower() for lemma in lemmas),
                source=tuple(row.get("source", source)),
                target=tuple(row.get("target", target)),
                needs={
                    slot: frozenset(v.lower() if v[0] != "@" else v for v in values)
                    for slot, values in row.get("needs", {}).items()
                },
                bars={
                    slot: frozenset(v.lower() if v[0] != "@" else v for v in values)
                    for slot, values in row.get("bars", {}).items()
                },
                code=row.get("code", frame.code),
                example=row.get("example", ""),
                counter=row.get("counter", ""),
                file=f"lang/{language.value}/{path.name}",
                line=line,
            )


def _cues(language: Language, path: Path, problems: Problems) -> tuple[Cue, ...]:
    cues = []
    for row in read_toml(path, problems).get("cue", []):
        line = _line_of(path, f'id = "{row.get("id")}"')
        if row.get("kind") not in CUE_KINDS:
            problems.at(path, line, f"kind {row.get('kind')!r}; allowed: {', '.join(CUE_KINDS)}")
        if row.get("scope") not in SCOPES:
            problems.at(path, line, f"scope {row.get('scope')!r}; allowed: {', '.join(SCOPES)}")
        cues.append(
            Cue(
                rule_id=f"{language.value}.cues.{row.get('id')}",
                kind=row.get("kind", ""),
                scope=row.get("scope", ""),
                lemmas=frozenset(lemma.lower() for lemma in row.get("lemmas", [])),
                forms=frozenset(form.lower() for form in row.get("forms", [])),
                features=row.get("features", {}),
                verb=row.get("verb", {}),
            )
        )
    return tuple(cues)


def _line_of(path: Path, text: str) -> int:
    """The line of a file that begins with `text`, for messages."""
    return _lines(path, path.stat().st_mtime_ns if path.exists() else 0).get(text, 1)


@cache
def _lines(path: Path, _modified: int) -> dict[str, int]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = ((line.strip(), number) for number, line in enumerate(lines, start=1))
    return {
        line if "[" in line[:1] or line.startswith("id =") else line.split("=")[0].strip(): number
        for line, number in reversed(list(keys))
    }
