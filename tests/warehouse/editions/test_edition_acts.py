import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from edition_cases import NOON, SERIES, Office, content, page, rankings, sent, snapshot_of, standing

from schemas.edition import EditionRefused
from schemas.method import load_method
from schemas.table import load_tables
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.content import Content, compared, keep_differences, revisions
from warehouse.editions.log import read_book


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def refused(code, function, *arguments, **named):
    with pytest.raises(EditionRefused) as caught:
        function(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def tampered(office, name="content/data/rankings.csv", version=1, series=SERIES):
    path = office.home.editions / series / f"v{version}" / name
    path.chmod(0o644)
    path.write_text("khác", encoding="utf-8")


def state(office, version=1):
    return read_book(office.home).editions[SERIES, version].state


def test_from_a_draft_to_the_public(office):
    edition = office.submit()
    assert (edition.series, edition.version, edition.state) == (SERIES, 1, "in_review")
    assert office.approve(edition).state == "approved"
    assert not office.home.public.exists()
    done = office.publish(edition)
    assert (done.state, done.approved_by, done.published_by) == ("published", "chi", "dung")
    assert "lần đầu" in office.public(f"{SERIES}/vi/index.html")
    assert office.actions() == ["submit", "approve", "publish"]
    kept = json.loads((office.home.editions / SERIES / "v1" / "edition.json").read_text(encoding="utf-8"))
    assert kept["state"] == "published"


@pytest.mark.parametrize("step", ["submit", "approve", "return_to_draft", "publish", "withdraw"])
def test_who_has_no_role_is_refused_told_what_to_do_and_written_down(office, step):
    edition = office.submit()
    steps = {
        "submit": lambda act: acts.submit(act, content()),
        "approve": lambda act: acts.approve(act, SERIES, 1, edition.content_hash),
        "return_to_draft": lambda act: acts.return_to_draft(act, SERIES, 1, "x"),
        "publish": lambda act: acts.publish(act, SERIES, 1),
        "withdraw": lambda act: acts.withdraw(act, SERIES, 1, "x"),
    }
    why = refused("not_allowed", steps[step], office.act("ke-la"))
    for message in (why.message_vi, why.message_en):
        assert str(office.city.folder / "city.toml") in message
        assert '"ke-la"]' in message
        assert "quang" in message
    last = acts.history(office.home)[-1]
    assert (last.actor, last.action, last.details["because"]) == ("ke-la", "refuse", "not_allowed")
    assert state(office) == "in_review"


def test_with_empty_lists_nobody_may(tmp_path):
    office = Office(tmp_path, roles='[roles]\nadminister = ["quang"]')
    assert 'submit = ["an"]' in refused("not_allowed", office.submit).message_vi


def test_nobody_approves_what_he_submitted(office):
    edition = office.submit("an")  # who may approve as well
    refused("own_submission", office.approve, edition, "an")
    assert state(office) == "in_review"
    assert acts.history(office.home)[-1].details == {"attempted": "approve", "because": "own_submission"}
    assert office.approve(office.submit("binh"), "an").approved_by == "an"


def test_approval_is_of_the_content_that_was_looked_at(office):
    looked_at = office.submit()
    office.submit(of=content("khác"))
    refused("other_content", office.approve, looked_at)
    assert state(office) == "in_review"


def test_new_content_makes_an_approval_void(office):
    office.approve(office.submit())
    again = office.submit(of=content("khác"))
    assert (again.version, again.state, again.approved_by) == (1, "in_review", None)
    refused("wrong_state", office.publish, again)


@pytest.mark.parametrize("name", ["content/data/rankings.csv", "record.json", "SHA256SUMS"])
@pytest.mark.parametrize("step", ["approve", "publish", "release"])
def test_changed_content_falls_back_to_draft(office, step, name):
    edition = office.submit()
    if step != "approve":
        office.approve(edition)
    if step == "release":
        office.publish(edition, release_at=NOON + timedelta(hours=1))
    tampered(office, name)
    if step == "release":
        (one,) = office.release(NOON + timedelta(hours=2))
        assert one.refused.code == "content_changed"
    else:
        refused("content_changed", getattr(office, step), edition)
    assert state(office) == "draft"
    assert acts.history(office.home)[-1].action == "fall_back"
    assert not office.home.public.exists()


def test_a_file_put_in_or_taken_away_is_a_change(office):
    edition = office.submit()
    folder = office.home.editions / SERIES / "v1" / "content"
    (folder / "vi" / "extra.html").write_text(page("x"), encoding="utf-8")
    refused("content_changed", office.approve, edition)
    edition = office.submit()
    (folder / "data" / "rankings.csv").unlink()
    refused("content_changed", office.approve, edition)


def test_given_back_it_can_be_submitted_again(office):
    office.approve(office.submit())
    given = acts.return_to_draft(office.act("chi"), SERIES, 1, "thiếu Quận 12")
    assert (given.state, given.approved_by) == ("draft", None)
    refused("wrong_state", office.publish, given)
    refused("wrong_state", office.approve, given)
    assert office.submit().state == "in_review"
    refused("no_reason", acts.return_to_draft, office.act("chi"), SERIES, 1, " ")


def test_an_embargo_ends_when_the_release_runs_at_or_after_its_moment(office):
    edition = office.approve(office.submit())
    moment = NOON + timedelta(hours=3)
    held = office.publish(edition, release_at=moment)
    assert (held.state, held.release_at, held.scheduled_by) == ("approved", moment, "dung")
    assert office.release(moment - timedelta(seconds=1)) == []
    assert not office.home.public.exists()
    (one,) = office.release(moment)
    assert (one.refused, one.edition.state, one.edition.published_by) == (None, "published", "may-chu")
    assert "lần đầu" in office.public(f"{SERIES}/vi/index.html")
    assert office.release(moment) == []


def test_an_embargo_that_is_past_or_without_a_zone_is_refused(office):
    edition = office.approve(office.submit())
    with pytest.raises(ValueError, match="no time zone"):
        office.publish(edition, release_at=datetime(2030, 1, 1))
    why = refused("past_moment", office.publish, edition, release_at=NOON)
    assert "12:00 05/01/2024" not in why.message_vi  # the clock is that of the city, not ours
    assert "06:00 05/01/2024" in why.message_vi
    assert "2024-01-06T08:00" in why.message_en
    assert state(office) == "approved"


def test_what_is_held_back_is_published_before_only_on_purpose(office):
    edition = office.approve(office.submit())
    office.publish(edition, release_at=NOON + timedelta(days=1))
    refused("under_embargo", office.publish, edition)
    assert not office.home.public.exists()
    done = acts.publish(office.act("dung"), SERIES, 1, lifts_embargo=True)
    assert done.state == "published"


def test_once_the_moment_has_come_nothing_is_lifted(office):
    edition = office.approve(office.submit())
    office.publish(edition, release_at=office.moment + timedelta(minutes=2))
    assert office.publish(edition).state == "published"


def test_one_that_fell_back_holds_no_other_up(office):
    for period in ("2011-Q1", "2011-Q2"):
        office.publish(office.approve(office.submit(of=content(period=period))), release_at=NOON + timedelta(hours=1))
    tampered(office, series="2011-Q1-timeliness")
    done = office.release(NOON + timedelta(hours=2))
    assert [(one.edition.series, one.refused and one.refused.code) for one in done] == [
        ("2011-Q1-timeliness", "content_changed"),
        ("2011-Q2-timeliness", None),
    ]
    assert not (office.home.public / "2011-Q1-timeliness").exists()


def test_where_there_are_no_editions_a_release_writes_nothing(office):
    nowhere = replace(office.act("may-chu"), home=store.Home(office.home.root / "khác"))
    assert acts.release_due(nowhere) == []
    assert not nowhere.home.root.exists()


def test_a_correction_is_the_next_version_and_needs_a_reason(office):
    office.published()
    refused("no_reason", office.submit, of=content("hai"))
    assert office.published("hai", reason="Quận 12 nộp lại").version == 2
    assert (state(office, 1), state(office, 2)) == ("superseded", "published")


def test_a_withdrawal_needs_a_reason_and_a_public_edition(office):
    edition = office.submit()
    refused("wrong_state", acts.withdraw, office.act("dung"), SERIES, 1, "sai")
    office.publish(office.approve(edition))
    refused("no_reason", acts.withdraw, office.act("dung"), SERIES, 1, "  ")
    done = acts.withdraw(office.act("dung"), SERIES, 1, "sai số liệu")
    assert (done.state, done.withdrawn_by, done.withdrawn_reason) == ("withdrawn", "dung", "sai số liệu")
    refused("wrong_state", office.publish, done)


def test_an_edition_that_is_not_there_is_named_with_those_that_are(office):
    office.submit()
    why = refused("no_edition", acts.approve, office.act("chi"), "2010-timeliness", 1, "h")
    assert f"{SERIES} v1" in why.message_vi


UNFIT = {
    "no first page": {"vi/index.html": page("x")},
    "no place for the status": {"index.html": page("x"), "vi/a.html": "<html></html>"},
    "no text": {"index.html": page("x"), "vi/a.html": b"\xff\xfe"},
}


@pytest.mark.parametrize("files", UNFIT.values(), ids=UNFIT)
def test_content_that_cannot_be_published_is_not_taken(office, files):
    refused("content_unfit", office.submit, of=replace(content(), files=files))
    assert not list(office.home.editions.glob("*/v1"))


@pytest.mark.parametrize("path", ["../../evil.html", "/tmp/evil", "v2/index.html", "vi/../../x", "vi/.htaccess"])
def test_no_file_leaves_the_folder_of_its_edition(office, path):
    refused("content_unfit", office.submit, of=replace(content(), files={**content().files, path: page("x")}))
    assert office.actions() == []
    names = {p.name for p in office.home.root.rglob("*") if p.is_file()}
    assert names == {".lock", "audit.jsonl", "control.sqlite", "part-0.parquet"}


def test_a_ranking_from_a_snapshot_that_is_gone_is_not_taken(office):
    refused("no_snapshot", office.submit, of=content(snapshot="2012-02-01-bbbb"))
    refused("no_snapshot", office.submit, of=content(snapshot="../../etc"))


def test_the_same_content_has_the_same_hash_and_the_record_is_under_it(office):
    first = office.submit()
    assert office.submit().content_hash == first.content_hash
    moved = content(table=rankings(standing("general", 2, 90.0), standing("experts", 1, 95.0)))
    assert office.submit(of=moved).content_hash != first.content_hash


def test_what_is_submitted_tells_what_each_edition_changed_and_nothing_of_its_state(office):
    office.published()
    snapshot_of(office.home, "2012-02-01-bbbb", [sent("a1", "general", 10), sent("a3", "experts", 20)])
    table = rankings(standing("general", 2, 90.0), standing("experts", 1, 95.0))
    coming = Content({}, content(snapshot="2012-02-01-bbbb").ranking, table)
    changes = revisions(office.home, office.city, coming)
    assert changes.schema == load_tables()["revisions"].polars_schema
    by_unit = {row["unit_id"]: row for row in changes.iter_rows(named=True)}
    assert {row["version"] for row in by_unit.values()} == {2}
    assert (by_unit["general"]["cause"], by_unit["experts"]["cause"]) == ("others", "own")
    assert "(a3)" in by_unit["experts"]["added"]
    assert "(a2)" in by_unit["experts"]["removed"]
    assert office.actions() == ["submit", "approve", "publish"]


def test_who_approves_sees_what_changed_from_the_last_edition_that_is_public(office):
    office.published("một")
    office.published("hai", "sửa", table=rankings(standing("general", 1, 99.0), standing("experts", 2, 80.0)))
    acts.withdraw(office.act("dung"), SERIES, 2, "sai")
    table = rankings(standing("general", 2, 70.0), standing("experts", 1, 80.0))
    office.change("methods/timeliness.toml", "min_n = 10", "min_n = 12")
    office.bind()
    version = load_method(office.city.method_path("timeliness"), office.city.indicators).fingerprint
    edition = office.submit(of=content("ba", table=table, method_version=version), reason="<b>sửa</b>")
    book = read_book(office.home)
    found = compared(office.home, book, edition)
    assert found.before.version == 1
    assert found.differences.is_method_changed
    _, path = keep_differences(office.act("chi"), book, edition)
    text = path.read_text(encoding="utf-8")
    for told in ("SỐ LIỆU TỔNG HỢP", "General", "90,00", "70,00", edition.content_hash, "&lt;b&gt;sửa&lt;/b&gt;"):
        assert told in text
    assert "<b>sửa" not in text
    office.approve(edition)  # the page beside the content is no part of it


def test_the_page_of_a_first_edition_lists_the_ranking(office):
    edition = office.submit()
    found, path = keep_differences(office.act("chi"), read_book(office.home), edition)
    assert found.differences is None
    assert "Chưa có lần công bố nào để so" in path.read_text(encoding="utf-8")


def test_two_at_once_do_not_mix(office):
    office.submit()
    with store.one_editor(office.home), pytest.raises(BlockingIOError):
        office.submit()
