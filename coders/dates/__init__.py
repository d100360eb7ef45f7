"""The temporal tagger: finds time expressions and says which days they mean.

The grammar of a language is data (`lang/<xx>/dates.toml`); here are the calendar and the rules of
resolution. Values follow TIMEX3 (ISO-TimeML). Without a day of publication what is absolute is
resolved and nothing else.
"""

from datetime import date

from codebook.calendar import DateLexicon
from codebook.records import TimeRef
from coders.dates.link import linked
from coders.dates.read import Page, Read, Tense, readings
from coders.dates.recognise import compile_grammar, tokenize


def tag(
    text: str, *, lexicon: DateLexicon, published: date | None, tense: Tense | None = None
) -> list[TimeRef]:
    """The time expressions of a text in order, without overlap.

    `text` is folded (NFC, Serbian in Latin script) and spans point into it. `tense` gives past, future,
    present or None for the clause of a span; without it a guess is made from the words of the sentence.

    Each gives its TIMEX3 type and value, and inclusive days where the text says enough: `since X` runs to
    publication, both ends of `from X to Y` carry the whole range, a TIME (`Friday evening`) its day. A
    duration has days only when it is tied to publication (`the past three years`), a set never.
    """
    grammar = compile_grammar(lexicon)
    tokens = tokenize(text, grammar)
    if tokens is None:
        return []
    page = Page(text, tokens, grammar, published, tense)
    return [_reference(page, read) for read in linked(page, readings(page))]


def _reference(page: Page, read: Read) -> TimeRef:
    found, meaning = read
    return TimeRef(
        span=page.span(found),
        start=meaning.start,
        end=meaning.end,
        grain=meaning.grain,
        value=meaning.value,
        timex_type=meaning.timex_type,
        anchor=meaning.anchor,
        rule_id=found.rule.rule_id,
    )
