from decimal import Decimal
from pathlib import Path

import pytest

from schemas.city import DEFAULT_CITY, load_city
from schemas.errors import DeclarationError
from schemas.method import load_method
from warehouse.ranking.marks import check_method

QD766 = DEFAULT_CITY / "methods" / "qd766.toml"
SMALL = """
id = "small"
name_vi = "Nhỏ"
name_en = "Small"
legal_basis = ""
total_points = 10
[[groups]]
id = "timeliness"
name_vi = "Đúng hạn"
name_en = "Timeliness"
max_points = 10
[[groups.indicators]]
code = "on_time_over_resolved"
max_points = 7.5
[[groups.indicators]]
code = "overdue_open_share"
max_points = 2.5
"""


@pytest.fixture
def write(tmp_path: Path):
    def _write(text: str) -> Path:
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_the_methods_of_the_city_load_and_their_indicators_exist():
    city = load_city()
    for path in sorted((city.folder / "methods").glob("*.toml")):
        check_method(load_method(path))
    assert city.method_path(city.about.nightly_method).is_file()


def test_qd766_has_the_published_maxima_and_says_what_it_cannot_compute():
    method = load_method(QD766)
    assert [int(g.max_points) for g in method.groups] == [18, 20, 12, 10, 22, 18]
    assert [int(b.min) for b in method.bands] == [90, 80, 70, 50, 0]
    assert method.computable_size == 82
    assert [r.code for r in method.rules if not r.computable] == ["766-1.1", "766-1.4", "766-3.2", "766-4.4", "766-4.5"]
    targets = {r.code: r.target for r in method.rules if r.target is not None}
    assert targets == {
        "procedures_online_share": Decimal("0.8"),
        "online_share": Decimal("0.5"),
        "payment_integration_share": Decimal("0.8"),
        "digitised_share": Decimal("0.8"),
        "reuse_share": Decimal("0.8"),
        "satisfaction_766": Decimal("0.9"),
    }


def test_points_are_exact_decimals(write):
    method = load_method(write(SMALL))
    assert [r.max_points for r in method.rules] == [Decimal("7.5"), Decimal("2.5")]
    assert (method.min_n, method.on_not_reported, method.eligibility.overall) == (30, "ineligible", Decimal("0.80"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("max_points = 7.5", "max_points = 7", r"group timeliness: .*sum to 9.5, declared are 10"),
        ("total_points = 10", "total_points = 90", r"the method: .*sum to 10, declared are 90"),
        ("overdue_open_share", "on_time_over_resolved", "indicator used twice: on_time_over_resolved"),
        ('id = "small"', 'id = "other"', "must be the file's name"),
        ("max_points = 7.5", "max_points = 7.5\ncomputable = false", "give name_vi"),
        ("max_points = 7.5", "max_points = 7.5\nmin_cases = 5", "unknown key 'min_cases'"),
        ("total_points = 10", 'total_points = 10\nties = "random"', "ties"),
    ],
)
def test_a_method_that_does_not_add_up_is_refused(write, old, new, message):
    with pytest.raises(DeclarationError, match=message):
        load_method(write(SMALL.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("overdue_open_share", "overdue_open_shares", "no such indicator; did you mean overdue_open_share"),
        ("overdue_open_share", "moved_due_share", "signal of integrity"),
        ("overdue_open_share", "training_per_official", "only against a target"),
        ("max_points = 2.5", "max_points = 2.5\ntarget = 1", "target 1"),
        ("max_points = 7.5", "max_points = 7.5\ntarget = 0", "target 0"),
        ("max_points = 7.5", "max_points = 7.5\ntarget = 95", "target 95"),
    ],
)
def test_rules_that_no_indicator_can_serve_are_refused(write, old, new, message):
    with pytest.raises(DeclarationError, match=message):
        check_method(load_method(write(SMALL.replace(old, new, 1))))
