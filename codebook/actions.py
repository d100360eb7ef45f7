"""What counts as an action: frames (meaning), rules (words), topics and cues, read from TOML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


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
    presupposed: bool = False
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """How a language says a frame: the lemmas that trigger it and where source and target stand.

    Slots are `subj`, `obj`, `iobj`, `gen`, `poss`, `mod`, `agent`, `content`, `own`, `content_subj`,
    `obj_place` or an adposition's lemma (with `+case` where the case decides: `na+acc`).
    `needs` and `bars` give slot → lemmas
    that must, or must not, stand there; classes are `@actor`, `@country`, `@people` (Kenyans), `@state`,
    `@place`, `@ground` (a palace, a bridge: the setting `ground_nouns`), `@topic:x`, `@role:MIL`
    (`@role:REB`: of several, separatists and militias too), `@modal:must` (a verb with such an
    auxiliary), `@told:112` (a pronoun for the act told last, if of that code), `@policy` (a step, a law:
    the setting `policies`), `@word` is anything, `@headline` (in `any` only) a noun that is all a headline
    tells.
    `name` is the id of its row; `before` names rules that it goes before, see codebook/precedence.py. An
    `idiom` is a row of `idioms.csv`: its words mean together what its verb alone does not.
    """

    rule_id: str
    name: str
    frame: Frame
    pos: str
    lemmas: frozenset[str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    needs: Mapping[str, frozenset[str]]
    bars: Mapping[str, frozenset[str]]
    code: str
    before: frozenset[str]
    example: str
    counter: str
    at: str
    idiom: bool

    @property
    def specificity(self) -> tuple[int, int, bool]:
        """How much a rule asks for: its needs, its bars, and whether it needs any word by name."""
        named = any(not lemma.startswith("@") for lemmas in self.needs.values() for lemma in lemmas)
        return len(self.needs), len(self.bars), named


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that changes what is claimed; `scope` says where it stands to the trigger.

    modifier: a dependent of the trigger (not, nie); auxiliary: its auxiliary or modal verb (will, würde);
    prospect: the auxiliary in what somebody says of an own act to come (said it would); governor: a word
    whose complement the trigger is (verhindern, versuchen); others: the same of what somebody else is to do
    (expect Israel to strike); marker: the conjunction of its clause (falls,
    if); condition: that of a clause on which it depends (unless); setting: where it takes place (in the
    film); inversion: a verb that opens its clause (Sollte, Were); unreal: the conjunction of a clause before
    a conditional (Da je …, … bi …); trigger: the trigger's own verb
    (synthetic futures); headline: what introduces a bare infinitive (to visit). `forms` are surface forms,
    for cues whose lemma does not tell enough; `features` are morphological features that the cue must show,
    `verb` those that the trigger must show.
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
    converbs: Mapping[str, str]
    planned: Mapping[str, str]

    def rules(self) -> Iterator[Rule]:
        seen: set[str] = set()
        for index in (self.verbs, self.nouns):
            for rules in index.values():
                for rule in rules:
                    if rule.rule_id not in seen:
                        seen.add(rule.rule_id)
                        yield rule
