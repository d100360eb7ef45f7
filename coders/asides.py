"""Who says it, put in the middle of what is said: parsed apart, so that the rest is parsed as one clause.

`Turkey, Reuters reported, has closed its border`: a parser that learnt from few such sentences makes of it
two clauses, or hangs the verb on the report. The sentence without its aside is an ordinary one, so it is
parsed once more without it, and the aside, as it was parsed the first time, hung on its verb."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from codebook.actions import Actions
from coders.attach import attach
from coders.grammar import relation

_LONGEST = 9
"""Words of an aside that tells who says it."""
_LONGEST_BEHIND_AUXILIARY = 14
"""Words of what parts an auxiliary from its verb, in commas or dashes."""
_DASHES = frozenset("–—-")
_KEPT = ("advcl", "parataxis", "obl", "nmod")
Parse = Callable[[Doc], Doc]


def set_aside(doc: Doc, actions: Actions, parse: Parse) -> None:
    """Parse each sentence that has an aside anew without it, in place; `parse` runs a pipeline on a Doc of
    words."""
    cues = (cue for cue in actions.cues if cue.kind == "reported" and cue.scope == "governor")
    reports = frozenset(lemma for cue in cues for lemma in cue.lemmas)
    auxiliaries = frozenset(actions.settings.get("parted_auxiliaries", ()))
    for sentence in list(doc.sents):
        asides = list(_asides(sentence, reports, auxiliaries))
        if asides:
            _parse_without(sentence, asides, reports, parse)


def _asides(sentence: Span, reports: frozenset[str], auxiliaries: frozenset[str]) -> list[Span]:
    """What stands between two commas, or two dashes, within a clause: signs and all."""
    doc, found, at = sentence.doc, [], sentence.start
    signs = [t for t in sentence if t.text == "," or (t.text in _DASHES and _stands_alone(t))]
    for first, second in pairwise(signs):
        inside = doc[first.i + 1 : second.i]
        if first.i < at or not len(inside) or (first.text == ",") != (second.text == ","):
            continue
        if first.i - sentence.start < 1 or second.i + 2 >= sentence.end:
            continue
        if _is_report(inside, reports) or _parts_verb(first, inside, auxiliaries):
            found.append(doc[first.i : second.i + 1])
            at = second.i + 1
    return found


def _stands_alone(dash: Token) -> bool:
    return dash.i > dash.sent.start and bool(dash.whitespace_) and bool(dash.nbor(-1).whitespace_)


def _is_report(inside: Span, reports: frozenset[str]) -> bool:
    """`, its president said,`, `, wie das Ministerium mitteilte,`, `, najavio je premijer,`: nothing else."""
    doc, before, behind = inside.doc, inside.start - 2, inside.end + 1
    apart = doc[before].is_quote or doc[behind].is_quote or any(t.is_quote for t in inside)
    apart = apart or doc[behind].pos_ in ("CCONJ", "SCONJ")  # what was said is at its end
    verbs = [t for t in inside if t.pos_ == "VERB"]
    named = any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in inside)
    if apart or not named or len(verbs) != 1 or len(inside) > _LONGEST:
        return False
    goes_on = doc[behind].lower_.endswith("ing") or "VerbForm=Conv" in str(doc[behind].morph)
    opens = any("Rel" in t.morph.get("PronType", []) for t in inside[:3]) or inside[0].pos_ == "CCONJ"
    return verbs[0].lemma_.lower() in reports and not goes_on and not opens


def _parts_verb(comma: Token, inside: Span, auxiliaries: frozenset[str]) -> bool:
    """`Colombia has, after Nicaragua protested, recalled …`: what parts an auxiliary from its verb."""
    auxiliary = comma.nbor(-1)
    if auxiliary.head.i < auxiliary.i:  # besetzt werden, weil …: its verb has come already
        return False
    behind = inside.doc[inside.end + 1]
    if (
        auxiliary.lemma_.lower() not in auxiliaries
        or len(inside) > _LONGEST_BEHIND_AUXILIARY
        or behind.pos_ == "CCONJ"
    ):
        return False
    return inside[0].pos_ not in ("VERB", "ADJ") and (comma.text != "," or inside[0].pos_ != "CCONJ")


def _parse_without(sentence: Span, asides: Sequence[Span], reports: frozenset[str], parse: Parse) -> None:
    doc = sentence.doc
    out = {token.i for aside in asides for token in aside}
    rest = [token for token in sentence if token.i not in out]
    spaces = [bool(token.whitespace_) for token in rest]
    for n, token in enumerate(rest[:-1]):
        if rest[n + 1].i != token.i + 1:
            spaces[n] = True
    parsed = parse(Doc(doc.vocab, words=[token.text for token in rest], spaces=spaces))
    roots = [span.root.i for span in parsed.sents]
    main = rest[roots[0]]
    tops = [[t for t in aside if t.head not in aside or t.head == t] for aside in asides]
    for token in sentence:  # every word on itself first, so that no order of hanging closes a circle
        if token.i not in out or any(token in top for top in tops):
            token.head = token
    for old, new in zip(rest, parsed, strict=True):
        old.pos_, old.tag_, old.lemma_, old.morph = new.pos_, new.tag_, new.lemma_, new.morph
        if new.i == roots[0]:
            attach(old, old, "ROOT")
        elif new.head == new:
            attach(old, main, "parataxis")
        else:
            attach(old, rest[new.head.i], new.dep_)
    for top in (token for tokens in tops for token in tokens):
        said = top.lemma_.lower() in reports  # wie Kiew mitteilte
        kept = relation(top) in _KEPT and not (top.pos_ == "VERB" and relation(top) in ("obl", "nmod"))
        attach(top, main, "punct" if top.is_punct else top.dep_ if kept and not said else "parataxis")
