"""Signals of integrity: worth a look when they are high, and no proof of anything."""

from warehouse.ranking.evidence.indicator import Indicator
from warehouse.ranking.evidence.indicators.terms import flow


def _signal(code: str, name_vi: str, name_en: str, numerator: str, denominator: str) -> Indicator:
    """Return a signal of integrity: worth a look when it is high, and no proof of anything."""
    terms = (flow(numerator), flow(denominator))
    return Indicator(code, name_vi, name_en, *terms, denominator, "", direction=-1, role="integrity")


INTEGRITY = (
    _signal(
        "moved_due_share",
        "Tỷ lệ hồ sơ bị dời hạn trả",
        "Dossiers whose due date moved",
        "received_due_moved",
        "received",
    ),
    _signal(
        "repeat_supplement_share",
        "Tỷ lệ hồ sơ bị yêu cầu bổ sung từ hai lần",
        "Dossiers with two or more requests for supplement",
        "received_supplemented_again",
        "received",
    ),
    _signal(
        "finished_at_due_second_share",
        "Tỷ lệ hồ sơ kết thúc đúng vào giây hẹn trả",
        "Dossiers that ended at the very second they were due",
        "resolved_at_due_second",
        "resolved_by_instant",
    ),
    _signal(
        "closed_undated_share",
        "Tỷ lệ hồ sơ ghi là đã kết thúc nhưng không có thời điểm",
        "Dossiers marked as closed without any end time",
        "received_closed_undated",
        "received",
    ),
)
