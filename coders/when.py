"""Which time expression dates an event."""

from collections.abc import Sequence

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from codebook.records import Span, TimeRef
from coders.grammar import Grammar, ancestors, clause_of, feature, lemma, relation, verb_lemmas
from coders.qualify import tense
from coders.scene import Scene

VERBAL = ("VERB", "AUX")
COARSE = frozenset({"year", "decade", "century"})
BREAKS = frozenset(",;:–—()")
COMMA = 20
"""By how many tokens a comma takes an expression farther from an event."""


def when(trigger: Token, timexes: Sequence[TimeRef], scene: Scene, *, words: bool) -> TimeRef | None:
    """The expression of the trigger's own clause, else of a governing clause, else of its sentence; `words`
    tells that the event is one of words, no deed.

    An expression that dates a noun (das Abkommen von 2015), a clause of its own (nachdem am Montag …) or a
    deadline (bis Freitag) dates nothing else.
    """
    sentence = trigger.sent
    best: tuple[int, bool, int, TimeRef] | None = None
    above = [trigger, *(token for token, _ in ancestors(trigger))]
    for timex in timexes:
        tokens = [t for t in sentence if timex.span.start <= t.idx < timex.span.end]
        if not tokens or not _is_day(timex) or _stands_aside(tokens, timex, scene):
            continue
        if words and _is_scheduled(tokens, trigger, timex, scene):
            continue
        rank = _rank(timex, tokens, trigger, above, scene)
        if rank is not None:
            key = (rank, timex.grain in COARSE, _distance(tokens, trigger))
            if best is None or key < best[:3]:
                best = (*key, timex)
    if best is None or best[0] > 0:
        return _unknown(trigger, scene) or (best[3] if best else None)
    return best[3]


def _unknown(trigger: Token, scene: Scene) -> TimeRef | None:
    """`die kurz vor der Offensive … vereinbart hatten`: background, counted from what has no day here.

    In a main clause, `Kurz vor der Offensive vereinbarten`, only behind the lead, which tells what is new.
    """
    clause = clause_of(trigger)
    background = _is_background(clause)
    if not background and (_is_lead(clause.sent) or tense(clause, scene) != "past"):
        return None
    for word in clause.subtree:
        told = _bears(word, "shortly", scene) or (background and _bears(word, "far_off", scene))
        if not told or word.i + 1 == word.sent.end:
            continue
        case = word if _bears(word, "later_prep", scene) else word.nbor(1)
        if case.dep_ == "case" and _bears(case, "later_prep", scene):
            noun = case.head
            if not background and _of_the_story(noun):
                continue
            span = Span(word.idx, noun.idx + len(noun))
            rule = f"{scene.lexicon.dates.language.value}.dates.when.shortly"
            return TimeRef(span, None, None, "day", "XXXX-XX-XX", "DATE", None, rule)
    return None


def _is_lead(sentence: DocSpan) -> bool:
    """Whether a sentence is the first of its text, or the first behind a headline."""
    before = sentence.doc[: sentence.start].text
    return "\n" not in before.strip() and ("\n" in before or not before)


def _of_the_story(noun: Token) -> bool:
    """Whether an event is one that the text has told before: `nach seiner Ankunft`, `nach der Explosion`."""
    owned = any(feature(child, "Poss") == "Yes" for child in noun.children)
    return owned or any(token.lemma_ == noun.lemma_ for token in noun.doc[: noun.sent.start])


def _is_background(clause: Token) -> bool:
    """Whether a clause describes a noun or tells, in the pluperfect, what went before."""
    finite = [c for c in clause.children if c.dep_ == "aux" and feature(c, "VerbForm") == "Fin"]
    had = any(feature(c, "Tense") == "Past" for c in finite)
    return relation(clause) == "acl" or (had and feature(clause, "VerbForm") == "Part")


def _is_day(timex: TimeRef) -> bool:
    """Durations and times of day date an event only if they have days; dates also when these are unknown."""
    return timex.start is not None or (timex.timex_type == "DATE" and not timex.value.endswith("_REF"))


def _distance(tokens: list[Token], trigger: Token) -> int:
    """Tokens between an expression and the trigger; commas count for many."""
    first, last = sorted((min(tokens, key=lambda t: abs(t.i - trigger.i)), trigger), key=lambda t: t.i)
    between = trigger.doc[first.i : last.i]
    return len(between) + COMMA * sum(t.text in BREAKS for t in between)


