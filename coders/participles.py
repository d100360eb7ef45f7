"""Repairs to a parse where a participle is the verb, though it was taken for an adjective."""

from spacy.tokens import MorphAnalysis, Span, Token

from coders.attach import attach
from coders.grammar import Grammar, clause_of, feature, is_participle, relation
from coders.phrases import INSIDE, adposition


def by_participle(token: Token, grammar: Grammar) -> None:
    """Correct tags and heads around a token in place."""
    if token.pos_ in ("NOUN", "PROPN") and adposition(token) is not None:
        _no_root(token, grammar)
    if token.pos_ == "VERB" and feature(token, "Voice") == "Act" and relation(token) != "conj":
        _no_copula(token)
    if token.pos_ == "NOUN" or feature(token, "VerbForm") == "Inf":
        _handed_over(token, grammar)
    if not is_participle(token, grammar):
        return
    if relation(token) == "nsubj" and token.is_sent_start:
        _opens_sentence(token)
    if relation(token) == "amod":
        _verb_before(token)
    elif relation(token) == "ROOT" and token.pos_ == "ADJ":
        _counted_subject(token)


def gather_attribute(participle: Token, grammar: Grammar) -> None:
    """`die von Washington gegen den Iran verhängten Sanktionen`: what stands between an article that opens
    with a preposition behind it and the participle before the noun belongs to the participle."""
    noun = participle.head
    if relation(participle) != "amod" or noun.i < participle.i or not is_participle(participle, grammar):
        return
    doc, first = participle.doc, participle.sent.start
    before = reversed(doc[first : participle.i])
    article = next((t for t in before if t.pos_ == "DET" and t.nbor().pos_ == "ADP"), None)
    if article is None:
        return
    between = doc[article.i + 1 : participle.i]
    if any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in between):
        return
    inside = range(article.i, noun.i)
    if noun.head.i in inside and article.head.i not in inside and article.head != noun:
        attach(noun, article.head, article.dep_)  # the article itself was taken for the noun
    for token in between:
        if not article.i < token.head.i <= participle.i or token.head == token:
            attach(token, participle, "obl" if token.pos_ in ("NOUN", "PROPN") else None)
    attach(article, noun, "det")


def to_verb(participle: Token) -> None:
    """Tag as a verb what was taken for an adjective; one that shows an adjective's ending is passive."""
    participle.pos_ = "VERB"
    if feature(participle, "Definite"):
        shown = {**participle.morph.to_dict(), "VerbForm": "Part", "Voice": "Pass"}
        participle.morph = MorphAnalysis(participle.vocab, shown)


def _handed_over(word: Token, grammar: Grammar) -> None:
    """`Biznismen je predat agentima`: with a copula, the form of a participle is no noun or infinitive."""
    helpers = [c for c in word.children if relation(c) in ("cop", "aux") and c.lemma_ == "biti"]
    nominal = adposition(word) is not None or any(relation(c) in ("det", "amod") for c in word.children)
    if word.lower_ not in grammar.past_participles or not helpers or nominal:
        return
    word.pos_, word.lemma_ = "VERB", grammar.past_participles[word.lower_]
    word.morph = MorphAnalysis(word.vocab, "Case=Nom|Gender=Masc|Number=Sing|VerbForm=Part|Voice=Pass")
    for helper in helpers:
        helper.dep_ = "aux"


def _verb_before(participle: Token) -> None:
    """`Sarajevu je uskraćen deo sredstava`, `U Kairu uhapšena trojica novinara`: a participle with an
    auxiliary, or one that opens a verbless headline, is a verb, its noun subject."""
    noun = participle.head
    if noun.i < participle.i or noun.pos_ not in ("NOUN", "PROPN") or relation(noun) != "ROOT":
        return
    helped = any(relation(c) in ("aux", "cop") for c in participle.children)
    if adposition(noun) is not None or not (helped or _opens_headline(participle, noun)):
        return
    others = [c for c in noun.children if c != participle and relation(c) not in INSIDE | {"case"}]
    others += [c for c in noun.children if c.i < participle.i and c not in others]
    attach(participle, participle, "ROOT")
    to_verb(participle)
    attach(noun, participle, "nsubj")
    for child in others:
        attach(child, participle)
        child.dep_ = "obl" if relation(child) == "dep" else child.dep_


