"""Tokeniser rules that follow the treebanks: spaCy's own for the language, with what a recipe adds or
drops."""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex


def adapt_tokenizer(nlp: Language, rules: dict[str, Any]) -> None:
    """Set the tokeniser of a fresh pipeline to the recipe's rules; they are saved with the pipeline."""
    tokenizer: Any = nlp.tokenizer
    defaults: Any = nlp.Defaults
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *rules["infixes"]]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, *rules["suffixes"]]).search
    tokenizer.prefix_search = compile_prefix_regex([*rules.get("prefixes", ()), *defaults.prefixes]).search
    dropped = set(rules.get("dropped_exceptions", ()))
    tokenizer.rules = {form: case for form, case in tokenizer.rules.items() if form not in dropped}
    for form in rules["abbreviations"]:
        for written in {form, form[0].upper() + form[1:]}:
            tokenizer.add_special_case(written, [{"ORTH": written}])
    for parts in rules.get("contractions", ()):
        for first in {parts[0], parts[0].capitalize()}:
            written = [first, *parts[1:]]
            tokenizer.add_special_case("".join(written), [{"ORTH": part} for part in written])
    if prefixes := rules.get("unsplit_prefixes"):
        # spaCy saves the bare pattern and matches at its start: end and case belong in the pattern.
        whole = [rf"(?i:{'|'.join(prefixes)})-[^\W\d_]+", *rules.get("unsplit", ())]
        tokenizer.token_match = re.compile(rf"(?:{'|'.join(whole)})\Z").match
