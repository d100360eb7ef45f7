"""Repairs to a parse that need no parser: what the gazetteer and the calendar know better."""

from spacy.tokens import Doc, MorphAnalysis, Token

from codebook.gazetteer import TOWN
from coders.attach import attach, one_phrase
from coders.bare import (
    bare_pair,
    behind_place,
    behind_state,
    given_bare,
    lone_modal,
    more_participles,
    next_clause,
)
from coders.cases import by_case
from coders.coordination import (
    join_after_aside,
    join_companion,
    join_list,
    join_second,
    name_before,
    not_of_one,
)
from coders.copula import be_somewhere, going_on, kept_so, perfect_of, yet_to
from coders.forms import agreement_by_form, case_by_form, to_converb
from coders.grammar import (
    Grammar,
    clause_of,
    feature,
    is_participle,
    is_time,
    lemma,
    relation,
)
from coders.hung import (
    count_of,
    denied_aside,
    denied_charge,
    give_subject,
    is_reported,
    join_to_verb,
    lead_clause,
    off_object,
    off_verb,
    relative_object,
    says_when,
    starting_from,
    to_antecedent,
    to_member,
    to_root,
)
from coders.named import (
    a_name,
    acted_on,
    acts_behind_name,
    both_countries,
    first_of_two,
    in_genitive,
    is_given,
    is_recipient,
    is_run_on,
    join_to_office,
    keep_together,
    next_to_name,
    no_bearer,
    relative_before_name,
    verb_between,
    verb_of,
)
from coders.names import Match
from coders.participles import by_participle, gather_attribute, second_preterite, to_verb
from coders.phrases import adposition, phrase_case
from coders.speakers import speak_from
from coders.times import hangs_on_time, is_measured, take_from_time, time_of_day
from coders.word_order import mend_by_order


