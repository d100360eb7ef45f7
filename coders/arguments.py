"""Who stands where: the arguments of verbs and event nouns, by logical role.

A slot is `subj` (who acts), `obj` (who undergoes), `iobj`, `agent`, `content` (a complement clause), `own`
(one without another subject), `content_subj` (whom it has for subject), `obj_place` (where the object is),
an adposition's lemma with or without its case (`mit`, `na+acc`), `place`; for nouns also `poss`, `gen` and
`mod`.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from coders.agreement import by_agreement, of_other_gender, with_first_subject
from coders.clauses import antecedent, closes_quote, has_relative, is_own, left_out, told_noun
from coders.grammar import (
    NOMINAL,
    Grammar,
    clause_of,
    feature,
    is_content,
    is_ground,
    is_infinitive,
    is_passive,
    is_relative,
    is_time,
    launches,
    lemma,
    relation,
    verb_lemmas,
)
from coders.phrases import Slots, adposition, coordinated, is_initials, owners, phrase_case, put, slot_names


def oblique(token: Token, grammar: Grammar) -> tuple[list[str], Token]:
    """The slots of an oblique, and what fills them: in `od strane policije` the police."""
    names = slot_names(token, grammar)
    if lemma(token) in grammar.agent_nouns and adposition(token) is not None:
        inner = next((c for c in token.children if relation(c) == "nmod"), None)
        if inner is not None:
            return ["agent"], inner
    return names, token


def nested_phrases(token: Token, grammar: Grammar) -> Iterator[tuple[list[str], Token]]:
    """Prepositional phrases at any depth in a noun phrase: a parser hangs `gegen X` on the nearest noun.

    So are those of a clause that says no more than that: `lifted the sanctions it had imposed on Mali`.
    """
    for child in token.children:
        if relation(child) == "acl" and relation(token) == "obj" and lemma(child) in grammar.support:
            phrases = [oblique(c, grammar) for c in child.children if relation(c) == "obl"]
            yield from (p for p in phrases if "place" in p[0] and not is_time(p[1], grammar))
        if relation(child) in ("nmod", "obl", "appos", "flat", "conj") and child.pos_ in NOMINAL:
            if adposition(child) is not None and relation(child) != "conj":
                names, filler = oblique(child, grammar)
                if "gen" not in names or not is_ground(token, grammar):  # Angriffe auf Vororte von Beirut
                    yield names, filler
            elif grammar.case_decides and feature(child, "Case") == "Dat":
                yield ["iobj"], child
            yield from nested_phrases(child, grammar)


def verb_slots(verb: Token, grammar: Grammar, depth: int = 0, *, nested: bool = True) -> Slots:
    """Slot → heads of the noun phrases that fill it, by logical role.

    `subj` is who acts and `obj` who undergoes, whatever the voice; what the clause leaves out is taken
    from the clause it depends on: shared subjects of coordinated verbs, controllers of infinitives,
    antecedents of relative pronouns, the noun that a participle modifies.
    """
    slots: Slots = {}
    passive = is_passive(verb, grammar)
    inner: list[Token] = []
    auxiliaries = [c for c in verb.children if relation(c) == "aux"]
    adverbs = [c for c in verb.children if relation(c) == "advmod"]  # hand it back to Mauritius
    further = [c for a in auxiliaries for c in a.children]
    further += [c for a in adverbs for c in a.children if relation(c) == "obl" and c.i > a.i]
    for child in sorted([*verb.children, *further], key=lambda c: c.i):
        kind = relation(child)
        if kind in ("nsubj", "csubj"):
            undergoes = child.dep_.endswith(":pass") or passive
            put(slots, _core_names(child, "obj" if undergoes else "subj", grammar), child)
        elif (kind in ("obj", "iobj") and adposition(child) is None) or (
            kind == "xcomp" and child.pos_ in ("NOUN", "PROPN") and not _is_clause(child)
        ):
            put(slots, _core_names(child, "iobj" if kind == "iobj" else "obj", grammar), child)
            inner.append(child)
        elif kind in ("obl", "nmod", "obj", "iobj"):
            names, filler = oblique(child, grammar)
            by_whom = child.dep_ == "obl:agent" and ("agent" in names or adposition(child) is None)  # laut X
            if by_whom or (passive and "agent" in names and not is_time(filler, grammar)):
                names = ["subj", "agent"]
            put(slots, names, filler)
            inner.append(child)
        elif kind in ("xcomp", "ccomp", "advcl"):
            put(slots, ["content" if kind != "advcl" else "adverbial"], child)
            if kind != "advcl" and is_own(child):
                put(slots, ["own"], child)
            if kind == "advcl" and not is_infinitive(child) and is_content(child, grammar):
                put(slots, ["content"], child)
        before = min(t.i for t in child.subtree) - 1
        if kind in ("obj", "obl") and verb.doc[before].dep_ == "compound:prt" and before > verb.i:
            put(slots, [lemma(verb.doc[before])], child)  # called on both sides
        parts = coordinated(child) if kind in ("obj", "obl", "advmod", "xcomp") else ()
        for below in (c for part in parts for c in part.children):
            if relation(below) in ("acl", "ccomp", "xcomp") and not has_relative(below, grammar):
                put(slots, ["content"], below)
    if "content" not in slots and closes_quote(verb):
        put(slots, ["content"], verb.head)
    bare = [c for c in slots.get("adverbial", []) if is_infinitive(c)]
    if bare and "content" not in slots:  # declined last month to let …
        slots["content"] = bare
    for clause in slots.get("content", []):
        for subject in (c for c in clause.children if relation(c) == "nsubj"):
            put(slots, ["content_subj"], subject)
    by_agreement(verb, slots, grammar)
    with_first_subject(verb, slots)
    inner += [t for name in ("obj", "iobj") for t in slots.get(name, []) if t not in inner]
    if len(slots.get("obj", [])) > 1:
        put(slots, ["iobj"], slots["obj"][0])
    caseless = not (grammar.case_decides or grammar.determiner_case)
    retained = [t for t in slots.get("obj", [])[1:] if passive and caseless and t.i > verb.i]
    if retained:  # Kenya was handed a list: to whom, and what
        slots["obj"] = retained
    own = {name for name, fillers in slots.items() if not all(is_time(t, grammar) for t in fillers)}
    fronted = [c for c in inner if relation(c) == "obl" and c.i < verb.i]
    apart = [c for c in inner if "obj" in own and _is_sequel(c, grammar)]
    looked = [c for c in inner if nested and c not in apart]
    inside = [(c, *found) for c in looked for found in nested_phrases(c, grammar)]
    after = {name for c, names, _ in inside for name in names if c.i > verb.i}
    for child, names, filler in inside:
        behind = filler.i < verb.i or filler.head in retained  # was handed a list by prosecutors
        acts = "agent" in names and passive and behind and "subj" not in own
        told = lemma(child) in grammar.attributive  # nach Angaben der Polizei
        if acts and not told and not _of_a_place(filler) and filler.head.head == verb:
            names = ["subj"]
        if child in fronted:  # after the raid on Kyiv, sanctions on Moscow
            names = [name for name in names if name not in after]
        put(slots, [name for name in names if name not in own | {"gen", "agent"}], filler)
    for noun in slots.get("obj", []):
        for place in _places_of(noun, verb, grammar):
            put(slots, ["obj_place"], place)
    bare_nouns = [t for t in slots.get("bare", []) if not is_time(t, grammar)]
    if "obj" not in slots and bare_nouns:
        slots["obj"] = bare_nouns
    measured = all(is_time(t, grammar) for t in slots.get("obj", []))  # gave the envoy two days to leave
    if measured and "iobj" in slots and caseless:
        slots["obj"] = slots["iobj"]  # no case tells them apart: warned X against it
    if depth < 4:
        _inherit(verb, slots, passive, grammar, depth)
        if passive and "subj" not in slots:
            slots["subj"] = _who_launched(verb, grammar, depth)
        _share_object(verb, slots, passive, grammar, depth)
    slots = {name: [antecedent(token, verb, grammar) for token in tokens] for name, tokens in slots.items()}
    missing = left_out(verb, grammar) if "obj" not in slots else None
    if missing is not None:
        slots["obj"] = [missing]
    if depth < 4 and "subj" in slots:
        slots["subj"] = [_by_whose_hand(token, grammar, depth) or token for token in slots["subj"]]
    return slots


def _places_of(noun: Token, verb: Token, grammar: Grammar) -> list[Token]:
    """`condemned the executions in Iran`: where the object is, not where the verb's subject speaks."""
    inside = [c for c in noun.subtree if c != noun and relation(c) in ("nmod", "obl")]
    beside = [c for c in verb.children if relation(c) == "obl" and c.left_edge.i == noun.right_edge.i + 1]
    apart = noun.i > verb.i or grammar.determiner_case  # hat eine Waffenruhe in Gaza gefordert
    prepositions = ((c, adposition(c)) for c in (*inside, *(beside if apart else ())))
    return [c for c, word in prepositions if word is not None and lemma(word) in grammar.whereabouts]


