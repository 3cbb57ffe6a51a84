"""What is an alert, and what is none: nights, files, units, editions and disks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.city import load_city
from schemas.edition import AuditEntry, Edition, series_of
from schemas.words.catalogue import said
from schemas.words.message import Declared
from warehouse.editions.log import Book
from warehouse.watch.alert import CODES, alert, in_order
from warehouse.watch.damages import damage_alerts
from warehouse.watch.disks import FileSystem, disk_alerts
from warehouse.watch.editions import edition_alerts
from warehouse.watch.nights import FailedNight, Nights, day_over, night_alerts
from warehouse.watch.outcomes import file_alerts
from warehouse.watch.units import missing_alerts, working_day_before

HCMC = load_city()
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
AGE = timedelta(hours=26)
TYPED = {"place": "--home /srv/motcua"}


def ago(hours):
    return NOW - timedelta(hours=hours)


def failed(hours, is_death=False, is_of_declaration=False):
    return FailedNight(ago(hours), is_death, is_of_declaration, Declared("hỏng", "broken"))


NIGHTS = {
    "fine": (Nights(ago(3)), []),
    "at the very limit": (Nights(ago(26)), []),
    "the schedule is dead": (Nights(ago(27)), ["night-late"]),
    "never began": (Nights(), ["night-late"]),
    "the first one is under way": (Nights(None, ago(1)), []),
    "the first one does not end": (Nights(None, ago(27)), ["night-stuck"]),
    "one is under way after one that ended long ago": (Nights(ago(27), ago(1)), []),
    "one is under way since a time to come": (Nights(ago(27), ago(-1)), ["night-late"]),
    "one does not end": (Nights(ago(50), ago(27)), ["night-stuck"]),
    "failed": (Nights(ago(30), failed=failed(6)), ["night-failed"]),
    "failed, and ended since": (Nights(ago(3), failed=failed(6)), []),
    "failed, and the schedule is dead": (Nights(ago(60), failed=failed(30)), ["night-late", "night-failed"]),
    "the very first one failed": (Nights(failed=failed(1)), ["night-failed"]),
    "died": (Nights(ago(30), failed=failed(6, is_death=True)), ["night-died"]),
    "a declaration is wrong": (Nights(ago(30), failed=failed(6, is_of_declaration=True)), ["declaration-wrong"]),
    "ended in a time to come": (Nights(ago(-40)), ["night-late"]),
    "ended by a clock that is a minute ahead": (Nights(ago(-1 / 60)), []),
}


@pytest.mark.parametrize("name", NIGHTS)
def test_nights(name):
    nights, codes = NIGHTS[name]
    found = in_order(night_alerts(nights, NOW, AGE, TYPED))
    assert [each.code for each in found] == codes
    for each in found:
        for words in (*said(each.what), *said(each.remedy)):
            assert words and "{" not in words
        assert all("motcua " in words and "--home /srv/motcua" in words for words in said(each.remedy))


DATED = {
    "of the night that failed": (Nights(ago(30), failed=replace(failed(6), business_date="2026-02-27")), "2026-02-27"),
    "of the one that died": (
        Nights(ago(30), failed=replace(failed(6, is_death=True), business_date="2026-02-27")),
        "2026-02-27",
    ),
    "of the one under way": (Nights(ago(50), ago(27), business_date="2026-02-26"), "2026-02-26"),
    "of no night that is known": (Nights(failed=failed(1)), "2026-03-01"),
    "of a dead schedule": (Nights(ago(90)), "2026-03-01"),
    "of a wrong declaration": (Nights(failed=failed(1, is_of_declaration=True)), "2026-03-01"),
}


@pytest.mark.parametrize("name", DATED)
def test_the_night_to_run_is_that_of_the_day_that_is_meant(name):
    nights, day = DATED[name]
    here = NOW.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))  # nine in the morning: a night without a date closes today
    (found,) = night_alerts(nights, here, AGE, TYPED)
    assert all(f"`motcua nightly --direct --date {day} --home /srv/motcua`" in words for words in said(found.remedy))


def test_yesterday_is_that_of_the_city():
    evening = datetime(2026, 3, 1, 20, tzinfo=UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))  # there it is the second
    assert day_over(evening) == "2026-03-01"


hours = st.floats(-50, 200, allow_nan=False)


@given(ended=st.none() | hours, under_way=st.none() | hours, fault=st.none() | hours)
def test_whatever_happened_a_night_that_did_not_end_in_time_is_told(ended, under_way, fault):
    """The dead man's check: where none ended or began within the age, something stands."""
    nights = Nights(
        None if ended is None else ago(ended),
        None if under_way is None else ago(under_way),
        failed=None if fault is None else failed(fault),
    )
    in_time = [moment is not None and -5 / 60 <= moment <= 26 for moment in (ended, under_way)]
    if not any(in_time):
        assert night_alerts(nights, NOW, AGE, TYPED)


