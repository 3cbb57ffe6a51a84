"""Whether dossiers are resolved in time, and whether the late ones are apologised for."""

from warehouse.ranking.evidence.indicator import Indicator, Part, Term, less
from warehouse.ranking.evidence.indicators.terms import RESOLVED_LATE_766, end, flow

_NOT_KNOWN_766 = (*flow("resolved_unknown_766"), *end("open_unknown_766"))
_NOT_LATE_766 = less(*flow("resolved_late_766"), *end("open_late_766"))
_HANDLED_766 = (Term("received"), Term("open", "start"))
_OPEN_LATE_766 = Part(end("open_late_766"), (*end("open"), *less(*end("open_unknown_766"))))

TIMELINESS = (
    Indicator(
        "on_time_over_resolved",
        "Tỷ lệ hồ sơ giải quyết đúng hạn (so với hạn trả đầu tiên)",
        "Resolved on time, against the first due date",
        (*flow("resolved"), *less(*flow("resolved_late_first", "resolved_without_due_first"))),
        flow("resolved"),
        "resolved",
        "Thông tư 01/2020/TT-VPCP, biểu II.06a",
        excluded=flow("resolved_without_due_first"),
    ),
    Indicator(
        "on_time_over_resolved_current",
        "Tỷ lệ hồ sơ giải quyết đúng hạn (so với hạn trả hiện tại)",
        "Resolved on time, against the current due date",
        flow("resolved_before_due", "resolved_on_due_day"),
        flow("resolved"),
        "resolved",
        "Thông tư 01/2020/TT-VPCP, biểu II.06a",
        excluded=flow("resolved_without_due"),
    ),
    Indicator(
        "on_time_over_received",
        "Tỷ lệ hồ sơ tiếp nhận trong kỳ được giải quyết đúng hạn",
        "Of the dossiers received in the period, resolved on time",
        flow("received_on_time_first"),
        flow("received"),
        "received",
        "Nghị định 61/2018/NĐ-CP, Điều 30",
        excluded=flow("received_without_due"),
    ),
    Indicator(
        "on_time_766",
        "Tỷ lệ hồ sơ xử lý đúng hạn hoặc còn trong hạn (QĐ 766, 2.1)",
        "Resolved on time or open in time (QĐ 766, 2.1)",
        (*_HANDLED_766, *less(*_NOT_KNOWN_766), *_NOT_LATE_766),
        _HANDLED_766,
        "received_and_carried_over",
        "Quyết định 766/QĐ-TTg, chỉ số 2.1",
        excluded=_NOT_KNOWN_766,
        parts=(RESOLVED_LATE_766, _OPEN_LATE_766),
    ),
    Indicator(
        "overdue_open_share",
        "Tỷ lệ hồ sơ quá hạn trong số đang giải quyết",
        "Overdue among the dossiers in progress",
        end("open_overdue"),
        end("open"),
        "open",
        "Thông tư 01/2020/TT-VPCP, biểu II.06a",
        direction=-1,
    ),
    Indicator(
        "apologies_over_volume",
        "Tỷ lệ hồ sơ phải xin lỗi trên tổng số đã giải quyết",
        "Resolved dossiers with a letter of apology",
        flow("resolved_apologised"),
        flow("resolved"),
        "resolved",
        "Nghị định 61/2018/NĐ-CP",
        direction=-1,
    ),
    Indicator(
        "apology_coverage",
        "Tỷ lệ hồ sơ trễ hạn có thư xin lỗi",
        "Late dossiers with a letter of apology",
        flow("resolved_late_apologised"),
        flow("resolved_late_first"),
        "resolved_late",
        "Nghị định 61/2018/NĐ-CP",
    ),
    Indicator(
        "apology_timely",
        "Tỷ lệ thư xin lỗi gửi trước hạn trả ít nhất một ngày",
        "Letters of apology at least one day before the dossier fell due",
        flow("resolved_late_apologised_timely"),
        flow("resolved_late_apologised"),
        "resolved_late_apologised",
        "Nghị định 61/2018/NĐ-CP",
    ),
)