def _is_sequel(phrase: Token, grammar: Grammar) -> bool:
    """`met Putin after talks with Kyiv`: another act, with parties of its own."""
    word = adposition(phrase) if relation(phrase) == "obl" else None
    if word is None or lemma(word) not in grammar.sequel:
        return False
    before = word.doc[max(word.i - 1, word.sent.start)]
    aimed = grammar.compounding and before.pos_ == "NOUN" and not is_time(before, grammar)  # Wunsch nach
    return not aimed and lemma(phrase) not in grammar.attributive  # nach Angaben des Gouverneurs


def _is_clause(predicate: Token) -> bool:
    """`told troops to be out of the country`: a noun with its infinitive is what they are to do."""
    return {"mark", "cop"} <= {relation(c) for c in predicate.children}


def _of_a_place(noun: Token) -> bool:
    """`in der Nähe von Goma`: a bare name within a phrase of place, not by whom it was done."""
    return noun.pos_ == "PROPN" and noun.head.pos_ == "NOUN" and adposition(noun.head) is not None


def _core_names(noun: Token, expected: str, grammar: Grammar) -> list[str]:
    """The slot of a subject or object, corrected by the case it shows."""
    if expected == "subj" and lemma(noun.head) in grammar.hearsay and adposition(noun) is not None:
        return ["subj"]  # aus dem Kreml hieß es
    case = phrase_case(noun, grammar)
    if grammar.case_decides and expected == "obj" and is_initials(noun):
        return ["obj", "iobj"]
    if case == "dat" or (case == "loc" and grammar.case_decides):
        return ["obj", "iobj"] if expected == "obj" and not grammar.case_decides else ["iobj"]
    if case == "ins" and grammar.case_decides:
        return ["ins"]
    return ["obj"] if case == "acc" and expected == "subj" and not grammar.case_decides else [expected]