def mend(doc: Doc, names: dict[int, Match], grammar: Grammar) -> None:
    """Correct tags and heads of a parsed text in place."""
    for name, first, end in set(names.values()):
        if end - first > 1 and (name.kind == TOWN or doc[first].pos_ == "DET"):  # Den Haag
            one_phrase(doc[first:end])
        elif end - first > 1 and not grammar.case_decides:
            acts_behind_name(doc[first:end])
        if end - first > 1:
            keep_together(doc[first:end])
        if name.lemma.lower() in grammar.feminine:
            for token in doc[first:end]:
                token.morph = MorphAnalysis(doc.vocab, {**token.morph.to_dict(), "Gender": "Fem"})
                token.pos_ = "PROPN" if token.pos_ == "NOUN" else token.pos_
    for token in doc if grammar.case_decides else ():
        lead_clause(token)
    mend_by_order(doc, names, grammar)
    for token in doc if grammar.case_decides else ():
        case_by_form(token, names, grammar)
        agreement_by_form(token, grammar)
        to_converb(token, grammar)
    for token in doc:
        if relation(token) == "flat":
            name_before(token)
        if token.pos_ == "PROPN":
            join_list(token)
        if relation(token) == "nsubj":
            join_after_aside(token, grammar)
        if relation(token) == "nsubj" and grammar.determiner_case:
            off_object(token)
            _is_object(token, grammar)
        if relation(token) in ("nmod", "obl") and token.pos_ in ("NOUN", "PROPN"):
            join_companion(token, names, grammar)
        if relation(token) == "compound" and token.head.i > token.i + 2:
            not_of_one(token, names)
        if grammar.hearsay:
            speak_from(token, names, grammar)
        if token.pos_ == "PRON" and token.i and token.nbor(-1).text == ",":
            denied_aside(token, grammar)
        if token.i in names and (
            token.pos_ in ("ADV", "INTJ", "X", "VERB", "AUX") or relation(token) in ("advmod", "xcomp")
        ):
            a_name(token, names[token.i][0].kind)
        if grammar.present_singular and _is_preterite(token, grammar):
            token.morph = MorphAnalysis(token.vocab, {**token.morph.to_dict(), "Tense": "Past"})
        if grammar.determiner_case and token.lower_ in grammar.origin and token.dep_ in ("case", "advmod"):
            starting_from(token, names, grammar)
        if relation(token) == "cop" and grammar.present_singular:
            perfect_of(token, grammar)
        if relation(token) == "cop":
            be_somewhere(token, names, grammar)
        if relation(token) == "cop" and not grammar.case_decides and not grammar.compounding:
            going_on(token)
        if grammar.keeping and token.pos_ == "VERB":
            kept_so(token, grammar)
        if token.lower_ in grammar.still:
            yet_to(token)
        if relation(token) == "advcl" and token.pos_ == "VERB":
            time_of_day(token, grammar)
        if relation(token) == "csubj" and _names_an_act(token):
            token.pos_, token.dep_, token.lemma_ = "NOUN", "nsubj", token.lower_
            for child in token.children:
                child.dep_ = "nmod" if relation(child) == "obl" else child.dep_
        if relation(token) == "acl" and token.pos_ == "NOUN" and _has_bare_subject(token):
            token.pos_ = "VERB"
        if token.pos_ == "ADJ" and _predicates(token) and is_participle(token, grammar):
            to_verb(token)
        if relation(token) == "det" and grammar.articled:
            relative_before_name(token, names, grammar)
        if relation(token) in ("dep", "vocative") and _lacks_label(token):
            token.dep_ = "nsubj"
        if relation(token) == "obl" and grammar.determiner_case and _is_bare_subject(token, grammar):
            token.dep_ = "nsubj"
        if relation(token) == "obj" and grammar.determiner_case and _is_behind_object(token, grammar):
            token.dep_ = "nsubj"
        if relation(token) == "dep" and token.i in names and grammar.determiner_case:
            first_of_two(token, grammar)
        if relation(token) in ("appos", "flat") and token.i in names and grammar.determiner_case:
            in_genitive(token, names)
        if grammar.determiner_case:
            bare_pair(token)
            behind_state(token, names)
            behind_place(token, names)
            if relation(token) == "aux":
                lone_modal(token, grammar)
            next_clause(token)
            more_participles(token)
        if grammar.determiner_case and relation(token) == "amod":
            second_preterite(token)
            gather_attribute(token, grammar)
        if relation(token) == "acl" and grammar.determiner_case:
            relative_object(token, grammar)
            off_verb(token, grammar)
            to_antecedent(token, grammar)
        if relation(token) == "acl":
            to_member(token, grammar)
            to_root(token, grammar)
        if token.dep_ == "conj" and is_reported(token):
            token.dep_ = "ccomp"
        if token.dep_ == "nsubj:pass" and _shares_active(token.head, grammar):
            token.dep_ = "obj"
        if token.dep_ == "nsubj" and grammar.determiner_case:
            _act_in_front(token, grammar)
        if relation(token) == "nsubj" and grammar.determiner_case and _has_particle(token.head):
            token.dep_ = "obj"  # scheint ein Dorf bombardiert zu haben
        if token.dep_ == "nsubj" and grammar.determiner_case and _is_second_object(token, grammar):
            token.dep_ = "obj"
        if token.dep_ == "nsubj:pass" and _has_active(token.head, grammar):
            token.dep_ = "nsubj"
        if relation(token) == "ccomp" and not any(relation(c) == "nsubj" for c in token.children):
            give_subject(token, grammar)
        if token.dep_ == "conj" and token.pos_ == "VERB":
            join_to_verb(token)
        if relation(token) == "appos":
            denied_charge(token, grammar)
            no_bearer(token, names)
        if relation(token) == "appos" and both_countries(token, names):
            token.dep_ = "conj"
        if relation(token) == "ccomp" and says_when(token, grammar):
            token.dep_ = "advcl"
        if relation(token) in ("advcl", "acl") and any(c.lower_ in grammar.content for c in token.children):
            token.dep_ = "ccomp"  # Berichte, wonach …: what is reported
        if token.pos_ == "PROPN" and token.i not in names and not join_second(token):
            join_to_office(token)
        if relation(token) == "flat" and (verb := verb_between(token)) is not None:
            attach(token, verb, "nsubj")
        if relation(token) == "flat" and token.i in names and grammar.determiner_case:
            next_to_name(token, names)
        if is_run_on(token, names):
            clause = clause_of(token)
            taken = any(relation(c) == "nsubj" for c in clause.children)
            attach(token, clause, "obj" if taken else "nsubj")
        if is_measured(token, grammar):
            attach(token, token.nbor(-1), "nmod")
        elif hangs_on_time(token, grammar):
            take_from_time(token, grammar)
        if token.i in names and grammar.determiner_case:
            given_bare(token, names, grammar)
        if token.i in names and is_given(token, names, grammar):
            attach(token, token.head.head, "iobj")
        if token.i in names and is_recipient(token, names):
            attach(token, token.nbor(-1), "iobj")
        if token.pos_ == "NUM":
            count_of(token, grammar)
        if token.i in names and acted_on(token, names):
            attach(token, verb_of(token), "obj")
        if grammar.case_decides:
            by_participle(token, grammar)
            by_case(token, names, grammar)


