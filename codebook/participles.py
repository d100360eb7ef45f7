"""Participles of the action verbs, made by rule, for pipelines that lemmatise a participle as itself.

`lang.toml` holds the rules: `[participles] past` and `present` give pairs of a verb ending (a regular
expression) and what stands in its place; `strong` lists verbs whose participle no rule makes; `augment`
is put in front of the stem, after a separable particle (fest·ge·nommen), unless the stem begins with one
of `unaugmented`. `converb` gives pairs, too, of which every one that fits makes a form (ubiti: ubivši),
`converbs` the forms of verbs that go their own way (ući: ušavši).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any


def participles(verbs: Iterable[str], settings: Mapping[str, Any], tense: str) -> dict[str, str]:
    """Participle → verb, for `tense` past or present."""
    rules = settings.get("participles", {})
    found: dict[str, str] = {}
    for verb in dict.fromkeys(verb.split()[0] for verb in verbs):  # gun down: gunned
        for form in _forms(verb, rules, tense, settings.get("particles", ())):
            found.setdefault(form, verb)
    return found


def converbs(verbs: Iterable[str], settings: Mapping[str, Any]) -> dict[str, str]:
    """Converb → verb: `optuživši` and `optužujući` tell what else the subject of a clause does."""
    rules = settings.get("participles", {})
    found: dict[str, str] = {form: verb for verb, form in rules.get("converbs", {}).items()}
    for verb in verbs:
        for pattern, ending in rules.get("converb", ()):
            if verb not in rules.get("converbs", {}) and re.search(pattern, verb):
                found.setdefault(re.sub(pattern, ending, verb), verb)
    return found


def _forms(verb: str, rules: Mapping[str, Any], tense: str, particles: Iterable[str]) -> list[str]:
    particle = max(
        (p for p in particles if verb.startswith(p) and len(verb) - len(p) > 3), key=len, default=""
    )
    forms = []
    for front in {particle, ""}:
        stem = verb.removeprefix(front)
        for strong, form in rules.get("strong", {}).items() if tense == "past" else ():
            if stem == strong:
                forms.append(front + form)
            elif stem.endswith(strong) and any(stem == p + strong for p in rules.get("unaugmented", ())):
                forms.append(front + stem.removesuffix(strong) + form.removeprefix(rules.get("augment", "")))
        augment = rules.get("augment", "") if tense == "past" else ""
        if stem.startswith(tuple(rules.get("unaugmented", ()))) or stem.endswith("ieren"):
            augment = ""
        for pattern, ending in rules.get(tense, ()):
            if re.search(pattern, stem):
                forms.append(front + augment + re.sub(pattern, ending, stem))
                break
    return forms
