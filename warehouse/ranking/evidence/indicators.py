"""The indicators: what each divides by what, and why. To add one, add it to `INDICATORS`.

An indicator says what is measured and changes with the code; how indicators are combined is said by a method. Terms
name measures of the counts. Cases about which the data say nothing (no due date, no entry) are `excluded`: they are
taken out of the denominator and shown beside it. Failures that feed two indicators are a part that both name.
"""

from collections.abc import Mapping

from warehouse.ranking.evidence.indicator import Indicator, Part, Status, Term, by_code, less

__all__ = ["INDICATORS", "Indicator", "Part", "Status", "Term", "by_code"]


def _flow(*measures: str) -> tuple[Term, ...]:
    return tuple(Term(m) for m in measures)


def _end(*measures: str) -> tuple[Term, ...]:
    return tuple(Term(m, "end") for m in measures)


_NOT_KNOWN_766 = (*_flow("resolved_unknown_766"), *_end("open_unknown_766"))
_NOT_LATE_766 = less(*_flow("resolved_late_766"), *_end("open_late_766"))
_HANDLED_766 = (Term("received"), Term("open", "start"))

_RESOLVED_LATE_766 = Part(_flow("resolved_late_766"), (*_flow("resolved"), *less(*_flow("resolved_unknown_766"))))
_OPEN_LATE_766 = Part(_end("open_late_766"), (*_end("open"), *less(*_end("open_unknown_766"))))
_COMPLAINTS = Part(_flow("petitions_complaints"), _flow("resolved"))
_TO_ANSWER = (*_flow("petitions_resolved"), *_end("petitions_overdue"))
_NOT_ANSWERED_ON_TIME = Part((*_TO_ANSWER, *less(*_flow("petitions_on_time"))), _TO_ANSWER)
_ANSWERED_AND_REPEATED = Part(
    (*_flow("petitions_on_time"), *less(*_flow("petitions_on_time_not_repeated"))), _flow("petitions_on_time")
)

_TIMELINESS = (
    Indicator(
        "on_time_over_resolved",
        "Tỷ lệ hồ sơ giải quyết đúng hạn (so với hạn trả đầu tiên)",
        "Resolved on time, against the first due date",
        (*_flow("resolved"), *less(*_flow("resolved_late_first", "resolved_without_due_first"))),
        _flow("resolved"),
        "resolved",
        "Thông tư 01/2020/TT-VPCP, biểu II.06a",
        excluded=_flow("resolved_without_due_first"),
    ),
    Indicator(
        "on_time_over_resolved_current",
        "Tỷ lệ hồ sơ giải quyết đúng hạn (so với hạn trả hiện tại)",
        "Resolved on time, against the current due date",
        _flow("resolved_before_due", "resolved_on_due_day"),
        _flow("resolved"),
        "resolved",
        "Thông tư 01/2020/TT-VPCP, biểu II.06a",
        excluded=_flow("resolved_without_due"),
    ),
    Indicator(
        "on_time_over_received",
        "Tỷ lệ hồ sơ tiếp nhận trong kỳ được giải quyết đúng hạn",
        "Of the dossiers received in the period, resolved on time",
        _flow("received_on_time_first"),
        _flow("received"),
        "received",
        "Nghị định 61/2018/NĐ-CP, Điều 30",
        excluded=_flow("received_without_due"),
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
        parts=(_RESOLVED_LATE_766, _OPEN_LATE_766),
    ),
    Indicator(
        "overdue_open_share",
        "Tỷ lệ hồ sơ quá hạn trong số đang giải quyết",
        "Overdue among the dossiers in progress",
        _end("open_overdue"),
        _end("open"),
        "open",
        "Thông tư 01/2020/TT-VPCP, biểu II.06a",
        direction=-1,
    ),
    Indicator(
        "apologies_over_volume",
        "Tỷ lệ hồ sơ phải xin lỗi trên tổng số đã giải quyết",
        "Resolved dossiers with a letter of apology",
        _flow("resolved_apologised"),
        _flow("resolved"),
        "resolved",
        "Nghị định 61/2018/NĐ-CP",
        direction=-1,
    ),
    Indicator(
        "apology_coverage",
        "Tỷ lệ hồ sơ trễ hạn có thư xin lỗi",
        "Late dossiers with a letter of apology",
        _flow("resolved_late_apologised"),
        _flow("resolved_late_first"),
        "resolved_late",
        "Nghị định 61/2018/NĐ-CP",
    ),
    Indicator(
        "apology_timely",
        "Tỷ lệ thư xin lỗi gửi trước hạn trả ít nhất một ngày",
        "Letters of apology at least one day before the dossier fell due",
        _flow("resolved_late_apologised_timely"),
        _flow("resolved_late_apologised"),
        "resolved_late_apologised",
        "Nghị định 61/2018/NĐ-CP",
    ),
)