def _names_an_act(gerund: Token) -> bool:
    """`Fighting between militias killed 27 people`: a gerund without anything of a clause is a noun."""
    within = ("amod", "det", "compound", "punct", "obl", "nmod")
    bare = all(relation(c) in within for c in gerund.children)
    return bare and gerund.pos_ == "VERB" and gerund.lower_.endswith("ing")


def _is_object(pronoun: Token, grammar: Grammar) -> None:
    """`Die Polizei drängte sie zurück`, `was Ägypten kritisierte`: a pronoun with one form for both cases,
    where the subject is told."""
    verb, kinds = pronoun.head, [relation(c) for c in pronoun.head.children]
    if pronoun.lower_ in grammar.remarks and kinds.count("nsubj") > 1 and "obj" not in kinds:
        pronoun.dep_ = "obj"
    taken = any(relation(c) == "nsubj" and c.i < verb.i and c.pos_ != "PRON" for c in verb.children)
    if pronoun.lower_ in grammar.either_case and taken and pronoun.i > verb.i and "obj" not in kinds:
        pronoun.dep_ = "obj"
        pronoun.morph = MorphAnalysis(pronoun.vocab, {"Case": "Acc", "Person": "3", "PronType": "Prs"})


def _has_bare_subject(noun: Token) -> bool:
    """`a charge Azerbaijan rejects`: right behind its subject, without an article, stands a verb."""
    subject = next((c for c in noun.children if relation(c) == "nsubj"), None)
    beside = {relation(c) for c in noun.children} & {"det", "case", "cop", "nmod", "amod"}
    return subject is not None and subject.right_edge.i + 1 == noun.i and not beside


def _lacks_label(token: Token) -> bool:
    """`Indien und Nepal haben bekräftigt`, `Mali and Niger all recalled …`: a noun without a label, or called
    by its name though no comma parts them, before a verb without a subject."""
    verb = token.head
    bare = token.pos_ in ("NOUN", "PROPN") and adposition(token) is None and token.right_edge.i < verb.i
    if not bare or verb.pos_ != "VERB" or any(relation(c) in ("nsubj", "expl") for c in verb.children):
        return False
    return relation(token) != "vocative" or not token.doc[token.right_edge.i + 1].is_punct


_CORE = frozenset({"nsubj", "csubj", "expl", "obj", "iobj", "obl"})
"""Relations of what a verb has besides adverbs."""


def _is_bare_subject(noun: Token, grammar: Grammar) -> bool:
    """`Aus dem Jemen flogen zwei Raketen auf Israel`: a noun of the verb's number behind it, without a
    preposition, where the verb has neither subject nor object."""
    verb, case = noun.head, phrase_case(noun, grammar)
    bare = noun.pos_ == "NOUN" and adposition(noun) is None and not is_time(noun, grammar)
    if not bare or case in ("dat", "acc", "gen"):
        return False
    alone = not {relation(c) for c in verb.children} & {
        "nsubj",
        "csubj",
        "expl",
        "obj",
        "iobj",
        "aux",
        "conj",
    }
    agrees = feature(noun, "Number") == feature(verb, "Number") and feature(verb, "VerbForm") == "Fin"
    return alone and agrees and verb.i < noun.i and verb.pos_ == "VERB" and relation(verb) != "conj"