def _opens_sentence(participle: Token) -> None:
    """`Kidnapovan je nemački novinar`: no subject of the noun behind the copula, which is its auxiliary."""
    noun = participle.head
    helpers = [c for c in noun.children if relation(c) == "cop" and c.i == participle.i + 1]
    if noun.pos_ in ("NOUN", "PROPN") and noun.dep_ == "ROOT" and helpers:
        participle.dep_ = "amod"
        attach(helpers[0], participle, "aux")
        _verb_before(participle)


def _opens_headline(participle: Token, noun: Token) -> bool:
    """Whether a participle stands first in a phrase that is all of its sentence; `uhapšeni lider`, with the
    ending of an attribute, only tells which one."""
    attribute = participle.lower_.endswith("i") and feature(noun, "Number") == "Sing"
    before = [c for c in noun.children if c.i < participle.i and relation(c) in INSIDE]
    verbal = [c for c in noun.children if relation(c) in ("aux", "cop", "nsubj")]
    return not (attribute or before or verbal)


def _counted_subject(participle: Token) -> None:
    """`Uhapšeno 14 aktivista u Hong Kongu`: what is counted right behind a headline's participle."""
    nouns = [c for c in participle.children if relation(c) == "obl" and adposition(c) is None]
    counted = [n for n in nouns if any(relation(c) == "nummod" for c in n.children) and n.i > participle.i]
    if counted and not any(relation(c) == "nsubj" for c in participle.children):
        counted[0].dep_ = "nsubj"
        to_verb(participle)


def _no_root(noun: Token, grammar: Grammar) -> None:
    """`Zbog špijunaže su iz Praga proterana dvojica diplomata`: a phrase with a preposition carries no
    clause; the verb among what was hung on it does."""
    verbs = [c for c in noun.children if c.i > noun.i and relation(c) in ("xcomp", "conj", "ccomp", "amod")]
    verb = next((c for c in verbs if c.pos_ == "VERB" or is_participle(c, grammar)), None)
    helped = any(relation(c) in ("aux", "cop") for c in noun.children)
    if relation(noun) != "ROOT" or verb is None or not helped:
        return
    attach(verb, verb, "ROOT")
    if verb.pos_ != "VERB":
        to_verb(verb)
    for child in list(noun.children):
        if relation(child) not in INSIDE | {"case"}:
            attach(child, verb)
    attach(noun, verb, "obl")


def raise_preterite(sentence: Span) -> None:
    """`Am Mittwoch unterzeichneten Serbien und Ungarn ein Abkommen`: the verb of a sentence that has no
    other, taken for an adjective of its subject."""
    if any(feature(token, "VerbForm") == "Fin" and relation(token) != "amod" for token in sentence):
        return
    verb = next((token for token in sentence if _is_preterite(token)), None)
    if verb is None:
        return
    noun, root = verb.head, sentence.root
    _to_preterite(verb)
    attach(verb, verb, "ROOT")
    before = [t for t in (root, *root.children, *noun.children) if t.i < verb.i and t != verb]
    before = [t for t in before if t.pos_ in ("NOUN", "PROPN") and adposition(t) is None]
    subject = next((t for t in before if t.right_edge.i + 1 == verb.i), noun)
    if subject != verb:
        attach(subject, verb, "nsubj")
    if noun not in (verb, subject):
        attach(noun, verb, "obj")
    if root not in (verb, subject, noun):
        attach(root, verb, "obj" if root.i > verb.i else "obl")
    for child in [*noun.children, *root.children]:
        across = child.i < verb.i < child.head.i
        apart = child.head == root and verb.i < child.i < root.i and adposition(child) is not None
        if across or apart or (child.dep_ == "punct" and child.right_edge.i + 1 == sentence.end):
            attach(child, verb, "punct" if child.dep_ == "punct" else "obl")
        elif child.dep_ in ("nsubj", "obj") and child.i > noun.i:  # fackelten Demonstranten ein Büro ab
            attach(child, verb, "obj")
        elif child.dep_ == "case" and child.i > noun.i:
            attach(child, verb, "compound:prt")