@given(ended=hours, later=st.floats(0, 5))
def test_a_dead_schedule_is_one_alert_however_long_it_lasts(ended, later):
    nights = Nights(ago(ended))
    first = night_alerts(nights, NOW, AGE, TYPED)
    second = night_alerts(nights, NOW + timedelta(hours=later), AGE, TYPED)
    if first and second:
        assert [each.name for each in first] == [each.name for each in second]


def outcome(status, unit="quan-12", file="dossiers-3fa92c1b07.csv"):
    said_of = {"message_vi": "sai tiêu đề", "message_en": "wrong headers"}
    return {"unit_id": unit, "status": status, "file_name": file, "reason": "headers", **said_of}


def test_files_that_need_a_person():
    statuses = ["accepted", "accepted_with_rejections", "rejected", "failed", "already_loaded", "left_alone"]
    report = {"outcomes": [outcome(status) for status in (*statuses, "missing", "not_expected")], "fetched": []}
    found = list(file_alerts(report, HCMC.register, TYPED))
    assert [each.code for each in found] == ["file-rejected", "file-failed"]
    assert all("Quận 12 (quan-12)" in said(each.what)[0] and "sai tiêu đề" in said(each.what)[0] for each in found)
    assert list(file_alerts({"business_date": "2012-01-31"}, HCMC.register, TYPED)) == []  # of version 0.1.0


def test_files_that_look_alike_are_alerts_of_their_own():
    report = {"outcomes": [outcome("failed", file="AaAa_dddddddd.xlsx")] * 2}
    names = [each.name for each in in_order(file_alerts(report, HCMC.register, TYPED))]
    assert len(set(names)) == 2


def test_places_that_gave_not_everything():
    problem = {"message_vi": "x", "message_en": "x", "file_name": ""}
    problems = [problem | {"reason": reason} for reason in ("server-silent", "changing-at-sender")]
    fetched = [
        {"name": "xuat", "unit_id": "_city", "needs_attention": True, "problems": problems},
        {"name": "kho", "unit_id": "_city", "needs_attention": False, "problems": problems[1:]},
    ]
    found = list(file_alerts({"business_date": "2026-03-01", "fetched": fetched}, HCMC.register, TYPED))
    assert [each.name for each in found] == ["file-not-fetched:xuat/server-silent"]
    night = "`motcua nightly --direct --date 2026-03-01 --home /srv/motcua`"
    assert all("`motcua fetch --home /srv/motcua`" in words and night in words for words in said(found[0].remedy))


def missing(day, grace):
    return {each.subject for each in missing_alerts(HCMC, day, [], grace, TYPED)}


def test_a_unit_is_told_of_after_its_own_deadline():
    friday, monday = date(2023, 3, 3), date(2023, 3, 6)
    daily = {unit.unit_id for unit in HCMC.register.units if unit.cadence == "daily" and unit.valid_on(friday)}
    assert daily and missing(friday, {}) >= daily
    assert working_day_before(HCMC.calendar, monday, 1) == date(2023, 3, 5)  # whose last working day is the Friday
    assert working_day_before(HCMC.calendar, monday, 2) == date(2023, 3, 2)
    assert working_day_before(HCMC.calendar, date(2023, 3, 5), 1) == date(2023, 3, 2)  # a Sunday grants nothing


@given(day=st.dates(date(2022, 1, 1), date(2026, 12, 31)), count=st.integers(0, 30))
def test_between_the_two_days_lie_so_many_working_days(day, count):
    before = working_day_before(HCMC.calendar, day, count)
    between = (before + timedelta(days=n) for n in range(1, (day - before).days + 1))
    assert sum(HCMC.calendar.is_working(each) for each in between) == count