def _is_behind_object(noun: Token, grammar: Grammar) -> bool:
    """`Dem Iran drohte Trump`: behind a verb whose object in front shows its case stands the subject."""
    verb = noun.head
    finite = next((t for t in (verb, *verb.children) if feature(t, "VerbForm") == "Fin"), verb)
    others = [c for c in verb.children if c != noun and relation(c) in _CORE and adposition(c) is None]
    if len(others) != 1 or relation(others[0]) == "nsubj" or verb.dep_ == "conj":
        return False
    beside = others[0].i < finite.i < noun.i and noun.left_edge.i == finite.i + 1
    shown = phrase_case(others[0], grammar) in ("dat", "acc")
    agrees = feature(noun, "Number") == feature(finite, "Number")
    return beside and shown and agrees and not any(c.pos_ == "DET" for c in noun.children)


def _shares_active(verb: Token, grammar: Grammar) -> bool:
    """`hat X aufgelöst und 17 Menschen festgenommen`: the second participle shares the auxiliary."""
    own = any(relation(c) == "aux" for c in verb.children)
    return verb.dep_ == "conj" and not own and _has_active(verb.head, grammar)


def _is_second_object(noun: Token, grammar: Grammar) -> bool:
    """`Russland hat Städte beschossen und Kiew bedroht`: the second participle shares the subject, too."""
    verb, first = noun.head, noun.head.head
    kinds = {relation(c) for c in verb.children if c != noun}
    shares = _shares_active(verb, grammar) and not kinds & {"obj", "iobj", "nsubj", "mark"}
    own = any(relation(c) == "nsubj" and c.i < first.i for c in first.children)
    joined = (
        feature(verb, "VerbForm") == "Part" and noun.left_edge.i and noun.left_edge.nbor(-1).pos_ == "CCONJ"
    )
    return bool(shares and own and joined and noun.pos_ != "PRON" and phrase_case(noun, grammar) != "nom")


def _act_in_front(noun: Token, grammar: Grammar) -> None:
    """`Das Angebot Trumps lehnte Dänemark ab`: of an act in front of the verb and somebody by name behind it,
    neither of which shows its case, the act is the object."""
    verb = noun.head
    acts = (grammar.deeds | grammar.undertakings) - grammar.documents
    behind = [c for c in verb.children if relation(c) in ("nsubj", "obj") and c.i > verb.i]
    if lemma(noun) not in acts or noun.i > verb.i or len(behind) != 1 or feature(verb, "VerbForm") != "Fin":
        return
    named = any(t.pos_ == "PROPN" and relation(t) != "nmod" for t in (behind[0], *behind[0].children))
    shown = phrase_case(noun, grammar) == "nom" or phrase_case(behind[0], grammar) in ("acc", "dat")
    if named and not shown and feature(behind[0], "Number") == feature(verb, "Number"):
        noun.dep_, behind[0].dep_ = "obj", "nsubj"


def _has_particle(verb: Token) -> bool:
    """An infinitive with `zu`, which has no subject of its own."""
    marks = [c for c in verb.children if relation(c) == "mark"]
    return relation(verb) == "xcomp" and bool(marks) and all(c.pos_ == "PART" for c in marks)


def _has_active(verb: Token, grammar: Grammar) -> bool:
    """`Jets haben einen Kommandeur getötet`: an auxiliary of the active perfect, and none of the passive."""
    auxiliaries = {lemma(c) for c in verb.children if relation(c) == "aux"}
    passive = any(c.dep_ == "aux:pass" for c in verb.children) or auxiliaries & grammar.passive_auxiliaries
    return bool(auxiliaries & grammar.perfect - grammar.intransitive) and not passive


def _is_preterite(token: Token, grammar: Grammar) -> bool:
    """`bewarfen`, `wies`: no form of the present, whose plural is the infinitive."""
    third = token.pos_ == "VERB" and feature(token, "Person") == "3" and feature(token, "Tense") == "Pres"
    if not third or feature(token, "Mood") != "Ind":
        return False
    if feature(token, "Number") == "Plur":
        return token.lower_ != lemma(token) and token.lower_.endswith("en")
    return token.lower_.endswith(grammar.preterites) or not token.lower_.endswith(grammar.present_singular)


def _predicates(token: Token) -> bool:
    """`Novinar nije uhapšen`: a participle with a subject or an auxiliary is the verb of its clause."""
    return any(relation(child) in ("aux", "cop", "nsubj") for child in token.children)
