"""Office holders: spellings that fall together, people that do not, offices by date, and bad tables."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.errors import CodebookError
from codebook.languages import roots
from codebook.layers import Layers
from codebook.people import People, load_people, office
from codebook.records import Language
from codebook.spelling import load_spelling
from codebook.tables import PACKAGE

SPELLING = load_spelling()


@pytest.fixture(scope="module")
def people() -> dict[str, People]:
    return {language.value: load_people(language) for language in roots()}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in ("ontology", "lang", "actors"):
        shutil.copytree(PACKAGE / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize(
    "spellings",
    [
        "Belousow Beloussow Belousov Белоусов",
        "Selenskyj Zelensky Zelenskyy Zelenski Зеленский Зеленски",
        "Lukaschenko Lukashenko Lukašenko Лукашенко",
        "Vučić Vucic Вучић",
        "Schoigu Shoigu Šojgu Шойгу",
        "Toqajew Tokajew Tokayev Tokajev",
        "al-Sisi as-Sisi el-Sisi Sissi",
        "Sergej Sergey Sergei Сергей",
        "Gorbatschow Gorbachev Gorbačov Горбачёв",
        "Paschinjan Pashinyan Pašinjan",
        "Saluschnyj Zaluzhnyi Zalužni",
        "Peseschkian Pezeshkian Pezeškijan",
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: str) -> None:
    assert len({SPELLING.key(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lavrov", "Lvov"),
        ("Kuleba", "Kubela"),
        ("Merz", "März"),
        ("Medvedev", "Medvedchuk"),
        ("Sharma", "Sharaa"),
        ("Dačić", "Gašić"),
        ("Vučić", "Vučević"),
        ("Putin", "Patin"),
    ],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert SPELLING.key(one) != SPELLING.key(other)


@given(st.text(max_size=40))
def test_any_text_has_a_key_and_keys_are_stable(text: str) -> None:
    assert SPELLING.key(text) == SPELLING.key(text)
    assert SPELLING.key(text) in SPELLING.keys(text)


@pytest.mark.parametrize(
    ("language", "name", "actor_id"),
    [
        ("de", "Andrej Belousow", "rus-belousov-andrei"),
        ("de", "Beloussow", "rus-belousov-andrei"),
        ("de", "Selenskyjs", "ukr-zelensky-volodymyr"),
        ("de", "Chamenei", "irn-khamenei-ali"),
        ("de", "Sacharowa", "rus-zakharova-maria"),
        ("de", "Dong Dschun", "chn-dong-jun"),
        ("de", "Al Sisi", "egy-al-sisi-abdel-fattah"),
        ("de", "Kim Jong Un", "prk-kim-jong-un"),
        ("de", "Swetlana Tichanowskaja", "blr-tsikhanouskaya-sviatlana"),
        ("de", "Ursula von der Leyen", "igo-von-der-leyen-ursula"),
        ("de", "W. Putin", "rus-putin-vladimir"),
        ("sr", "Emanuelom Makronom", "fra-macron-emmanuel"),
        ("sr", "Trampa", "usa-trump-donald"),
        ("sr", "Vučiću", "srb-vucic-aleksandar"),
        ("sr", "Zelenskog", "ukr-zelensky-volodymyr"),
        ("sr", "Šojgua", "rus-shoigu-sergei"),
        ("sr", "Si Đinpingom", "chn-xi-jinping"),
        ("sr", "Kurtija", "ksv-kurti-albin"),
        ("sr", "Lajen", "igo-von-der-leyen-ursula"),
        ("en", "Yoon Suk Yeol", "kor-yoon-suk-yeol"),
        ("en", "Zelenskiy", "ukr-zelensky-volodymyr"),
        ("en", "William Lai", "twn-lai-ching-te"),
        ("en", "Modi's", "ind-modi-narendra"),
    ],
)
def test_a_person_is_found_under_spellings_and_case_forms(
    people: dict[str, People], language: str, name: str, actor_id: str
) -> None:
    found = people[language].by_name(name)
    assert found
    assert found[0].actor_id == actor_id


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Hunter Biden"),
        ("en", "Jill Biden"),
        ("de", "März"),
        ("de", "Kurs"),
        ("de", "Berlin"),
        ("de", "Ganz"),
        ("sr", "Beograda"),
        ("sr", "Sarajevo"),
        ("sr", "Sudana"),
        ("sr", "Čada"),
        ("sr", "Nikola Jokić"),
        ("sr", "Novak Đoković"),
    ],
)
def test_other_people_and_words_are_nobody(people: dict[str, People], language: str, name: str) -> None:
    assert people[language].by_name(name) == ()


@pytest.mark.parametrize(
    ("surname", "day", "first"),
    [
        ("Kim", date(2019, 1, 1), "prk-kim-jong-un"),
        ("Johnson", date(2020, 5, 5), "gbr-johnson-boris"),
        ("Johnson", date(2024, 5, 5), "usa-johnson-mike"),
        ("Li", date(2024, 5, 5), "chn-li-qiang"),
        ("Li", date(2020, 5, 5), "chn-li-keqiang"),
    ],
)
def test_of_several_bearers_the_one_in_office_comes_first(
    people: dict[str, People], surname: str, day: date, first: str
) -> None:
    assert people["en"].by_surname(surname, day=day)[0].actor_id == first


def test_a_shared_surname_gives_all_its_bearers(people: dict[str, People]) -> None:
    found = {person.actor_id for person in people["en"].by_surname("Sharif")}
    assert {"pak-sharif-nawaz", "pak-sharif-shehbaz"} <= found


@pytest.mark.parametrize(
    ("actor_id", "day", "expected"),
    [
        ("rus-shoigu-sergei", date(2024, 5, 11), ("RUSGOVMIL", "people.rus-shoigu-sergei.1")),
        ("rus-shoigu-sergei", date(2024, 5, 13), ("RUSGOV", "people.rus-shoigu-sergei.2")),
        ("rus-belousov-andrei", date(2024, 10, 14), ("RUSGOVMIL", "people.rus-belousov-andrei.2")),
        ("rus-belousov-andrei", None, ("RUSGOVMIL", "people.rus-belousov-andrei.2")),
        ("deu-merkel-angela", date(2022, 3, 1), ("DEUELI", "people.deu-merkel-angela.1.former")),
        ("usa-trump-donald", date(2022, 5, 5), ("USAELI", "people.usa-trump-donald.1.former")),
        ("usa-trump-donald", date(2016, 5, 5), ("USAELI", "people.usa-trump-donald.1.before")),
        ("afg-ghani-ashraf", date(2021, 8, 17), ("AFGGOV", "people.afg-ghani-ashraf.1.outgoing")),
        ("can-carney-mark", date(2025, 3, 10), ("CANGOV", "people.can-carney-mark.1.incoming")),
        ("fra-macron-emmanuel", date(2021, 1, 1), ("FRAGOV", "people.fra-macron-emmanuel.2")),
    ],
)
def test_the_office_in_force_on_a_day(
    people: dict[str, People], actor_id: str, day: date | None, expected: tuple[str, str]
) -> None:
    assert office(people["en"].persons[actor_id], day) == expected


def test_an_office_seen_without_dates_is_presumed_for_two_years_and_no_longer(
    people: dict[str, People],
) -> None:
    seen = next(p for p in people["en"].persons.values() if not p.terms[0].from_known and len(p.terms) == 1)
    code = seen.terms[0].code
    rule = f"people.{seen.actor_id}.1"
    assert office(seen, seen.terms[0].first) == (code, rule)
    assert office(seen, seen.terms[0].first.replace(year=seen.terms[0].first.year - 1)) == (
        code,
        f"{rule}.presumed",
    )
    assert office(seen, date(1990, 1, 1)) is None


def test_there_are_enough_people_with_a_stated_basis(people: dict[str, People]) -> None:
    assert len(people["en"].persons) >= 1500
    assert sum(person.widely_known for person in people["en"].persons.values()) >= 1000


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("xyz-doe-jane,Jane Doe,Doe,,XYZGOV,2020-01-01,,,,general", "begins with no country or organisation"),
        ("deu-doe-jane,Jane Doe,Doe,,DEUZZZ,2020-01-01,,,,general", "has a role that is not in sectors.csv"),
        ("deu-doe-jane,Jane Doe,Roe,,DEUGOV,2020-01-01,,,,general", "surname 'Roe' is no part of the name"),
        ("deu-doe-jane,Jane Doe,Doe,,DEUGOV,2020-13-01,,,,general", "valid_from '2020-13-01' is no date"),
        (
            "deu-doe-jane,Jane Doe,Doe,,DEUGOV,2021-01-01,2020-01-01,,,general",
            "the term ends 2020-01-01 before",
        ),
        ("deu-doe-jane,Jane Doe,Doe,,DEUGOV,,,,,general", "neither valid_from nor seen_from is given"),
        ("deu-doe-jane,Jane Doe,Doe,,DEUGOV,2020-01-01,,,,gossip", "basis is 'gossip'"),
        (
            "deu-doe-jane,Jane Doe,Doe,,DEUGOV,2020-01-01,2022-01-01,,,general\n"
            "deu-doe-jane,Jane Doe,Doe,,DEULEG,2021-01-01,,,,general",
            "begins 2021-01-01, before the office of",
        ),
        (
            "deu-doe-jane,Jane Doe,Doe,,DEUGOV,2020-01-01,,,,general\n"
            "deu-doe-jane,Jane Doe,Doe,,DEULEG,2021-01-01,,,,general",
            "has no end, though",
        ),
    ],
)
def test_a_bad_line_is_named(copied: Path, line: str, finding: str) -> None:
    path = copied / "actors" / "people.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(CodebookError) as caught:
        load_people(Language.ENGLISH, Layers((copied,)))
    assert any(finding in problem and "actors/people.csv:" in problem for problem in caught.value.problems)


def test_a_spelling_of_nobody_is_named(copied: Path) -> None:
    with (copied / "lang" / "sr" / "people.csv").open("a", encoding="utf-8") as file:
        file.write("deu-nobody-at-all,Niko Ništa,\n")
    with pytest.raises(CodebookError, match=r"sr/people\.csv:\d+: 'deu-nobody-at-all' is nobody"):
        load_people(Language.SERBIAN, Layers((copied,)))
