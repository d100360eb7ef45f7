"""How many megabytes of text the temporal tagger reads in a second, for each language.

Run: python benchmarks/dates.py [MEGABYTES]
"""

import sys
import time
from datetime import date

from codebook.calendar import load_dates
from codebook.records import Language
from coders.dates import tag

PARAGRAPHS = {
    Language.GERMAN: (
        "Die Außenminister beider Länder trafen sich am Dienstag in Wien. Ein Sprecher sagte, die Gespräche "
        "seien sachlich verlaufen; ein Termin für die nächste Runde stehe noch nicht fest. Die Opposition "
        "warf der Regierung vor, das Abkommen vom 3. Mai 2022 nie umgesetzt zu haben. In der Hauptstadt "
        "demonstrierten Tausende gegen die Pläne, über die das Parlament Ende Oktober abstimmen soll. Die "
        "Polizei sperrte mehrere Straßen und setzte Wasserwerfer ein; Verletzte gab es nach Angaben der "
        "Behörden nicht. Der Präsident rief beide Seiten zur Besonnenheit auf und bot an, zu vermitteln."
    ),
    Language.SERBIAN: (
        "Ministri spoljnih poslova dveju zemalja sastali su se u utorak u Beču. Portparol je rekao da su "
        "razgovori protekli u radnoj atmosferi i da datum novog susreta još nije utvrđen. Opozicija je "
        "optužila vladu da sporazum od 3. maja 2022. godine nikada nije sproveden. U glavnom gradu "
        "protestovale su hiljade ljudi protiv plana o kome će skupština odlučivati krajem oktobra. "
        "Policija je zatvorila nekoliko ulica i upotrebila vodene topove; povređenih, prema navodima "
        "vlasti, nije bilo. Predsednik je pozvao obe strane na uzdržanost i ponudio posredovanje."
    ),
    Language.ENGLISH: (
        "The foreign ministers of the two countries met in Vienna on Tuesday. A spokesman said the talks had "
        "been businesslike and that no date had been fixed for the next round. The opposition accused the "
        "government of never having carried out the agreement of 3 May 2022. Thousands marched in the "
        "capital against the plans, on which parliament will vote at the end of October. Police closed "
        "several streets and used water cannon; the authorities said that nobody had been hurt. The "
        "president called on both sides to show restraint and offered to mediate between them."
    ),
}
"""News of our own making with an expression every two hundred characters, as news has."""


def main() -> None:
    """Print one line a language."""
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    for language, paragraph in PARAGRAPHS.items():
        lexicon = load_dates(language)
        article = "\n\n".join([paragraph] * 6)
        tag(article, lexicon=lexicon, published=date(2024, 10, 16))
        count = max(1, round(size * 1e6 / len(article.encode("utf-8"))))
        begun = time.process_time()
        found = sum(len(tag(article, lexicon=lexicon, published=date(2024, 10, 16))) for _ in range(count))
        seconds = time.process_time() - begun
        megabytes = count * len(article.encode("utf-8")) / 1e6
        sys.stdout.write(
            f"{language.value}: {megabytes / seconds:.2f} MB/s, {found / seconds:.0f} expressions/s\n"
        )


if __name__ == "__main__":
    main()
