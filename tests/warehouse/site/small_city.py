"""A small city of six invented units, whose names and figures are as hostile as a district's export can be."""

from datetime import date

from publication_cases import METHODS, POLICY, built, frame, publication, unit

from schemas.words.message import Declared
from warehouse.publication import draft_tables
from warehouse.publication.peer_quantiles import peer_quantiles
from warehouse.publication.publication import Sentences

METHOD = METHODS["council-survey"]
SCRIPT, FORMULA, QUOTES = "<script>alert(1)</script>", "=cmd|' /C calc'!A1", "Quận \"Đỏ\" & 'Xanh' </title>"
NAMES = {
    "quan-do": SCRIPT,
    "quan-vang": FORMULA,
    "quan-xanh": QUOTES,
    "huyen-tim": "Huyện Tím {{ 7 * 7 }}",
    "huyen-nau": "Huyện Nâu",
    "xa-trang": "Xã Trắng",
}
RANKED = tuple(NAMES)[:5]  # the sixth is not ranked
HIDDEN = ("huyen-tim", "on_time_over_resolved")  # a small count: 1 to 9 of its 2 000 dossiers are late
BARE = ("huyen-nau", "satisfaction")  # hidden beside it, without a range
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)
KEY = {"period": "2023", "as_of": LAST, "method": METHOD.id, "method_version": METHOD.fingerprint}
TOLD = {"first_day": FIRST, "last_day": LAST}
REASON = {"reason": "LOW_COVERAGE", "reason_vi": "Thiếu số liệu: <b>nửa năm</b>.", "reason_en": "Half a year missing."}
KINDS = {
    row["indicator"]: row["kind"] for row in draft_tables.indicators(METHOD, POLICY).filter(role="score").to_dicts()
}
GIVEN = ("online_share", "on_time_over_resolved", "satisfaction", "workload_per_official")  # the others have no figures
ABOUT = {"set_id": "bài-1", "unit_id": "quan-do", "unit_as_written": SCRIPT, "source": f"Báo Thử {SCRIPT}"}
ABOUT |= {"period_from": FIRST, "period_to": LAST, "provenance": "press", "tested_against": "text"}
ABOUT |= {"why_vi": f"Không khớp {SCRIPT}.", "why_en": f"Does not fit {SCRIPT}."}
LATE = (2, 13, 26, 5, 260, 0)  # of 2 000 dossiers, by unit


SIZES = {"rankings.csv": 2_500, "units.csv": 900, "datapackage.json": 40_000, "SHA256SUMS": 800}  # of downloads


def small_site() -> dict[str, str | bytes]:
    """Return the site of the small city, made once."""
    return built(SMALL_CITY, SIZES)


def cell(place: int, unit_id: str, code: str) -> dict:
    """Return the row of `rankings` of one unit in one indicator."""
    own = KEY | {"unit_id": unit_id, "peer_group": "all", "measure": code, "eligible": unit_id in RANKED}
    if (unit_id, code) in (HIDDEN, BARE):
        return own | {"n": 2_000, "status": "SUPPRESSED"}
    n = 2_000
    x = n - LATE[place] if code == "on_time_over_resolved" else 900 + 137 * place
    counts = {"x": x, "n": n, "excluded": 0, "status": "OK", "origin": "counted", "deff": 1.0, "points": 3.25 + place}
    if KINDS[code] != "proportion":
        return own | counts | {"value": x / n, "ci_low": x / n - 0.01, "ci_high": x / n + 0.01, "fail_per_10k": None}
    near = {"value": x / n, "ci_low": max(x / n - 0.001, 0.0), "ci_high": min(x / n + 0.001, 1.0)}
    ranks = (
        {"rank": place + 1, "rank_lo": 1, "rank_hi": 4, "vs_benchmark": (2, 0, -1, 1, -2)[place]}
        if unit_id in RANKED
        else {}
    )
    return own | counts | near | ranks | {"fail_per_10k": 10_000 * (1 - x / n)}


