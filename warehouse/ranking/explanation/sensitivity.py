"""Which other choices a ranking is tried under, in words."""

from collections.abc import Sequence
from math import prod

from schemas.method import Method
from schemas.sensitivity_levels import sensitivity_levels
from schemas.words.languages import Said
from warehouse.ranking.composite.factorial import MAX_RUNS
from warehouse.ranking.explanation.blocks import Block, Paragraph, listed
from warehouse.ranking.explanation.words import TRIED, number, percent


def sensitivity(method: Method) -> list[Block]:
    """Return in Vietnamese and in English which choices the ranking is tried under, and how many runs that makes."""
    tried, levels = _tried(method), sensitivity_levels(method)
    varied = {choice: len(levels[choice]) for choice in tried if len(levels[choice]) > 1}
    if not varied:
        return [Paragraph(("Không thử cách làm nào khác.", "No other choices are tried."))]
    again = (
        "Bảng xếp hạng được tính lại với những lựa chọn khác cũng hợp lý, để biết hạng phụ thuộc vào chúng đến "
        "đâu. Hạng chính thức không đổi.",
        "The ranking is computed again under other choices that are reasonable too, to see how far ranks depend on "
        "them. The official ranks do not change.",
    )
    lines = [
        (f"{tried[choice][0]} ({number(count)} mức).", f"{tried[choice][1]} ({number(count, 'en')} levels).")
        for choice, count in varied.items()
    ]
    return [Paragraph(again), listed([*lines, _runs(list(varied.values()))])]


def _tried(method: Method) -> dict[str, Said]:
    s = method.sensitivity
    (scales_vi, scales_en), (sums_vi, sums_en) = _named(s.normalisations), _named(s.aggregations)
    (missing_vi, missing_en), (guess_vi, guess_en) = _named(s.missing), _named(s.imputations)
    return {
        "normalisation": (f"Cách quy đổi ra điểm: {scales_vi}", f"The scale of points: {scales_en}"),
        "aggregation": (f"Cách tổng hợp: {sums_vi}", f"The aggregation: {sums_en}"),
        "missing": (f"Số liệu thiếu: {missing_vi}", f"Missing data: {missing_en}"),
        "imputation": (f"Ước đoán: {guess_vi}", f"Imputation: {guess_en}"),
        "weights": (
            f"Tỷ trọng: {number(s.weight_sets)} bộ ngẫu nhiên trong khoảng ±{percent(s.weight_change)}",
            f"Weights: {number(s.weight_sets, 'en')} random sets within ±{percent(s.weight_change, 'en')}",
        ),
        "target": (
            f"Mức đạt điểm cao nhất: giảm và tăng {percent(s.target_change)}",
            f"The targets that earn all points: {percent(s.target_change, 'en')} lower and higher",
        ),
        "leave_one_out": ("Lần lượt bỏ từng chỉ số", "Each indicator left out in turn"),
    }


def _named(levels: Sequence[str]) -> Said:
    vi, en = zip(*(TRIED[level] for level in levels), strict=True) if levels else ((), ())
    return ", ".join(vi), ", ".join(en)


def _runs(counts: Sequence[int]) -> Said:
    runs = prod(counts)
    vi, en = (" × ".join(number(count, lang) for count in counts) for lang in ("vi", "en"))
    if runs > MAX_RUNS:
        return (
            f"{vi} = {number(runs)} tổ hợp là quá nhiều: thử một mẫu ngẫu nhiên theo Saltelli.",
            f"{en} = {number(runs, 'en')} combinations are too many: a random sample by Saltelli's scheme is tried.",
        )
    return (
        f"Thử mọi tổ hợp, kể cả cách chính thức: {vi} = {number(runs)} lần tính.",
        f"Every combination is tried, the official one included: {en} = {number(runs, 'en')} runs.",
    )
