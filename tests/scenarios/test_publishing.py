"""The scenarios of `cong_bo.feature`: whole nights with their drafts, and what people do with these."""

import hashlib
import re
import shutil
from datetime import timedelta
from itertools import count

import polars as pl
import pytest
from nights import table
from office import MORNING, SERIES, approve, moment_of, newest, night, page, public, publish, published, submit
from pytest_bdd import given, parsers, scenarios, step, then, when
from sent_files import day_of

from flows.reports import last_report
from schemas.edition import EditionRefused
from warehouse import store
from warehouse.editions import acts
from warehouse.editions.binding import bound_parts
from warehouse.editions.content import compared
from warehouse.editions.log import Act, read_book
from warehouse.editions.policy import bind

pytestmark = pytest.mark.long

scenarios("cong_bo.feature")

CAUSES = {"own": "tệp của chính mình", "others": "tệp của nơi khác"}


@pytest.fixture(scope="session")
def nights_run():
    """What was delivered and on which day -> the data root after that night, to be copied."""
    return {}


@pytest.fixture
def act(home, city):
    """Acts of the people of the office, each a minute after the one before."""
    minutes = count()

    def act_of(who):
        act = Act(home, city, who.lower(), MORNING + timedelta(minutes=next(minutes)))
        if not store.audit_path(home).exists():
            bind(act, act.who, bound_parts(city))
        return act

    return act_of


@given(parsers.parse("bản nháp của đêm {day} đã có"))
def has_a_draft(home, nights_run, tmp_path_factory, day):
    files = sorted((str(f.relative_to(home.inbox)), f.read_bytes()) for f in home.inbox.rglob("*.csv"))
    key = hashlib.sha256(repr((day, files)).encode()).hexdigest()
    if key not in nights_run:
        night(home, day)
        nights_run[key] = shutil.copytree(home.root, tmp_path_factory.mktemp("night") / "home", symlinks=True)
    else:
        shutil.rmtree(home.root)
        shutil.copytree(nights_run[key], home.root, symlinks=True)


@when(parsers.parse("đêm {day} lập bản nháp"))
def drafts(home, day):
    night(home, day)


@step(parsers.parse("{who} trình bản nháp"))
def submits(act, who):
    submit(act(who))


@step(parsers.parse('{who} trình bản nháp, lý do "{reason}"'))
def submits_again(act, who, reason):
    submit(act(who), reason)


@step(parsers.parse("{who} duyệt"))
def approves(act, who):
    approve(act(who))


@step(parsers.parse("{who} công bố"))
def publishes(act, who):
    publish(act(who))


@given("bản công bố lần 1 đã ra")
def was_published(act):
    submit(act("Lan"))
    approve(act("Minh"))
    publish(act("Hoa"))


@when(parsers.parse("{who} hẹn công bố lúc {moment}"))
def schedules(act, who, moment):
    publish(act(who), moment_of(moment))


@when("có người sửa một tệp của bản đã duyệt")
def somebody_changes_a_file(home):
    file = store.edition_folder(home, SERIES, 1) / "content" / "data" / "rankings.csv"
    file.chmod(0o644)
    file.write_text("khác", encoding="utf-8")


@when(parsers.parse('{who} rút bản công bố, lý do "{reason}"'))
def withdraws(act, home, who, reason):
    acts.withdraw(act(who), SERIES, newest(home).version, reason)


@then(parsers.parse("bản công bố lần {version:d} có trên trang công bố"))
def is_public(home, version):
    assert "Đã công bố ngày" in page(home, version)


@then("chưa có gì được công bố")
def nothing_is_public(home):
    assert not home.public.exists()


@then(parsers.parse("lúc {moment} chưa có gì được công bố"))
def nothing_is_public_yet(home, city, moment):
    assert acts.release_due(Act(home, city, "may-chu", moment_of(moment))) == []
    nothing_is_public(home)


@then(parsers.parse("bản công bố lần {version:d} xếp hạng:"))
def ranks(home, city, version, datatable):
    scores = published(home, version, "rankings").filter(measure="score", peer_group="all")
    names = {unit.unit_id: unit.name_vi for unit in city.register.units}
    ranked = scores.drop_nulls("rank").sort("rank").select("unit_id", "rank_label").rows()
    assert [[names[unit_id], label] for unit_id, label in ranked] == datatable[1:]


