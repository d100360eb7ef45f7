"""Reading and checking `ontology/frames.toml` and a language's actions, idioms, cues and topics."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from codebook.actions import Actions, Cue, Frame, Rule
from codebook.errors import CodebookError
from codebook.layers import SHIPPED, Layers, Table
from codebook.participles import converbs, participles
from codebook.precedence import conflicts, ranked
from codebook.records import Language
from codebook.tables import Problems, Row, place

CONTENT = ("occurred", "planned", "negated", "hypothetical")
NO_TARGET = (
    "drop",
    "null",
    "government",
    "people",
    "country",
    "adversary",
    "adversary_or_country",
    "opponent",
    "opponent_or_people",
    "accuser",
    "author",
    "parties",
    "addressed",
)
NO_SOURCE = ("drop", "null", "captor", "state", "police", "armed", "crowd", "workers")
CUE_KINDS = ("negation", "hypothetical", "ordered", "planned", "reported")
SCOPES = (
    "modifier",
    "auxiliary",
    "prospect",
    "governor",
    "others",
    "marker",
    "condition",
    "setting",
    "inversion",
    "unreal",
    "trigger",
    "headline",
)
REQUIRED = ("id", "frame")
# The suite runs them for every rule of ours; users may do without.
TRIED = {"actions": ("example", "counter"), "idioms": ("example",)}
PLACES = ("source", "target", "needs", "bars", "no_source", "no_target")
ALLOWED = {*REQUIRED, *TRIED["actions"], *PLACES, "before", "code", "verbs", "nouns"}
IDIOM = ("id", "frame", "code", "verbs", "words", "target", "example")
"""Columns of `idioms.csv`: rules in short."""
# Where source and target stand if a rule does not say.
SLOTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "verb": (("subj",), ("obj",)),
    "noun": (("agent", "poss", "mod", "gen"), ()),
}


def load_frames(codes: Mapping[str, object], layers: Layers = SHIPPED) -> dict[str, Frame]:
    """Name → frame; every code must be in `codes`. Raises CodebookError with every finding."""
    problems = Problems()
    tables = layers.named("ontology/frames.toml", prefix="frames", problems=problems)
    frames = {name: _frame(name, table, codes, problems) for name, table in tables.items()}
    if problems:
        raise CodebookError(problems)
    return frames


def _frame(name: str, table: Table, codes: Mapping[str, object], problems: Problems) -> Frame:
    row = table.cells
    unknown = set(row) - set(Frame.__dataclass_fields__) | {"name"} & set(row)
    problems += [f"{table.at}: [{name}] has an unknown key {key!r}" for key in sorted(unknown)]
    problems += [f"{table.at}: [{name}] lacks {key!r}" for key in ("gloss", "code") if key not in row]
    known = {key: value for key, value in row.items() if key not in unknown}
    frame = Frame(**{"name": name, "gloss": "", "code": "", "planned": row.get("code", ""), **known})
    for code in filter(None, (frame.code, frame.planned, frame.mirror, *frame.topics.values())):
        if code not in codes:
            problems.append(f"{table.at}: [{name}] has code {code!r}, which is not in cameo.csv")
    for value, allowed in (
        (frame.content, CONTENT),
        (frame.no_target, NO_TARGET),
        (frame.no_source, NO_SOURCE),
    ):
        if value not in allowed:
            problems.append(f"{table.at}: [{name}] has {value!r}; allowed: {', '.join(allowed)}")
    return frame


SETTINGS = (
    "act_nouns act_pronouns bodies both counterparts crowd_prepositions currencies epithets few followers "
    "groups guests hosts leaders lemmas linked modals namesakes no_towns occasion_prepositions origin "
    "own_country policies quantity_nouns scene_prepositions shared sides static_place third_person "
    "town_adjectives town_nouns town_prepositions town_verbs townspeople"
)
"""What every `lang.toml` has to say of a language."""


def load_actions(
    language: Language, frames: Mapping[str, Frame], codes: Mapping[str, object], layers: Layers = SHIPPED
) -> Actions:
    """The actions of one language. Raises CodebookError with every finding."""
    problems = Problems()
    folder = f"lang/{language.value}"
    settings = layers.document(f"{folder}/lang.toml", problems)
    for key in (key for key in SETTINGS.split() if key not in settings):
        at = f"{place(layers.lowest(f'{folder}/lang.toml'))}:1"
        problems.append(
            f"{at}: lacks {key}, which the coder reads; add it, empty if {language.value} has no such word"
        )
    verbs, nouns = _rules(language, frames, codes, layers, problems)
    actions = Actions(
        verbs=verbs,
        nouns=nouns,
        topics=_topics(f"{folder}/topics.toml", frames, layers, problems),
        cues=_cues(language, layers, problems),
        settings=settings,
        past_participles=participles(verbs, settings, "past"),
        present_participles=participles(verbs, settings, "present"),
        converbs=converbs(verbs, settings),
        planned={frame.code: frame.planned for frame in reversed(list(frames.values()))},
    )
    if problems:
        raise CodebookError(problems)
    return actions


Index = dict[str, tuple[Rule, ...]]


def _rules(
    language: Language,
    frames: Mapping[str, Frame],
    codes: Mapping[str, object],
    layers: Layers,
    problems: Problems,
) -> tuple[Index, ...]:
    """The rules for verbs and those for nouns, by lemma, in order of precedence."""
    found: dict[str, dict[str, list[Rule]]] = {"verb": {}, "noun": {}}
    seen: set[str] = set()
    layer: dict[str, int] = {}
    tables = layers.tables(
        f"lang/{language.value}/actions.toml",
        "rule",
        key=lambda row: f"{language.value}.actions.{row.get('id')}",
        problems=problems,
    )
    rows = layers.table(
        f"lang/{language.value}/idioms.csv",
        columns=IDIOM,
        key=lambda row: f"{language.value}.idioms.{row['id']}",
        problems=problems,
    )
    found_in = [("actions", table) for table in tables]
    found_in += [("idioms", Table(row.at, _spelt_out(row, problems), row.layer)) for row in rows]
    for kind, table in sorted(found_in, key=lambda one: -one[1].layer):
        name = table.cells.get("id", "?")
        if name in seen:
            problems.append(f"{table.at}: rule id {name!r} stands twice")
        seen.add(name)
        for rule in _rule(table, language, kind, frames, codes, problems):
            layer[rule.rule_id] = table.layer
            for lemma in sorted(rule.lemmas):
                found[rule.pos].setdefault(lemma, []).append(rule)
    for table in tables:
        others = (name for name in table.cells.get("before", ()) if name not in seen)
        unknown = [
            name
            for name in others
            if not any(layers.is_off(f"{language.value}.{kind}.{name}") for kind in TRIED)
        ]
        problems += [f"{table.at}: before names {name!r}, which is no rule here" for name in unknown]
    for rules in found.values():
        problems += conflicts(rules, layer)
    return tuple({lemma: ranked(rules, layer) for lemma, rules in found[pos].items()} for pos in SLOTS)


def _spelt_out(row: Row, problems: Problems) -> dict[str, Any]:
    """The rule that an idiom is short for: verbs, words that must stand beside them, any actor as subject.

    `words` are `slot:lemma|lemma`, several slots parted by `;`. They make it an idiom, so that it does
    without a counter-example.
    """
    needs: dict[str, list[str]] = {"subj": ["@actor"]}
    for part in filter(None, (part.strip() for part in row["words"].split(";"))):
        slot, colon, lemmas = part.partition(":")
        if not colon:
            problems.append(f"{row.at}: words {part!r} names no slot; write SLOT:LEMMA|LEMMA")
        else:
            needs[slot] = [lemma for lemma in lemmas.split("|") if lemma]
    cells = {key: row[key] for key in ("id", "frame", "code", "example") if row[key]}
    lists = {key: row.parts(key) for key in ("verbs", "target") if row[key]}
    return {**cells, **lists, "needs": needs}


def _rule(
    table: Table,
    language: Language,
    kind: str,
    frames: Mapping[str, Frame],
    codes: Mapping[str, object],
    problems: Problems,
) -> Iterator[Rule]:
    """A rule row gives a verb rule, a noun rule, or both."""
    row, name = table.cells, table.cells.get("id", "?")
    frame = frames.get(row.get("frame", ""))
    problems += [f"{table.at}: rule {name!r} {fault}" for fault in _faults(table, TRIED[kind], frames, codes)]
    if frame is None:
        return
    stand_ins = {key: row.get(key, getattr(frame, key)) for key in ("no_source", "no_target")}
    frame = replace(frame, **stand_ins)
    both = bool(row.get("verbs")) and bool(row.get("nouns"))
    for pos, (source, target) in SLOTS.items():
        lemmas = row.get(f"{pos}s")
        if lemmas:
            yield Rule(
                rule_id=f"{language.value}.{kind}.{name}" + (f".{pos}" if both else ""),
                name=name,
                frame=frame,
                pos=pos,
                lemmas=frozenset(lemma.lower() for lemma in lemmas),
                source=tuple(row.get("source", source)),
                target=tuple(row.get("target", target)),
                needs=_constraints(row.get("needs", {})),
                bars=_constraints(row.get("bars", {})),
                code=row.get("code", frame.code),
                before=frozenset(row.get("before", ())),
                example=row.get("example", ""),
                counter=row.get("counter", ""),
                at=table.at,
                idiom=kind == "idioms",
            )


def _faults(
    table: Table, tried: tuple[str, ...], frames: Mapping[str, Frame], codes: Mapping[str, object]
) -> Iterator[str]:
    row = table.cells
    for key in REQUIRED if table.layer else (*REQUIRED, *tried):
        if not row.get(key):
            yield f"lacks {key!r}"
    for key in sorted(set(row) - ALLOWED):
        yield f"has an unknown key {key!r}; known: {', '.join(sorted(ALLOWED))}"
    if row.get("frame", "") not in frames:
        yield f"names frame {row.get('frame')!r}, which is not in frames.toml"
    for key, allowed in (("no_source", NO_SOURCE), ("no_target", NO_TARGET)):
        if row.get(key, "drop") not in allowed:
            yield f"has {key} {row[key]!r}; allowed: {', '.join(allowed)}"
    if row.get("code", "01") not in codes:
        yield f"has code {row['code']!r}, which is not in cameo.csv"
    if not row.get("verbs") and not row.get("nouns"):
        yield "has neither verbs nor nouns"


def _constraints(slots: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Slot → lemmas in small letters; classes (`@role:MIL`) as they are."""
    return {
        slot: frozenset(value.lower() if value[0] != "@" else value for value in values)
        for slot, values in slots.items()
    }


def _topics(
    path: str, frames: Mapping[str, Frame], layers: Layers, problems: Problems
) -> dict[str, frozenset[str]]:
    topics = {
        name: frozenset(lemma.lower() for lemma in lemmas)
        for name, lemmas in layers.document(path, problems).items()
    }
    known = {frame.topic for frame in frames.values()} | {t for f in frames.values() for t in f.topics}
    problems += [f"{layers.at(path, name)}: unknown topic {name!r}" for name in topics if name not in known]
    return topics


def _cues(language: Language, layers: Layers, problems: Problems) -> tuple[Cue, ...]:
    cues = []
    tables = layers.tables(
        f"lang/{language.value}/cues.toml",
        "cue",
        key=lambda row: f"{language.value}.cues.{row.get('id')}",
        problems=problems,
    )
    for table in tables:
        row = table.cells
        for key, allowed in (("kind", CUE_KINDS), ("scope", SCOPES)):
            if row.get(key) not in allowed:
                problems.append(f"{table.at}: {key} {row.get(key)!r}; allowed: {', '.join(allowed)}")
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