def second_preterite(verb: Token) -> None:
    """`zogen durch Tiflis und forderten Neuwahlen`: behind `und`, in the number of the verb before, a second
    verb, taken for an adjective of its object."""
    noun = verb.head
    if relation(verb) != "amod" or not _is_preterite(verb) or noun.dep_ != "conj" or not verb.i:
        return
    joint, first = verb.nbor(-1), clause_of(noun)
    finite = first.pos_ == "VERB" and first.i < verb.i and feature(first, "VerbForm") == "Fin"
    if joint.pos_ != "CCONJ" or not finite or feature(first, "Number") != _number(verb):
        return
    _to_preterite(verb)
    attach(verb, first, "conj")
    attach(joint, verb, "cc")
    attach(noun, verb, "obj")


def _to_preterite(verb: Token) -> None:
    verb.pos_ = "VERB"
    if not verb.lemma_.endswith("n"):
        verb.lemma_ = _infinitive(verb)
    shown = {"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past", "Person": "3", "Number": _number(verb)}
    verb.morph = MorphAnalysis(verb.vocab, shown)


def _number(preterite: Token) -> str:
    return "Plur" if preterite.lower_.endswith("n") else "Sing"


def _infinitive(preterite: Token) -> str:
    """`plünderten` → plündern, `fackelten` → fackeln, `zündeten` → zünden."""
    stem = preterite.lower_.removesuffix("n").removesuffix("te")
    stem = stem.removesuffix("e") if stem.endswith(("de", "te")) else stem
    return stem + ("n" if stem.endswith(("er", "el")) else "en")


def _is_preterite(token: Token) -> bool:
    """An attribute that may be a past tense: `unterzeichneten`, not `genannten` nor behind an article.

    What has the lemma of an adjective is one only right behind a noun: `Soldaten plünderten Dörfer`."""
    ends = token.lower_.endswith(("te", "ten")) and not token.lower_.startswith("ge")
    verbal = token.lemma_.islower() and token.lemma_.endswith("n") and token.lower_ != token.lemma_
    behind = token.i > token.sent.start and token.nbor(-1).pos_ in ("NOUN", "PROPN")
    verbal = verbal or (behind and token.lower_.startswith(token.lemma_) and token.lemma_.endswith("t"))
    free = not any(relation(c) == "det" for c in token.head.children if c.i < token.i)
    return token.pos_ in ("ADJ", "VERB") and relation(token) in ("amod", "ROOT") and ends and verbal and free


def _no_copula(participle: Token) -> None:
    """`Države povukle su deo osoblja`: beside an active participle `biti` makes no predicate of a noun."""
    noun = participle.head
    helpers = [c for c in noun.children if relation(c) in ("cop", "aux") and c.i < noun.i]
    beside = relation(participle) in ("advmod", "amod", "xcomp", "dep") and participle.i < noun.i
    own = any(relation(c) in ("aux", "nsubj") for c in participle.children)
    if noun.dep_ != "ROOT" or noun.pos_ != "NOUN" or not helpers or own or not beside:
        return
    attach(participle, participle, "ROOT")
    for child in [
        c for c in noun.children if relation(c) in ("nsubj", "cop", "aux", "advmod", "obl", "punct")
    ]:
        attach(child, participle)
        child.dep_ = "aux" if relation(child) == "cop" else child.dep_
    attach(noun, participle, "obj")
