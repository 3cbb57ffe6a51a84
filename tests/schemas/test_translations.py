"""A language of a city's own is a folder, and one that does not say everything is refused before a night."""

import shutil
from pathlib import Path

import pytest
from pseudo_language import TAG, pseudo_language, wide

from schemas.city import DEFAULT_CITY, load_city
from schemas.errors import DeclarationError
from schemas.translations import check_languages, declared_texts, languages_of, template
from schemas.words.catalogue import text
from schemas.words.languages import LANGUAGES
from schemas.words.message import Declared, message

HCMC = load_city()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a city with a whole language of its own; nobody changes it."""
    city = tmp_path_factory.mktemp("whole") / "city"
    shutil.copytree(DEFAULT_CITY, city)
    pseudo_language(city / "words", declared_texts(HCMC))
    return city


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "city"))


def test_a_folder_of_words_is_a_language(whole):
    city = load_city(whole)
    *shipped, language = languages_of(city)
    assert tuple(shipped) == LANGUAGES
    assert language.tag == TAG
    check_languages(city)
    unit = Declared("Quận 1", "District 1")
    assert text(message("findings.first", unit=unit), language) == wide("Only District 1 could be first.")
    many = text(message("findings.all-decided", pairs=12_345), language)
    assert many == wide("All 12\u00a0345 pairs of units can be told apart.")


def test_the_languages_that_we_ship_need_no_folder():
    assert languages_of(HCMC) == LANGUAGES
    check_languages(HCMC)


def without(path: Path, start: str) -> None:
    """Take the lines that begin so out of a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert any(line.startswith(start) for line in lines)
    path.write_text("".join(line for line in lines if not line.startswith(start)), encoding="utf-8")


def edited(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


FAULTS = {
    "there is no message nobody": lambda home: without(home / "findings.ftl", "nobody = "),
    "2 fault": lambda home: [without(home / "findings.ftl", start) for start in ("nobody = ", "only-one = ")],
    "there is no message title": lambda home: (home / "units.ftl").unlink(),
    "first is given no value $name; values: unit": lambda home: edited(home / "findings.ftl", "$unit }", "$name }"),
    "names.po: 'Binh Chanh District' is not translated": lambda home: edited(
        home / "names.po", wide("Binh Chanh District"), ""
    ),
    "names.po: 'Ho Chi Minh City' is not translated": lambda home: (home / "names.po").unlink(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_missing_is_named(folder, fault):
    FAULTS[fault](folder / "words" / TAG)
    with pytest.raises(DeclarationError) as refused:
        check_languages(load_city(folder))
    assert fault in str(refused.value)
    assert str(folder / "words" / TAG) in str(refused.value)


def test_a_tag_of_no_language_is_refused(folder):
    (folder / "words" / TAG).rename(folder / "words" / "xx")
    with pytest.raises(DeclarationError, match="no language with the tag 'xx'"):
        check_languages(load_city(folder))


def test_the_file_of_names_to_fill_in_names_what_declarations_call():
    names = declared_texts(HCMC)
    assert {"Binh Chanh District", HCMC.indicators["online_share"].name_en} <= set(names)
    assert template(HCMC).count("msgid ") == len(names)
