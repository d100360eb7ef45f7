"""Who is meant: compounds of a name and a role, on real parses."""

from datetime import date

from codebook.lexicon import load_lexicon
from codebook.records import Article, Language
from coders.article import code_article


def actors(text: str) -> set[str]:
    events = code_article(Article("a", text, Language.GERMAN, date(2025, 3, 20)), load_lexicon()).events
    return {ref.code for event in events for ref in (event.source, event.target) if ref}


def test_a_compound_has_a_role_only_behind_a_name() -> None:
    assert "RUSGOV" in actors("Ein Kremlsprecher kritisierte die Ukraine scharf.")
    assert not any("CRM" in code for code in actors("Bolivien fordert von Chile einen Zugang zum Pazifik."))