def _stands_aside(tokens: list[Token], timex: TimeRef, scene: Scene) -> bool:
    """Whether an expression tells a deadline, how rare an act is or what it is like."""
    before = tokens[0].nbor(-1) if tokens[0].i > tokens[0].sent.start else None
    if _is_deadline(tokens, before, scene.grammar):
        return True
    if _first_since(timex, tokens[0], scene.grammar):
        return True
    if before is None:
        return False
    leading = [before, before.nbor(-1)] if before.i > before.sent.start else [before]
    return any(_bears(word, "like", scene) for word in leading)  # `wie im Vorjahr`


def _bears(word: Token, tag: str, scene: Scene) -> bool:
    return tag in scene.lexicon.dates.words.get(word.text, {})


def _first_since(timex: TimeRef, first: Token, grammar: Grammar) -> bool:
    """`zum ersten Mal seit sieben Jahren` tells how rare an act is, not when it was."""
    start = first.sent.start_char
    before = first.sent.text[: timex.span.start - start].lower()[-30:]
    return any(phrase in before for phrase in grammar.first_time)


def _is_deadline(tokens: list[Token], before: Token | None, grammar: Grammar) -> bool:
    cases = (c for t in tokens for c in t.children if c.dep_ == "case")
    words = [tokens[0], *cases, *([before] if before is not None else [])]
    return any(lemma(word) in grammar.deadline for word in words)


def _rank(
    timex: TimeRef, tokens: list[Token], trigger: Token, above: list[Token], scene: Scene
) -> int | None:
    """0 own clause, 1 governing clause, 2 elsewhere in the sentence, 3 a noun of the clause to which the
    parser may have hung it by mistake; None when it belongs to something else.
    """
    if _in_dateline(tokens):
        return 2
    inside = {t.i for t in tokens}
    head = next((t for t in tokens if t.head.i not in inside), tokens[0])
    governor = head.head
    if _of_noun(tokens, scene):
        return 0 if _is_behind(tokens, trigger) else None
    if _of_occasion(tokens, trigger, scene):
        return None
    if governor == trigger or (governor.head == trigger and _carries(governor, scene)):
        return 0
    if _in_attribute(head, above):
        return None
    owned = any(c.dep_ == "case" and c.i > head.i for c in head.children)  # Tuesday's attack
    opened = tokens[0].i > tokens[0].sent.start and tokens[0].nbor(-1).pos_ == "ADP"
    leads = opened and not owned and governor.i > tokens[-1].i  # `On Monday rebels attacked`
    modifies = relation(head) in ("nmod", "amod", "compound", "appos", "acl") and not leads
    if modifies and governor.pos_ in ("NOUN", "PROPN") and governor not in above:
        hung = _has_occasion(governor, scene) or _is_reach(tokens, timex, scene)
        behind = _behind_name(tokens, governor)
        loose = relation(head) == "nmod" and not hung and (behind or not _is_aside(tokens, trigger))
        return 3 if loose and clause_of(governor) in (clause_of(trigger), *above) else None
    clause = clause_of(head)
    if clause == clause_of(trigger):
        return 0
    if clause in above:
        return 1
    return 2 if _reaches(clause, above, scene) else None


def _in_dateline(tokens: list[Token]) -> bool:
    """`KAMPALA, Nov 20 - Uganda's army attacked two camps on Thursday`: the day that a text was sent on."""
    opening = tokens[0].doc[: tokens[0].sent.end] if tokens[0].sent.start == 0 else ()
    verb = next((t.i for t in opening if t.pos_ in VERBAL), 0)
    return any(tokens[-1].i < t.i < verb and t.text in "-–—" and t.nbor(-1).whitespace_ for t in opening)


def _is_scheduled(tokens: list[Token], trigger: Token, timex: TimeRef, scene: Scene) -> bool:
    """`sagte Panzer für März zu`: for when something was promised or agreed, not when; what is planned for
    March is in March."""
    weekend = timex.value.endswith("WE")  # za vikend: during it
    if trigger.pos_ not in VERBAL or tokens[0].i == tokens[0].sent.start or weekend:
        return False
    past = tense(clause_of(trigger), scene) == "past"
    return past and not _is_plan(trigger, scene) and _bears(tokens[0].nbor(-1), "scheduled", scene)


def _is_plan(verb: Token, scene: Scene) -> bool:
    names = set(verb_lemmas(verb, scene.grammar))
    return any(cue.kind == "planned" and names & cue.lemmas for cue in scene.lexicon.actions.cues)


