"""What people say and what is asked of them: satisfaction, petitions, requests for supplement."""

from warehouse.ranking.evidence.indicator import Indicator, Part, less
from warehouse.ranking.evidence.indicators.terms import RESOLVED_LATE_766, end, flow

_COMPLAINTS = Part(flow("petitions_complaints"), flow("resolved"))
_TO_ANSWER = (*flow("petitions_resolved"), *end("petitions_overdue"))
_NOT_ANSWERED_ON_TIME = Part((*_TO_ANSWER, *less(*flow("petitions_on_time"))), _TO_ANSWER)
_ANSWERED_AND_REPEATED = Part(
    (*flow("petitions_on_time"), *less(*flow("petitions_on_time_not_repeated"))), flow("petitions_on_time")
)

PEOPLE = (
    Indicator(
        "satisfaction",
        "Tỷ lệ lượt đánh giá hài lòng (4 hoặc 5 điểm)",
        "Satisfied answers (4 or 5)",
        flow("answers_satisfied"),
        flow("answers"),
        "answers",
        "Nghị định 61/2018/NĐ-CP",
        ("satisfaction",),
    ),
    Indicator(
        "satisfaction_766",
        "Mức độ hài lòng theo QĐ 766, 5.4: 100 % trừ tỷ lệ trễ hạn và tỷ lệ bị khiếu nại (hồ sơ trễ bị tính hai lần)",
        "Satisfaction by QĐ 766, 5.4: 100 % less late and complained of (late dossiers count twice in the index)",
        (*flow("resolved"), *less(*flow("resolved_late_766", "resolved_unknown_766", "petitions_complaints"))),
        flow("resolved"),
        "resolved",
        "Quyết định 766/QĐ-TTg, chỉ số 5.4",
        ("dossiers", "petitions"),
        excluded=flow("resolved_unknown_766"),
        parts=(RESOLVED_LATE_766, _COMPLAINTS),
    ),
    Indicator(
        "petitions_on_time",
        "Tỷ lệ phản ánh, kiến nghị trả lời đúng hạn (trên số đã trả lời và số quá hạn chưa trả lời)",
        "Petitions answered on time, of those answered and those overdue",
        flow("petitions_on_time"),
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
        flow("petitions_on_time_not_repeated"),
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
        flow("received_supplemented"),
        flow("received"),
        "received",
        "Nghị định 61/2018/NĐ-CP",
        direction=-1,
    ),
)