def _share_object(verb: Token, slots: Slots, passive: bool, grammar: Grammar, depth: int) -> None:
    """kritisierte und sanktionierte zwei Richter: both verbs have the object that only the last one shows."""
    if passive or slots.keys() & {"obj", "iobj", "content"} or depth:
        return
    if not grammar.case_decides and any(relation(c) == "obl" and c.i > verb.i for c in verb.children):
        return  # flew into Sudan and killed eleven people
    for child in verb.children:
        kinds = {relation(c) for c in child.children}
        if child.dep_ == "conj" and child.pos_ == "VERB" and "nsubj" not in kinds and "obj" in kinds:
            slots["obj"] = [c for c in child.children if relation(c) == "obj"]


def _inherit(verb: Token, slots: Slots, passive: bool, grammar: Grammar, depth: int) -> None:
    wanted = "obj" if passive else "subj"
    kind = relation(verb)
    head = verb.head
    if wanted in slots or head == verb:
        return
    noun = head if kind == "acl" and not has_relative(verb, grammar) else told_noun(verb)
    if noun is not None and wanted == "subj" and lemma(noun) in grammar.undertakings:
        slots[wanted] = _of_undertaking(noun, verb, grammar, depth)
        return
    if kind == "xcomp" and lemma(head) in grammar.causative:
        slots.setdefault("obj", []).extend(c for c in head.children if relation(c) == "obj")
    if kind in ("conj", "parataxis") and head.pos_ in ("VERB", "AUX"):
        above = verb_slots(head, grammar, depth + 1)
        source = "obj" if is_passive(head, grammar) else "subj"
        received = passive and not any(relation(c) == "aux" for c in verb.children)  # Primljen u Parizu, on …
        slots.setdefault(wanted, []).extend(above.get(source, [])[:1] if kind == "conj" or received else [])
    elif (
        kind in ("xcomp", "advcl", "ccomp")
        and (grammar.pro_drop or feature(verb, "VerbForm") != "Fin")
        and not any(c.dep_ == "nsubj:pass" for c in verb.children)  # Eine Bombe sei explodiert, berichtete X
        and head.pos_ in ("VERB", "AUX", "ADJ")  # is due to meet
    ):
        above = verb_slots(head, grammar, depth + 1)
        controlled = [*above.get("obj", []), *above.get("iobj", [])]
        controlled = controlled or above.get("ins", [])  # naredio trupama: a plural's dative, tagged so
        asked = not grammar.object_control.isdisjoint(verb_lemmas(head, grammar))
        if asked and not controlled:  # called on Sudan to release …, appellierte an Russland
            beside = [c for c in head.children if relation(c) == "obl" and head.i < c.i < verb.i]
            controlled = [c for c in beside if c.pos_ == "PROPN" and adposition(c) is not None][:1]
        told = kind == "advcl" and not is_infinitive(verb) and is_content(verb, grammar)  # barred X from …
        if told and not controlled:  # hit out at X for …
            beside = [
                c for c in head.children if relation(c) == "obl" and c.right_edge.i + 1 == verb.left_edge.i
            ]
            controlled = [c for c in beside if not is_time(c, grammar) and c.i > head.i]
        if controlled and (told or asked):
            slots[wanted] = controlled[:1]
        else:
            acting = above.get("obj" if is_passive(head, grammar) else "subj", [])[:1]
            if kind == "advcl" and acting and acting[0].pos_ == "NOUN" and of_other_gender(acting[0], verb):
                acting = controlled[:1]  # policija je uhapsila advokata pošto je kritikovao sudije
            slots[wanted] = acting
    elif (
        kind == "acl"
        and grammar.pro_drop
        and any(c.pos_ == "ADV" and is_relative(c, grammar) for c in verb.children)
    ):  # putuje u Prag, gde će potpisati sporazum
        slots.setdefault(wanted, []).extend(verb_slots(clause_of(head), grammar, depth + 1).get("subj", []))
    elif kind in ("acl", "amod", "xcomp") and head.pos_ in NOMINAL and not has_relative(verb, grammar):
        slots.setdefault(wanted, []).append(_told_of(head, grammar, depth))


