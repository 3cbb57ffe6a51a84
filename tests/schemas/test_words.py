"""The catalogue is whole in both languages; what is said is in it, and what is in it is said."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from catalogue_files import PACKAGES, asked, entries, is_key

from schemas.words.catalogue import said, text
from schemas.words.languages import ENGLISH, LANGUAGES, VIETNAMESE, Language
from schemas.words.message import Declared, message

# Letters that Vietnamese needs and English does not: a translation that was forgotten shows by them.
OF_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
VI, EN = entries(VIETNAMESE.folder), entries(ENGLISH.folder)


@cache
def whole_keys() -> frozenset[str]:
    """Return the keys that stand in the sources as they are."""
    return frozenset(a.text for a in asked() if not a.is_begun and is_key(a.text))


@cache
def begun_keys() -> frozenset[str]:
    """Return what stands in the sources as the beginning of keys, to which a program adds the end."""
    starts = {a.text for a in asked() if a.is_begun and "." in a.text}
    return frozenset(start for start in starts if any(key.startswith(start) for key in VI))


def test_both_languages_say_the_same_things_of_the_same_values():
    assert len(VI) > 300
    assert set(VI) == set(EN)
    assert {key for key in VI if VI[key].values != EN[key].values} == set()


def test_english_is_english():
    left = {key for key, words in EN.items() if OF_VIETNAMESE.search(words.text.replace("QĐ", ""))}
    assert left == set()


def test_every_key_that_is_said_is_in_the_catalogue():
    in_code, in_templates = {"ranking.title"}, {"base.skip", "indicators.points"}
    assert in_code | in_templates <= whole_keys()
    assert whole_keys() - set(VI) - begun_keys() == set()


def test_every_key_is_said_with_the_values_that_its_words_need():
    given = [(a.text, a.values) for a in asked() if a.text in VI and a.values is not None]
    assert len(given) > 100
    assert {key for key, values in given if values != VI[key].values} == set()


@cache
def words_of_sources() -> frozenset[str]:
    kinds = ("*.py", "*.j2", "*.js", "*.toml")
    paths = [path for package in PACKAGES for kind in kinds for path in package.rglob(kind)]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return frozenset(re.findall(r"[\w-]+", sources)) | frozenset(re.findall(r"\w+", sources))


def is_said(key: str) -> bool:
    """Say whether a message is said by its key, or by a key that is put together of pieces that stand in the sources.

    An attribute is said with its message: one piece of code says them all.
    """
    file_and_name = ".".join(key.split(".")[:2])
    rests = [file_and_name.removeprefix(start) for start in begun_keys() if file_and_name.startswith(start)]
    return bool({key, file_and_name} & whole_keys()) or any(rest in words_of_sources() for rest in rests)


def test_no_message_is_left_that_nobody_says():
    assert not is_said("ranking.nobody_says_this")
    assert [key for key in VI if not is_said(key)] == []


def test_values_are_written_as_the_language_writes_them(tmp_path: Path):
    def in_both(words: str, **values) -> list[str]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        (folder / "terms.ftl").write_text("-tier = Nhóm\n", encoding="utf-8")
        (folder / "some.ftl").write_text(f"thing = {words}\n", encoding="utf-8")
        return [text(message("some.thing", **values), Language(lang.tag, folder)) for lang in LANGUAGES]

    assert in_both("{ $x }", x=54_500) == ["54.500", "54,500"]
    assert in_both("{ $x }", x=0.126) == ["0,13", "0.13"]
    assert in_both("{ DECIMAL($x, digits: 1) }", x=0.126) == ["0,1", "0.1"]
    assert in_both("{ $x }", x=Decimal("0.50")) == ["0,5", "0.5"]
    assert in_both("{ $x }", x=Fraction(1, 3)) == ["0,33", "0.33"]
    assert in_both("{ PERCENT($x) }", x=0.999999) == ["99,99%", "99.99%"]
    assert in_both("{ PERCENT($x, digits: 0) }", x=0.999999) == ["99%", "99%"]
    assert in_both("{ PERCENT($x) }", x=Decimal("0.95")) == ["95%", "95%"]
    assert in_both("{ ROUGH_PERCENT($x) }", x=0.004) == ["<1%", "<1%"]
    assert in_both("{ PROBABILITY($x) }", x=0.996) == [">99%", ">99%"]
    assert in_both("{ SIGNED($x, digits: 1) }", x=-3) == ["−3,0", "−3.0"]
    assert in_both("{ SPAN($x, $y) }", x=1.5, y=3) == ["1,5–3", "1.5–3"]
    assert in_both("{ PLAIN($x) }", x=12_345) == ["12345", "12345"]
    assert in_both("{ $x }", x=date(2023, 12, 9)) == ["09/12/2023", "9 December 2023"]
    assert in_both("{ $x }", x=Declared("Quận Thử", "Test District")) == ["Quận Thử", "Test District"]
    assert in_both("{ $x }", x=None) == ["–", "–"]
    assert in_both("{ $x }", x=["a", 1_000]) == ["a, 1.000", "a, 1,000"]
    assert in_both("{ -tier } { $x }", x="x" * 5_000) == [f"Nhóm {'x' * 5_000}"] * 2
    assert in_both("\n    một\n    hai") == ["một hai"] * 2


def test_a_message_within_a_message_is_in_its_language():
    assert said(message("units.partial_score", score=message("units.score"))) == (
        text(message("units.partial_score", score="Điểm"), VIETNAMESE),
        text(message("units.partial_score", score="Score"), ENGLISH),
    )


def test_singular_and_plural():
    assert said(message("units.hidden", count=1_234, least=10))[0].startswith("1.234 số đếm")
    assert said(message("units.hidden", count=1_234, least=10))[1].startswith("1,234 counts")
    assert said(message("units.hidden", count=1, least=10))[1].startswith("1 count of this unit is")


@pytest.mark.parametrize(
    ("key", "values", "fault"),
    [
        ("ranking.nothing", {}, "no message 'nothing'"),
        ("units.hidden", {"count": 1}, "least"),
        ("units.score.advice", {}, "score has no advice"),
    ],
)
def test_words_that_are_missing_are_an_error(key, values, fault):
    with pytest.raises(LookupError, match=fault):
        said(message(key, **values))