_ONLINE = (
    Indicator(
        "online_share",
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "Dossiers received online",
        _flow("received_online"),
        _flow("received"),
        "received",
        "Quyết định 766/QĐ-TTg, chỉ số 3.3",
        excluded=_flow("received_channel_unknown"),
    ),
    Indicator(
        "online_payment_share",
        "Tỷ lệ hồ sơ có phí được thanh toán trực tuyến",
        "Dossiers with a fee that were paid online",
        _flow("received_fee_paid_online"),
        _flow("received_fee_due"),
        "received_with_fee",
        "Quyết định 766/QĐ-TTg, chỉ số 3.6",
        excluded=_flow("received_fee_payment_unknown"),
    ),
    Indicator(
        "digitised_share",
        "Tỷ lệ hồ sơ được số hóa",
        "Dossiers with digitised components",
        _flow("received_digitised"),
        _flow("received"),
        "received",
        "Quyết định 766/QĐ-TTg, chỉ số 4.2",
        excluded=_flow("received_digitisation_unknown"),
    ),
    Indicator(
        "reuse_share",
        "Tỷ lệ hồ sơ sử dụng lại dữ liệu số hóa",
        "Dossiers that reuse digitised data",
        _flow("received_reused"),
        _flow("received"),
        "received",
        "Quyết định 766/QĐ-TTg, chỉ số 4.3",
        excluded=_flow("received_reuse_unknown"),
    ),
    Indicator(
        "electronic_result_share",
        "Tỷ lệ hồ sơ có kết quả điện tử",
        "Resolved dossiers with an electronic result",
        _flow("resolved_electronic"),
        _flow("resolved"),
        "resolved",
        "Quyết định 766/QĐ-TTg, chỉ số 4.1",
        excluded=_flow("resolved_electronic_unknown"),
    ),
    Indicator(
        "procedures_online_share",
        "Tỷ lệ thủ tục cung cấp trực tuyến một phần hoặc toàn trình",
        "Procedures offered online, partly or fully",
        _end("procedures_online"),
        _end("procedures"),
        "procedures",
        "Quyết định 766/QĐ-TTg, chỉ số 3.1",
        ("procedures",),
        excluded=_end("procedures_online_unknown"),
    ),
    Indicator(
        "payment_integration_share",
        "Tỷ lệ thủ tục có phí được tích hợp thanh toán trực tuyến",
        "Procedures with a fee that can be paid online",
        _end("procedures_with_fee_integrated"),
        _end("procedures_with_fee"),
        "procedures_with_fee",
        "Quyết định 766/QĐ-TTg, chỉ số 3.5",
        ("procedures",),
        excluded=_end("procedures_with_fee_unknown"),
    ),
)