def _of_undertaking(noun: Token, clause: Token, grammar: Grammar, depth: int) -> list[Token]:
    """`Norway's plan to send troops`, `took the decision to expel X`: whose plan it is, else who makes it."""
    phrases = [(c, slot_names(c, grammar)) for c in noun.children if relation(c) == "nmod" and c != clause]
    whose = [*owners(noun), *(c for c, names in phrases if {"gen", "poss", "agent"} & set(names))]
    verb = noun.head
    made = verb.pos_ == "VERB" and relation(noun) in ("obj", "obl")
    if not whose and made and set(verb_lemmas(verb, grammar)) & (grammar.undertaking | grammar.support):
        return verb_slots(verb, grammar, depth + 1).get("subj", [])
    return whose or [c for c in noun.children if relation(c) in ("amod", "compound")]  # Norwegian plans


def _told_of(noun: Token, grammar: Grammar, depth: int) -> Token:
    """`Canberra became the first capital to recognise …`: a predicate stands for its subject."""
    own = [c for c in noun.children if relation(c) == "nsubj"]
    if own and any(relation(c) == "cop" for c in noun.children):
        return own[0]
    if relation(noun) in ("xcomp", "obj") and lemma(noun.head) in grammar.predicative:
        return next(iter(verb_slots(noun.head, grammar, depth + 1).get("subj", [])), noun)
    return noun


def _who_launched(verb: Token, grammar: Grammar, depth: int) -> list[Token]:
    """startete X eine Operation, bei der … angegriffen wurde: who carried out what the clause describes;
    not who launched a missile at a base in which others are stationed."""
    noun = verb.head
    carried = any(relation(c) == "obj" and c != noun for c in noun.head.children)
    if (
        relation(verb) != "acl"
        or noun.head == noun
        or (carried and relation(noun) == "obl")
        or not set(verb_lemmas(noun.head, grammar)) & grammar.support
    ):
        return []
    above = verb_slots(noun.head, grammar, depth + 1) if noun.head.pos_ == "VERB" else {}
    return [t for t in above.get("subj", []) if t != noun]


def _by_whose_hand(noun: Token, grammar: Grammar, depth: int) -> Token | None:
    """`A missile fired by the Houthis hit …`: who launched what does the harm.

    `passed a bill suspending cooperation`: who enacts what a document says does it."""
    verb = noun.head
    if lemma(noun) in grammar.documents and verb.pos_ == "VERB" and relation(noun) in ("obj", "nsubj"):
        enacted = set(verb_lemmas(verb, grammar)) & grammar.enacting
        above = verb_slots(verb, grammar, depth + 1).get("subj", []) if enacted else []
        return next((t for t in above if t != noun), None)
    if lemma(noun) not in grammar.instruments:
        return None
    verbs = [c for c in noun.children if relation(c) == "acl"]
    if noun.head.pos_ == "VERB" and relation(noun) in ("nsubj", "obj"):
        verbs.append(noun.head)
    for verb in verbs:
        if launches(verb, grammar):
            slots = verb_slots(verb, grammar, depth + 1)
            hands = [t for name in ("subj", *grammar.origin) for t in slots.get(name, []) if t != noun]
            if hands:
                return hands[0]
    phrases = [(c, slot_names(c, grammar)) for c in noun.children if relation(c) == "nmod"]
    if any("place" in names for _, names in phrases):  # an attack on somebody is told by its noun
        return None
    return next((c for c, names in phrases if "agent" in names), None)
