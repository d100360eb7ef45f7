"""Parses of other spaCy pipelines, rebuilt as Universal Dependencies: what reads them knows no difference.

Treebanks differ in more than names. In TIGER (official German pipelines) and ClearNLP (official English ones)
prepositions govern their nouns, in TIGER auxiliaries govern their verbs too, and conjuncts form chains.
`Scheme` (from lang.toml) says which labels do so; this module turns the tree round.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from codebook.labels import Pattern, Scheme

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_UNDER_NOUNS = {"obl": "nmod", "advcl": "acl"}
_PASSIVE = {"nsubj": "nsubj:pass", "csubj": "csubj:pass"}
_OWN = frozenset({"nsubj", "nsubj:pass", "csubj", "mark"})
"""What makes a complement a clause with a subject of its own, or one that a conjunction opens."""


def to_universal(doc: Doc, scheme: Scheme | None) -> Doc:
    """A copy of a parse with universal heads and labels; the parse itself where they are so already."""
    if scheme is None or not any(token.dep_ in scheme.known_by for token in doc):
        return doc
    tree = _Tree(doc, scheme)
    for i in tree.bottom_up():
        tree.under_object(i)
    for i in tree.bottom_up():
        tree.under_verb(i)
    for i in tree.bottom_up():
        tree.off_conjunction(i)
    for i in range(len(doc)):
        tree.to_first_conjunct(i)
    tree.relabel()
    return tree.rebuilt()


class _Tree:
    """Heads and labels of a parse while they change."""

    def __init__(self, doc: Doc, scheme: Scheme) -> None:
        self.doc = doc
        self.scheme = scheme
        self.pos = [token.pos_ for token in doc]
        self.lemmas = [token.lemma_.lower() for token in doc]
        self.labels = [token.dep_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.children: list[set[int]] = [{child.i for child in token.children} for token in doc]

    def bottom_up(self) -> Iterator[int]:
        """Every token after its dependents, by the tree as it is now."""
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:
            order.extend(sorted(self.children[i]))
        return reversed(order)

    def move(self, i: int, head: int, label: str) -> None:
        self.children[self.heads[i]].discard(i)
        self.heads[i], self.labels[i] = head, label
        if head != i:
            self.children[head].add(i)

    def first(self, i: int, patterns: tuple[Pattern, ...]) -> int | None:
        """The first dependent that fits the first pattern that has one."""
        for pattern in patterns:
            for child in sorted(self.children[i]):
                if pattern.fits(self.labels[child], self.pos[child], (self.labels[i], self.pos[i])):
                    return child
        return None

    def exchange(self, i: int, child: int, label: str) -> None:
        """Put a dependent in the place of its head, under its label; the head and all else go below it."""
        others = self.children[i] - {child}
        above = child if self.heads[i] == i else self.heads[i]
        self.move(child, above, self.labels[i])
        self.move(i, child, label)
        for other in others:
            self.move(other, child, self.labels[other])

    def under_object(self, i: int) -> None:
        """`in → Paris` becomes `Paris → in`; of two prepositions in a row (according to) one is fixed."""
        noun = self.first(i, self.scheme.objects)
        if noun is None:
            return
        inner = next((c for c in sorted(self.children[noun]) if self.labels[c] == "case"), None)
        clause = self.pos[noun] in ("VERB", "AUX")
        self.labels[i] = self.universal(i)
        self.exchange(i, noun, "mark" if clause else "case")
        if inner is not None and inner > i:
            self.move(inner, i, "fixed")

    def under_verb(self, i: int) -> None:
        """`hat → angegriffen` becomes `angegriffen → hat`, `is → ready` becomes `ready → is`."""
        if self.lemmas[i] not in self.scheme.auxiliaries:
            return
        verb = self.first(i, self.scheme.complements)
        if verb is not None and not self.is_clause(verb):
            passive = self.form(verb) == "Part" and self.lemmas[i] in self.scheme.passive
            self.exchange(i, verb, "aux:pass" if passive else "aux")
            return
        predicate = self.first(i, self.scheme.predicates)
        if predicate is not None:
            there = any(self.universal(c) == "expl" for c in self.children[i])
            if there:  # There were protests.
                self.move(predicate, i, "nsubj")
            else:
                self.exchange(i, predicate, "cop")

    def off_conjunction(self, i: int) -> None:
        """`Iran → und → Irak` becomes `Iran → Irak → und`."""
        if self.labels[i] not in self.scheme.conjunctions:
            return
        first = self.heads[i]
        conjuncts = [c for c in sorted(self.children[i]) if self.universal(c) == "conj"]
        for conjunct in conjuncts:
            self.move(conjunct, first, self.labels[conjunct])
        for conjunct in conjuncts[:1]:
            self.move(i, conjunct, self.labels[i])

    def to_first_conjunct(self, i: int) -> None:
        """All conjuncts depend on the first, each conjunction on the conjunct behind it."""
        if self.universal(i) == "conj":
            while self.universal(self.heads[i]) == "conj":
                self.move(i, self.heads[self.heads[i]], self.labels[i])
        elif self.universal(i) == "cc":
            group = self.children[self.heads[i]]
            behind = [c for c in sorted(group) if c > i and self.universal(c) == "conj"]
            if behind:
                self.move(i, behind[0], self.labels[i])

    def universal(self, i: int) -> str:
        """The universal name of a token's label."""
        head = self.heads[i]
        around = (self.labels[head], self.pos[head])
        fitting = (
            to for pattern, to in self.scheme.labels if pattern.fits(self.labels[i], self.pos[i], around)
        )
        return next(fitting, self.labels[i])

    def form(self, i: int) -> str:
        return "".join(self.doc[i].morph.get("VerbForm", []))

    def is_clause(self, i: int) -> bool:
        """Whether a verb heads a clause of its own: finite, with a subject, or with a conjunction (dass)."""
        own = {self.universal(c) for c in self.children[i] if self.pos[c] != "PART"}
        return self.form(i) == "Fin" or bool(own & _OWN)

    def relabel(self) -> None:
        """Universal names for all labels, once the tree stands."""
        plain = [self.universal(i) for i in range(len(self.doc))]
        self.labels = [self._named(i, plain) for i in range(len(self.doc))]

    def _named(self, i: int, plain: list[str]) -> str:
        label, head = plain[i], self.heads[i]
        beside = {plain[c] for c in self.children[head]}
        if head == i:
            return "ROOT"
        if label == "obl" and self.pos[i] in ("VERB", "AUX"):  # by bombing the port
            label = "advcl"
        if label == "ccomp" and not {plain[c] for c in self.children[i] if self.pos[c] != "PART"} & _OWN:
            label = "xcomp"
        if self.pos[head] in _NOMINAL and "cop" not in beside:
            return _UNDER_NOUNS.get(label, label)
        return _PASSIVE.get(label, label) if "aux:pass" in beside else label

    def rebuilt(self) -> Doc:
        """A document with the tree as it is now; sentences follow from it."""
        doc = Doc(
            self.doc.vocab,
            words=[token.text for token in self.doc],
            spaces=[bool(token.whitespace_) for token in self.doc],
            pos=self.pos,
            tags=[token.tag_ for token in self.doc],
            lemmas=[token.lemma_ for token in self.doc],
            morphs=[self._morph(i) for i in range(len(self.doc))],
            heads=self.heads,
            deps=self.labels,
        )
        doc.ents = [Span(doc, e.start, e.end, label=e.label) for e in self.doc.ents]
        return doc

    def _morph(self, i: int) -> str:
        """The features, with the voice of a past participle without an auxiliary: men arrested in Minsk."""
        morph = str(self.doc[i].morph)
        past = {"VerbForm=Part", "Tense=Past"} <= set(morph.split("|"))
        if past and "Voice=" not in morph and not any(self.labels[c] == "aux" for c in self.children[i]):
            return f"{morph}|Voice=Pass"
        return morph