def standing(place: int, unit_id: str, peer_group: str = "all") -> dict:
    """Return the row of `rankings` of one unit's score; the first two look equal and have different ranks."""
    own = KEY | {"unit_id": unit_id, "peer_group": peer_group, "measure": "score", "status": "OK"}
    if unit_id not in RANKED:
        return own | {"value": 61.5, "eligible": False, "reason": "LOW_COVERAGE"}
    value = 91.2341 - 3 * max(place - 1, 0) - 0.001 * place
    interval = {"value": value, "ci_low": value - 2.5, "ci_high": value + 2.5, "points": value, "eligible": True}
    ranks = {"rank": place + 1, "rank_label": str(place + 1), "rank_lo": max(place, 1), "rank_hi": min(place + 3, 5)}
    return own | interval | ranks | {"tier": 1 + place // 3, "letters": "ab" if place < 3 else "b"}


def change(unit_id: str, value: float, is_significant: bool) -> dict:
    return KEY | {"unit_id": unit_id, "measure": "score", "change": value, "is_significant": is_significant}


def quarters(unit_id: str, code: str = "online_share") -> list[dict]:
    """Return the four quarters of a unit, one of them suppressed."""
    found = []
    for place in range(4):
        days = {
            "first_day": date(2023, 3 * place + 1, 1),
            "last_day": LAST if place == 3 else date(2023, 3 * place + 3, 28),
        }
        own = {"unit_id": unit_id, "indicator": code, "quarter": f"2023-Q{place + 1}"} | days
        x = 200 + 31 * place
        seen = {"x": x, "n": 500, "value": x / 500, "ci_low": x / 500 - 0.04, "ci_high": x / 500 + 0.04, "status": "OK"}
        seen |= {"fail_per_10k": 10_000 * (1 - x / 500)}
        found.append(own | (seen if place != 1 else {"status": "SUPPRESSED"}))
    return found


def months(unit_id: str, classes: tuple[int | None, ...], status: str = "OK", code: str = "online_share") -> list[dict]:
    """Return months of a unit against its past, by their classes."""
    return [
        {"unit_id": unit_id, "indicator": code, "month": f"2023-{place:02}", "status": status, "against_past": of_class}
        | {"first_day": date(2023, place, 1), "last_day": date(2023, place, 28)}
        for place, of_class in enumerate(classes, start=1)
    ]


def hidden(table: str, unit_id: str, item: str, part: str, **more) -> dict:
    own = {"table_name": table, "unit_id": unit_id, "item": item, "part": part, "why": "small"}
    return own | TOLD | more


def filed(unit_id: str, item: str, counted: int | None, reported: int | None, **more) -> dict:
    own = {"unit_id": unit_id, "item": item, "counted": counted, "reported": reported}
    days = {"period_from": FIRST, "period_to": date(2023, 11, 30)}
    return own | days | {"is_reported": True, "is_suppressed": False} | more


def sent(unit_id: str, rejected: int = 300) -> dict:
    days = {"first_exported": FIRST, "last_exported": date(2023, 12, 29), "is_date_declared": True}
    counts = {"submissions": 12, "refused": 1, "rows_in": 12_345, "duplicate": 45}
    counts |= {"accepted": 12_300 - rejected, "rejected": rejected}
    return {"unit_id": unit_id, "table_name": "dossiers"} | counts | days


CELLS = [cell(place, unit_id, code) for code in GIVEN for place, unit_id in enumerate(NAMES)]
SENT_ROWS = {
    "quan-do": {"code_gap_share": 0.012, "rejected_share": 300 / 12_345},
    "quan-vang": {"rejected_share": 30 / 12_345},
    "quan-xanh": {"rejected_share": 30 / 12_345},
}
SMALL_CITY = publication(
    method=METHOD.id,
    said=Sentences(
        findings=(Declared(f"Đứng đầu: {SCRIPT}.", f"First: {SCRIPT}."),),
        meanings=(Declared("Khoảng thứ hạng: …", "True rank: …"),),
        changes=(Declared("Một điểm thay đổi có ý nghĩa thống kê.", "One score changed significantly."),),
        choices=(Declared("Cách quy đổi làm đổi hạng nhiều nhất.", "The scale moves ranks most."),),
    ),
    units=[unit(unit_id, name, name) for unit_id, name in NAMES.items()],
    rankings=[standing(place, unit_id) for place, unit_id in enumerate(NAMES)]
    + CELLS
    + [standing(place, unit_id, "kind:urban") for place, unit_id in enumerate(list(NAMES)[:3])],
    eligibility=[
        {"unit_id": unit_id, "eligible": unit_id in RANKED, "coverage": 1.0} | ({} if unit_id in RANKED else REASON)
        for unit_id in NAMES
    ],
    ranking_changes=[change("quan-do", 4.567, True), change("quan-vang", -3.21, True), change("quan-xanh", 0.2, False)],
    ranking_effects=[
        KEY
        | {"indicator": "on_time_over_resolved", "unit_id": unit, "deff": 1.5, "units": 6, "weeks": 52}
        | {"is_estimated": True}
        for unit in NAMES
    ],
    ranking_weights=[KEY | {"measure": "online_share", "weight": 0.1, "covariance_share": 0.304}],
    benchmarks=[
        {"indicator": "online_share", "x": 5_870, "n": 10_000, "value": 0.587, "status": "OK"},
        {"indicator": "on_time_over_resolved", "n": 10_000, "status": "SUPPRESSED"},
        {"indicator": "satisfaction", "n": 10_000, "value": 0.71828, "status": "SUPPRESSED"},
    ],
    peer_groups=[
        {"grouping": "kind", "peer_group": group, "name_vi": name, "name_en": english, "unit_id": unit_id}
        for group, name, english, units in (
            ("kind:rural", "Huyện, xã", "Rural units", list(NAMES)[3:]),
            ("kind:urban", "Quận", "Urban districts", list(NAMES)[:3]),
        )
        for unit_id in units
    ],
    peer_quantiles=[
        *peer_quantiles({"rankings": frame("rankings", CELLS)}).to_dicts(),
        {"peer_group": "kind:urban", "indicator": "online_share", "units": 2, "hidden": 1, "lowest": 0.55}
        | {"lower_quartile": 0.6, "median": 0.65, "upper_quartile": 0.7, "highest": 0.751},
    ],
    monthly=months("quan-do", (0, -2, None, 1))
    + months("quan-do", (None,) * 4, "SUPPRESSED", "on_time_over_resolved")
    + months("quan-vang", (None,) * 4, "SUPPRESSED"),
    trends=quarters("quan-do") + quarters("quan-vang"),
    suppressions=[
        hidden("rankings", *HIDDEN, "x"),
        hidden("rankings", *HIDDEN, "rest", least=1, most=9),
        hidden("rankings", *BARE, "x", why="complementary"),
    ],
    form_ii06a=[
        filed("quan-do", "received_total", 6_850, 7_000),
        filed("quan-do", "open_total", 20, 20),
        filed("quan-do", "open_overdue", None, None, is_suppressed=True),
        filed("quan-vang", "received_total", 1_234, None, is_reported=False),
    ],
    signals=[
        {
            "unit_id": "quan-do",
            "indicator": "moved_due_share",
            "x": 413,
            "n": 7_338,
            "value": 413 / 7_338,
            "status": "OK",
        },
        {"unit_id": "quan-vang", "indicator": "moved_due_share", "n": 500, "status": "SUPPRESSED"},
        *(
            {"unit_id": unit_id, "indicator": "without_due_share", "x": 40, "n": 2_000, "value": 0.02, "status": "OK"}
            for unit_id in NAMES
        ),
    ],
    deliveries=[sent("quan-do"), sent("quan-vang", 30), sent("quan-xanh", 30)],
    claim_verdicts=[
        ABOUT
        | {"claim_id": "1", "measure": "on_time_rate", "printed": f"99,99% {SCRIPT}", "computed": 0.99967}
        | {"verdict": "internally_inconsistent", "low": 0.9999, "high": 0.9999},
        ABOUT
        | {"claim_id": "2", "measure": "dossiers_received", "printed": "hơn 6.800", "computed": 6_850.0}
        | {"verdict": "reconciles", "low": 6_800.0, "high": 6_900.0, "reading": "received", "departures": 0},
        ABOUT
        | {"claim_id": "3", "measure": "unheard_of", "printed": "7", "verdict": "not_testable", "unit_id": None}
        | {"period_from": None, "period_to": None, "tested_against": "nothing", "unit_as_written": FORMULA},
    ],
    completeness=[
        {"unit_id": unit_id, "has_form": False, "is_suppressed": False, "without_due_share": 0.02, **rows}
        for unit_id in NAMES
        for rows in [SENT_ROWS.get(unit_id, {})]
    ],
    rejection_counts=[
        {"unit_id": "quan-do", "table_name": "dossiers", "rule_id": "due-missing", "rows": 300}
        | {"message_vi": f"Thiếu ngày hẹn trả {SCRIPT}", "message_en": f"No due date {SCRIPT}"}
        | {"advice_vi": "Ghi ngày hẹn trả.", "advice_en": "State the due date."}
    ],
)