@then(parsers.parse("đêm {day} nêu tên đơn vị chưa gửi: {unit}"))
def names_the_silent(home, unit_ids, day, unit):
    report = last_report(home)
    assert report["business_date"] == day_of(day).isoformat()
    assert [o["unit_id"] for o in report["outcomes"] if o["status"] == "missing"] == [unit_ids[unit]]


@then(parsers.parse('bản công bố lần {version:d} nêu {unit} không có hạng, không có điểm, lý do "{reason}"'))
def is_not_ranked(home, unit_ids, version, unit, reason):
    row = published(home, version, "rankings").filter(measure="score", peer_group="all", unit_id=unit_ids[unit])
    assert row.select("rank", "value").rows() == [(None, None)]
    assert any(unit in line and reason in line for line in re.findall(r"<tr>.*?</tr>", page(home, version), re.DOTALL))


@then(parsers.parse("{count:d} bản ghi cũ của {unit} được thay thế"))
def are_superseded(home, unit_ids, count, unit):
    assert table(home, "ledger").filter(unit_id=unit_ids[unit]).get_column("superseded").sum() == count


@then("người duyệt thấy những thay đổi:")
def sees_changes(home, unit_ids, datatable):
    changes = compared(home, read_book(home), newest(home)).differences.units
    seen = {(c.unit_id, c.before.label, c.after.label, CAUSES[c.cause]) for c in changes}
    assert seen == {(unit_ids[unit], *others) for unit, *others in datatable[1:]}


@then(parsers.parse('bản công bố lần {version:d} nêu lý do "{reason}"'))
def tells_the_reason(home, version, reason):
    assert reason in page(home, version)
    assert reason in page(home, version, "revisions")


@then(parsers.parse("bản công bố lần {version:d} vẫn còn, ghi rõ đã được thay bằng lần {newer:d}"))
def leads_to_the_newer(home, version, newer):
    assert re.search(rf"Bản này đã được thay bằng <a [^>]*>bản công bố lần {newer}</a>", page(home, version))


@then(parsers.parse('{who} không duyệt được: "{reason}"'))
def may_not_approve(act, who, reason):
    with pytest.raises(EditionRefused) as refused:
        approve(act(who))
    assert reason in refused.value.message_vi


@then(parsers.parse('{who} không công bố được: "{reason}"'))
def may_not_publish(act, who, reason):
    with pytest.raises(EditionRefused) as refused:
        publish(act(who))
    assert reason in refused.value.message_vi


@then("bản ấy trở lại là bản nháp")
def is_a_draft_again(home):
    assert newest(home).state == "draft"


@then(parsers.parse('chỗ của bản công bố lần {version:d} chỉ còn thông báo rút với lý do "{reason}"'))
def leaves_a_notice(home, city, version, reason):
    files = [file for file in public(home, version).rglob("*") if file.is_file()]
    names = [unit.name_vi for unit in city.register.units]
    assert {file.suffix for file in files} == {".html"}
    for text in (file.read_text(encoding="utf-8") for file in files):
        assert "Bảng xếp hạng này đã được rút" in text
        assert reason in text
        assert not [name for name in names if name in text]


def late_of(home, version, unit_id):
    """How many late dossiers of a unit a version states, and whether it says that the count is hidden."""
    form = published(home, version, "form_ii06a").filter(unit_id=unit_id, item="resolved_late")
    return form.select("counted", "is_suppressed").row(0)


@then(parsers.parse("bản công bố lần {version:d} nêu {count:d} hồ sơ quá hạn của {unit}"))
def states_the_late(home, unit_ids, version, count, unit):
    assert late_of(home, version, unit_ids[unit]) == (count, False)


@then(parsers.parse("bản công bố lần {version:d} không nêu số hồ sơ quá hạn của {unit}"))
def hides_the_late(home, unit_ids, version, unit):
    assert late_of(home, version, unit_ids[unit]) == (None, True)
    rates = published(home, version, "rankings").filter(unit_id=unit_ids[unit], measure="on_time_over_resolved")
    assert rates.filter(pl.all_horizontal(pl.col("x", "n").is_not_null()) | pl.col("value").is_not_null()).is_empty()
