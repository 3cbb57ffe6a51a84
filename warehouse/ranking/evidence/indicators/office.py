"""How the office does its own work: publication of procedures, training, workload."""

from warehouse.ranking.evidence.indicator import Indicator, Term
from warehouse.ranking.evidence.indicators.terms import end, flow

OFFICE = (
    Indicator(
        "publication_on_time",
        "Tỷ lệ thủ tục công khai chậm nhất vào ngày có hiệu lực",
        "Procedures published by the day they took effect",
        flow("procedures_published_on_time"),
        flow("procedures"),
        "procedures_due_in_period",
        "Nghị định 63/2010/NĐ-CP",
        ("procedures",),
    ),
    Indicator(
        "publication_within_limit",
        "Tỷ lệ thủ tục công khai trong 5 ngày làm việc kể từ ngày quyết định",
        "Procedures published within 5 working days of the decision",
        flow("procedures_published_within_limit"),
        flow("procedures_decided"),
        "procedures_to_publish_in_period",
        "Quyết định 766/QĐ-TTg, chỉ số 1.2",
        ("procedures",),
    ),
    Indicator(
        "publication_complete",
        "Tỷ lệ thủ tục công khai đủ các bộ phận cấu thành",
        "Procedures published with all constituent parts",
        end("procedures_complete"),
        end("procedures"),
        "procedures",
        "Quyết định 766/QĐ-TTg, chỉ số 1.3",
        ("procedures",),
        excluded=end("procedures_completeness_unknown"),
    ),
    Indicator(
        "training_per_official",
        "Số lượt bồi dưỡng trên một công chức",
        "Attendances of training for each official",
        flow("training_attendances"),
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
        flow("received"),
        (Term("officials", "mean"),),
        "officials",
        "",
        ("dossiers", "staffing"),
        kind="rate",
        without_cases="NOT_REPORTED",
    ),
)