_PEOPLE = (
    Indicator(
        "satisfaction",
        "Tỷ lệ lượt đánh giá hài lòng (4 hoặc 5 điểm)",
        "Satisfied answers (4 or 5)",
        _flow("answers_satisfied"),
        _flow("answers"),
        "answers",
        "Nghị định 61/2018/NĐ-CP",
        ("satisfaction",),
    ),
    Indicator(
        "satisfaction_766",
        "Mức độ hài lòng theo QĐ 766, 5.4: 100 % trừ tỷ lệ trễ hạn và tỷ lệ bị khiếu nại (hồ sơ trễ bị tính hai lần)",
        "Satisfaction by QĐ 766, 5.4: 100 % less late and complained of (late dossiers count twice in the index)",
        (*_flow("resolved"), *less(*_flow("resolved_late_766", "resolved_unknown_766", "petitions_complaints"))),
        _flow("resolved"),
        "resolved",
        "Quyết định 766/QĐ-TTg, chỉ số 5.4",
        ("dossiers", "petitions"),
        excluded=_flow("resolved_unknown_766"),
        parts=(_RESOLVED_LATE_766, _COMPLAINTS),
    ),
    Indicator(
        "petitions_on_time",
        "Tỷ lệ phản ánh, kiến nghị trả lời đúng hạn (trên số đã trả lời và số quá hạn chưa trả lời)",
        "Petitions answered on time, of those answered and those overdue",
        _flow("petitions_on_time"),
        _TO_ANSWER,
        "petitions_answered_or_overdue",
        "Quyết định 766/QĐ-TTg, chỉ số 5.2",
        ("petitions",),
        parts=(_NOT_ANSWERED_ON_TIME,),
    ),
    Indicator(
        "petitions_satisfied_766",
        "Tỷ lệ phản ánh, kiến nghị trả lời đúng hạn và không bị phản ánh lại",
        "Petitions answered on time that do not repeat an earlier one",
        _flow("petitions_on_time_not_repeated"),
        _TO_ANSWER,
        "petitions_answered_or_overdue",
        "Quyết định 766/QĐ-TTg, chỉ số 5.3",
        ("petitions",),
        parts=(_NOT_ANSWERED_ON_TIME, _ANSWERED_AND_REPEATED),
    ),
    Indicator(
        "supplement_share",
        "Tỷ lệ hồ sơ bị yêu cầu bổ sung",
        "Dossiers with a request for supplement",
        _flow("received_supplemented"),
        _flow("received"),
        "received",
        "Nghị định 61/2018/NĐ-CP",
        direction=-1,
    ),
)

_OFFICE = (
    Indicator(
        "publication_on_time",
        "Tỷ lệ thủ tục công khai chậm nhất vào ngày có hiệu lực",
        "Procedures published by the day they took effect",
        _flow("procedures_published_on_time"),
        _flow("procedures"),
        "procedures_due_in_period",
        "Nghị định 63/2010/NĐ-CP",
        ("procedures",),
    ),
    Indicator(
        "publication_within_limit",
        "Tỷ lệ thủ tục công khai trong 5 ngày làm việc kể từ ngày quyết định",
        "Procedures published within 5 working days of the decision",
        _flow("procedures_published_within_limit"),
        _flow("procedures_decided"),
        "procedures_to_publish_in_period",
        "Quyết định 766/QĐ-TTg, chỉ số 1.2",
        ("procedures",),
    ),
    Indicator(
        "publication_complete",
        "Tỷ lệ thủ tục công khai đủ các bộ phận cấu thành",
        "Procedures published with all constituent parts",
        _end("procedures_complete"),
        _end("procedures"),
        "procedures",
        "Quyết định 766/QĐ-TTg, chỉ số 1.3",
        ("procedures",),
        excluded=_end("procedures_completeness_unknown"),
    ),
    Indicator(
        "training_per_official",
        "Số lượt bồi dưỡng trên một công chức",
        "Attendances of training for each official",
        _flow("training_attendances"),
        (Term("officials", "mean"),),
        "officials",
        "",
        ("training", "staffing"),
        kind="rate",
        without_cases="NOT_REPORTED",
    ),
    Indicator(
        "workload_per_official",
        "Số hồ sơ tiếp nhận trên một công chức",
        "Dossiers received for each official",
        _flow("received"),
        (Term("officials", "mean"),),
        "officials",
        "",
        ("dossiers", "staffing"),
        kind="rate",
        without_cases="NOT_REPORTED",
    ),
)


def _signal(code: str, name_vi: str, name_en: str, numerator: str, denominator: str) -> Indicator:
    """Return a signal of integrity: worth a look when it is high, and no proof of anything."""
    terms = (_flow(numerator), _flow(denominator))
    return Indicator(code, name_vi, name_en, *terms, denominator, "", direction=-1, role="integrity")


_INTEGRITY = (
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


INDICATORS: Mapping[str, Indicator] = by_code((*_TIMELINESS, *_ONLINE, *_PEOPLE, *_OFFICE, *_INTEGRITY))
