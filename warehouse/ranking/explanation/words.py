"""The words in which a method is explained: numbers as each language writes them, and names for its choices."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from schemas.words.languages import Lang

Words = Mapping[str, tuple[str, str]]  # id -> Vietnamese, English

AGGREGATIONS: Words = {
    "arithmetic": ("trung bình cộng", "arithmetic mean"),
    "geometric": ("trung bình nhân", "geometric mean"),
    "harmonic": ("trung bình điều hòa", "harmonic mean"),
    "mpi": ("Mazziotta-Pareto", "Mazziotta-Pareto"),
    "copeland": ("Copeland: so từng cặp đơn vị", "Copeland, pair by pair"),
}
IF_NOT_APPLICABLE: Words = {
    "renormalise": (
        "các chỉ số còn lại của nhóm gánh tỷ trọng: không lợi, không thiệt",
        "the other indicators of the group carry the weight: no gain, no loss",
    ),
    "full": ("được điểm cao nhất", "the best score"),
    "zero": ("nhận điểm thấp nhất", "the worst score"),
}
IF_NOT_REPORTED: Words = {
    "ineligible": (
        "đơn vị được nêu riêng kèm lý do, không xếp hạng",
        "the unit is shown apart with the reason, without a rank",
    ),
    "renormalise": (
        "các chỉ số còn lại của nhóm gánh tỷ trọng",
        "the other indicators of the group carry the weight",
    ),
    "zero": (
        "nhận điểm thấp nhất, để giấu số liệu không có lợi",
        "the worst score, so that it does not pay to hide data",
    ),
}
IF_SMALL: Words = {
    "renormalise": (
        "được nêu mà không chấm; các chỉ số còn lại của nhóm gánh tỷ trọng",
        "shown and not scored; the other indicators of the group carry the weight",
    ),
    "pool_previous_period": (
        "gộp với kỳ trước; vẫn quá ít thì không chấm, các chỉ số còn lại gánh tỷ trọng",
        "pooled with the period before; if still too few, not scored, and the other indicators carry the weight",
    ),
    "ineligible": (
        "đơn vị được nêu riêng kèm lý do, không xếp hạng",
        "the unit is shown apart with the reason, without a rank",
    ),
}
IMPUTATIONS: Words = {
    "none": ("không ước đoán số liệu thiếu", "missing data are not imputed"),
    "group_median": (
        "ô thiếu được điền bằng trung vị của các đơn vị cùng nhóm so sánh, và được đánh dấu",
        "a missing cell gets the median of the units of its peer group, and is flagged",
    ),
    "last_period": (
        "ô thiếu được điền bằng số của kỳ trước, và được đánh dấu",
        "a missing cell gets the figure of the period before, and is flagged",
    ),
}
TIES: Words = {
    "competition": (
        "cùng hạng, hạng sau bị bỏ trống: 1, 2, 2, 4",
        "the same rank, and the next one is left empty: 1, 2, 2, 4",
    ),
    "dense": ("cùng hạng, hạng sau nối tiếp: 1, 2, 2, 3", "the same rank, and the next one follows: 1, 2, 2, 3"),
    "mid": ("ghi trung bình các hạng chung: 1; 2,5; 2,5; 4", "the mean of the ranks they share: 1; 2.5; 2.5; 4"),
}
INTERVALS: Mapping[str, str] = {"wilson": "Wilson", "jeffreys": "Jeffreys", "clopper_pearson": "Clopper-Pearson"}
RATIO_RULES: Words = {
    "arcsine_tukey": (
        "so sánh từng cặp trên thang arcsin, có tính mọi cặp cùng lúc (Tukey-Kramer)",
        "pair by pair on the arcsine scale, all pairs at once (Tukey-Kramer)",
    ),
    "fisher_holm": (
        "kiểm định chính xác Fisher cho từng cặp, hiệu chỉnh Holm",
        "Fisher's exact test for each pair, with Holm's correction",
    ),
    "kww": ("so các khoảng tin cậy đồng thời với nhau", "joint confidence intervals against each other"),
}
SCORE_RULES: Words = {
    "draws": ("so sánh từng cặp theo các lần mô phỏng", "simulated scores, pair by pair"),
    "mc_stepdown": ("kiểm định từng bước trên mọi cặp theo mô phỏng", "max-t step-down over all pairs"),
    "kww": ("so các khoảng tin cậy đồng thời với nhau", "joint confidence intervals"),
}
TRIED: Words = {  # levels of the sensitivity analysis
    "minmax": ("khoảng từ thấp nhất đến cao nhất", "min-max"),
    "zscore": ("số lần độ lệch chuẩn", "z-score"),
    "prank": ("thứ bậc", "percentile rank"),
    "renormalise": ("các chỉ số còn lại gánh tỷ trọng", "the other indicators carry the weight"),
    "zero": ("điểm thấp nhất", "the worst score"),
    "none": ("không ước đoán", "nothing imputed"),
    "group_median": ("trung vị của nhóm", "the median of the group"),
} | dict(AGGREGATIONS)


def number(value: Decimal | Fraction | int, lang: Lang = "vi") -> str:
    """Return an exact number without idle zeros ("54.500", "0,5"; in English "54,500", "0.5").

    A fraction is rounded to 2 decimals.
    """
    if isinstance(value, Fraction):
        shown = round(value, 2)
        value = Decimal(shown.numerator) / Decimal(shown.denominator)
    grouped = f"{Decimal(value).normalize():,f}"
    return grouped.translate(str.maketrans(",.", ".,")) if lang == "vi" else grouped


def percent(share: Decimal | Fraction | int, lang: Lang = "vi") -> str:
    """Return a share as a percentage: "80 %", "99,95 %" ("99.95%"); a fraction to 2 decimals of the percentage."""
    return f"{number(share * 100, lang)}{' ' if lang == 'vi' else ''}%"