def _carries(participle: Token, scene: Scene) -> bool:
    """`der am Montag erfolgte Abschuss`, not `der am Montag angekündigte`: it only tells that it was."""
    names = set(verb_lemmas(participle, scene.grammar))
    supports = bool(names & scene.grammar.support)
    return relation(participle) == "amod" and supports and not _is_plan(participle, scene)


def _in_attribute(head: Token, above: list[Token]) -> bool:
    """Whether an expression stands with a participle that describes a noun (`der am Montag entlassene X`)."""
    for token, _ in ancestors(head):
        if token in above or (token.pos_ in VERBAL and relation(token) != "amod"):
            return False
        if relation(token) in ("amod", "acl") and token.pos_ in ("ADJ", "VERB"):
            return True
    return False


def _is_aside(tokens: list[Token], trigger: Token) -> bool:
    """Whether commas part an expression from the trigger on both sides: `The president, in power since
    2014, received …`.
    """
    opened = any(t.text in BREAKS for t in tokens[0].doc[tokens[0].sent.start : tokens[0].i])
    return opened and _distance(tokens, trigger) >= COMMA


def _behind_name(tokens: list[Token], name: Token) -> bool:
    """`spoke with his counterpart, Emomali Rahmon, on Friday`: behind the comma the clause goes on."""
    before = tokens[0].doc[name.i : tokens[0].i]
    commas = [t.i for t in before if t.text == ","]
    return relation(name) == "appos" and name.pos_ == "PROPN" and commas[-1:] >= [tokens[0].i - 2]


def _is_reach(tokens: list[Token], timex: TimeRef, scene: Scene) -> bool:
    """Whether a noun is told from when it is: `der Krieg seit 2022`."""
    opens = tokens[0].i == tokens[0].sent.start
    return not opens and timex.anchor is None and _bears(tokens[0].nbor(-1), "from", scene)


def _has_occasion(noun: Token, scene: Scene) -> bool:
    return any(c.dep_ == "case" and _bears(c, "occasion", scene) for c in noun.children)


def _of_noun(tokens: list[Token], scene: Scene) -> bool:
    """Whether a preposition hangs a date to the noun before it: `den Anschlag auf X vom 22. April`."""
    at, doc = tokens[0].i, tokens[0].doc
    behind = at >= 2 and doc[at - 2].pos_ in ("NOUN", "PROPN") and _bears(doc[at - 1], "attribute", scene)
    return behind and not any(
        _bears(word, "through", scene) for word in doc[at:][len(tokens) : len(tokens) + 2]
    )


def _is_behind(tokens: list[Token], trigger: Token) -> bool:
    """Whether nothing but nouns and their words stand between the trigger, a noun, and an expression."""
    between = trigger.doc[trigger.i + 1 : tokens[0].i]
    return (
        trigger.pos_ in ("NOUN", "PROPN") and len(between) > 0 and all(t.pos_ not in VERBAL for t in between)
    )


def _of_occasion(tokens: list[Token], trigger: Token, scene: Scene) -> bool:
    """Whether a date stands in a phrase of occasion before the verb, `Nach dem Angriff am Dienstag sagte`:
    the phrase opens the clause, and all up to the date belongs to it and to the event that it names.
    """
    first = tokens[0]
    at = first.i
    while at > first.sent.start and not _ends_phrase(first.doc[at - 1]):
        at -= 1
    phrase = first.doc[at : first.i]
    opens = bool(phrase) and _bears(phrase[0], "occasion", scene)
    return opens and trigger not in phrase and any(t.pos_ in ("NOUN", "PROPN") for t in phrase)


def _ends_phrase(token: Token) -> bool:
    return token.pos_ in (*VERBAL, "CCONJ", "SCONJ") or token.text in BREAKS


def _reaches(clause: Token, above: list[Token], scene: Scene) -> bool:
    """Whether the time of a clause is that of its sentence: one beside the event's, or one that tells what
    happened meanwhile; not what is said, wanted, described, or gone before.
    """
    while clause not in above and clause.head != clause:
        if relation(clause) == "acl" and clause.head == above[0]:
            return True  # `die Waffenruhe, die am Sonntag in Kraft trat`
        if relation(clause) in ("acl", "ccomp", "xcomp", "csubj"):
            return False
        if relation(clause) == "advcl" and not any(_bears(c, "meanwhile", scene) for c in clause.children):
            return False
        clause = clause_of(clause.head)
    return True
