from pathlib import Path

import pytest

from schemas.errors import DeclarationError
from schemas.measure import MEASURES_FOLDER, faults_of, load_measures, shared_measures
from schemas.table import load_tables

WORDS = 'vi = "hồ sơ qua bưu chính"\nen = "dossiers by post"\n'
BY_POST = f"""
table = "dossiers"
about = "people"

[measures.received_by_post]
day = "received_day"
where = "is_accepted AND channel = 'post'"
{WORDS}"""


def written(folder: Path, text: str) -> Path:
    (folder / "post.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_city_has_the_measures_of_its_own_files_after_those_of_every_city(tmp_path: Path) -> None:
    measures = load_measures(written(tmp_path, BY_POST), load_tables())
    assert list(measures) == [*shared_measures(), "received_by_post"]
    assert (measures["received_by_post"].kind, measures["received_by_post"].table) == ("flow", "dossiers")
    assert load_measures(tmp_path / "none", load_tables()) == shared_measures()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("is_accepted", "is_acepted", r"received_by_post\.where: no column or fact 'is_acepted'; did you mean is_acc"),
        ("= 'post'", "= 'post", r"received_by_post\.where: .+ is no SQL condition: .*Unterminated"),
        ("is_accepted AND", "is_accepted AND AND", r"where: .+ is no SQL condition"),
        ("is_accepted AND channel = 'post'", "channel", r"where: 'channel' does not say of each row whether"),
        ("is_accepted AND channel = 'post'", "COUNT(channel) > 1", "does not say of each row whether"),
        ("is_accepted AND channel = 'post'", "TRUE", "does not say of each row whether"),
        ('"received_day"', '"recieved_day"', r"received_by_post\.day: dossiers has no .+ did you mean received_day"),
        ('"received_day"', '"received_at"', r"received_by_post\.day: received_at is of type Datetime"),
        ('day = "received_day"', 'begin = "received_day"', "a flow has `day`; neither `begin` nor `end`"),
        ('day = "received_day"', 'kind = "stock"\nday = "received_day"', "a stock has `begin`"),
        ('day = "received_day"', 'kind = "level"\nday = "received_day"', "a level has `weight`"),
        ("where", 'clusters = "received"\nwhere', "`clusters` is for a flow with `weight`"),
        ("where", 'weight = "channel"\nwhere', r"received_by_post\.weight: channel is of type String, not Int64"),
        ('table = "dossiers"', 'table = "dossier"', "no rows of a table 'dossier' are sent; did you mean dossiers"),
        ('table = "dossiers"', 'table = "rankings"', "no rows of a table 'rankings' are sent"),
        ('vi = "hồ sơ qua bưu chính"\n', "", r"received_by_post\.vi: missing; what is counted, in Vietnamese"),
        ('"dossiers by post"', '""', r"received_by_post\.en: String should have at least 1 character"),
        ('about = "people"\n', "", "about: missing"),
        ("where", "condition", "unknown key 'condition'"),
        ("received_by_post", "received", r"measures\.received: 'received' is counted already"),
        ("received_by_post", "officials_days", "'officials_days' is counted already"),
        ("received_by_post", "'By post'", "'By post' cannot name a measure"),
    ],
)
def test_a_measure_that_cannot_be_counted_is_refused_with_its_file_and_place(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    load_measures(written(tmp_path, BY_POST), load_tables())
    assert old in BY_POST
    with pytest.raises(DeclarationError, match=fault) as refused:
        load_measures(written(tmp_path, BY_POST.replace(old, new, 1)), load_tables())
    assert "post.toml" in str(refused.value)


def test_every_measure_of_every_city_can_be_counted() -> None:
    assert len(shared_measures()) > 50
    assert [fault for one in shared_measures().values() for fault in faults_of(one, load_tables())] == []
    assert {path.stem.split("_")[0] for path in MEASURES_FOLDER.glob("*.toml")} == {
        one.table for one in shared_measures().values()
    }


COURSES = """
table = "training"
about = "office"

[measures.hours]
day = "period_to"
weight = "attendance_count"
clusters = "lessons"
vi = "tiết"
en = "lessons"

[measures.lessons]
day = "period_to"
weight = "course_count"
vi = "lớp"
en = "courses"
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'clusters = "lessons"',
            'clusters = "lesson"',
            r"hours\.clusters: there is no measure 'lesson'; did you mean lessons",
        ),
        ('clusters = "lessons"', 'clusters = "officials"', "officials counts other rows, or on another day"),
        (
            'day = "period_to"\nweight = "course_count"',
            'day = "period_from"',
            "lessons counts other rows, or on another",
        ),
    ],
)
def test_clusters_are_counted_of_the_same_rows_on_the_same_day(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert load_measures(written(tmp_path, COURSES), load_tables())["hours"].clusters == "lessons"
    with pytest.raises(DeclarationError, match=fault):
        load_measures(written(tmp_path, COURSES.replace(old, new)), load_tables())