def edition(state, release_at=None, series="2022-qd766"):
    titles = {"title_vi": "x", "title_en": "x", "method_version": "1", "snapshot": "s", "period": "2022"}
    who = {"submitted_by": "lan", "submitted_at": ago(99), "synthetic": False, "reason": ""}
    return Edition(
        series=series, version=1, state=state, content_hash="ab" * 32, release_at=release_at, **titles, **who
    )


def entry(action, number=1):
    names = {"series": "2022-qd766", "version": 1, "content_hash": "", "details": {}, "previous": "", "hash": "x"}
    return AuditEntry(number=number, at=ago(9), actor="lan", action=action, **names)


EDITIONS = {
    "in review": (edition("in_review"), "submit", "approve"),
    "approved": (edition("approved"), "approve", "publish"),
    "under embargo": (edition("approved", ago(-5)), "schedule", None),
    "past its embargo": (edition("approved", ago(1)), "schedule", "release"),
    "published": (edition("published"), "publish", None),
    "given back": (edition("draft"), "return", None),
    "fallen back": (edition("draft"), "fall_back", "submit"),
    "withdrawn": (edition("withdrawn"), "withdraw", None),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_editions_that_are_due(name):
    of_state, last_action, step = EDITIONS[name]
    book = Book((entry(last_action),), {("2022-qd766", 1): of_state})
    found = list(edition_alerts(book, NOW, TYPED))
    assert [each.subject for each in found] == ([f"2022-qd766 v1 {step} ababababab"] if step else [])
    for each in found:
        assert all("motcua edition" in words and "2022-qd766" in words + each.subject for words in said(each.remedy))


def test_who_approves_takes_the_hash_from_the_page_and_not_from_the_notice():
    book = Book((entry("submit"),), {("2022-qd766", 1): edition("in_review")})
    (due,) = edition_alerts(book, NOW, TYPED)
    for words in (*said(due.what), *said(due.remedy)):
        assert "abab" not in words
    assert all('--hash "…"' in words for words in said(due.remedy))


@pytest.mark.parametrize(
    ("period", "method"), [("2022", "qd766"), ("2022-01..2022-03", "council-survey"), ("2022-Q1", "2022-q1")]
)
def test_an_edition_that_fell_back_is_submitted_by_the_command_for_its_own_ranking(period, method):
    series = series_of(period, method)
    fell_back = edition("draft", series=series).model_copy(update={"period": period})
    book = Book((entry("fall_back").model_copy(update={"series": series}),), {(series, 1): fell_back})
    (due,) = edition_alerts(book, NOW, TYPED)
    command = f'motcua edition submit --period {period} --method {method} --reason "…" --home /srv/motcua'
    assert all(f"`{command}`" in words for words in said(due.remedy))


def test_an_edition_that_is_submitted_anew_is_another_alert():
    first = edition("in_review")
    second = first.model_copy(update={"content_hash": "cd" * 32})
    books = [Book((entry("submit"),), {("2022-qd766", 1): each}) for each in (first, second)]
    names = {each.name for book in books for each in edition_alerts(book, NOW, TYPED)}
    assert len(names) == 2


def test_disks():
    full = FileSystem("/srv/a", 5, None)
    no_names = FileSystem("/srv/b", 1 << 40, 3)
    fine = [FileSystem("/srv/c", 1 << 40, None), FileSystem("/srv/d", 1 << 30, 1 << 20)]
    found = list(disk_alerts([full, no_names, *fine], 1 << 30, TYPED))
    assert [each.subject for each in found] == ["/srv/a", "/srv/b"]
    assert "1.024 MB" in said(found[0].what)[0] and "inode" in said(found[1].what)[0]


def test_the_most_serious_come_first():
    alerts = [alert("look-failed", str(n), TYPED, what="x", kind="y") for n in range(2)]
    mixed = [replace(alerts[0], code=code) for code in reversed(CODES)]
    assert [each.code for each in in_order(mixed)] == list(CODES)


@pytest.mark.parametrize(
    ("days", "damages", "expected"),
    [
        (15, [], []),
        (15, ["x"], ["damage-found"]),
        (16, [], ["verify-late"]),
        (16, ["x"], ["verify-late", "damage-found"]),
    ],
)
def test_that_nobody_verified_for_long_is_an_alert_where_somebody_once_did(days, damages, expected):
    verified = {"at": ago(24 * days).isoformat(), "damages": damages}
    assert [each.code for each in damage_alerts(verified, NOW, TYPED)] == expected
    assert list(damage_alerts({}, NOW, TYPED)) == []
