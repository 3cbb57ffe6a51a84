"""The settings of a method in words: missing data, adding up and ranking, eligibility, sensitivity.

Each function returns lines in Vietnamese and one in English.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import prod

from schemas.method import Method
from schemas.method_checks import sensitivity_levels
from schemas.method_parts import IndicatorRule
from warehouse.ranking.composite.factorial import MAX_RUNS
from warehouse.ranking.explain_words import (
    AGGREGATIONS,
    IF_NOT_APPLICABLE,
    IF_NOT_REPORTED,
    IF_SMALL,
    IMPUTATIONS,
    TIES,
    TRIED,
    number,
    percent,
)


def missing(method: Method) -> tuple[list[str], str]:
    """Return what happens to cells without a value."""
    lines = [
        f"- Không phát sinh (không có trường hợp nào để đếm): {IF_NOT_APPLICABLE[method.on_not_applicable][0]}.",
        f"- Không gửi số liệu: {IF_NOT_REPORTED[method.on_not_reported][0]}.",
        f"- Quá ít trường hợp (tỷ lệ của dưới {number(method.min_n)} trường hợp): {IF_SMALL[method.on_small_n][0]}.",
        *_other_minima(method),
        *(f"- Riêng `{rule.code}`, {line}." for rule in method.rules for line in _own_policies(rule)),
        "- Số liệu mâu thuẫn (tử số ngoài khoảng 0 đến mẫu số): đơn vị được nêu riêng, không xếp hạng.",
        f"- Ước đoán: {IMPUTATIONS[method.imputation][0]}.",
    ]
    english = (
        f"Nothing arose: {IF_NOT_APPLICABLE[method.on_not_applicable][1]}; "
        f"not reported: {IF_NOT_REPORTED[method.on_not_reported][1]}; "
        f"fewer than {method.min_n} cases: {IF_SMALL[method.on_small_n][1]}; {IMPUTATIONS[method.imputation][1]}."
    )
    return lines, english


def _other_minima(method: Method) -> list[str]:
    least = method.min_cases
    return [
        f"- Riêng {_codes(code for code, n in least.items() if n == count)}: tối thiểu {number(count)} trường hợp."
        for count in sorted(set(least.values()))
    ]


def _own_policies(rule: IndicatorRule) -> Iterator[str]:
    if rule.on_not_applicable is not None:
        yield f"khi không phát sinh: {IF_NOT_APPLICABLE[rule.on_not_applicable][0]}"
    if rule.on_not_reported is not None:
        yield f"khi không gửi số liệu: {IF_NOT_REPORTED[rule.on_not_reported][0]}"
    if rule.on_small_n is not None:
        yield f"khi quá ít trường hợp: {IF_SMALL[rule.on_small_n][0]}"


def adding_up(method: Method) -> tuple[list[str], str]:
    """Return how scores are put together, ordered and tied."""
    vi, en, formula = AGGREGATIONS[method.aggregation]
    lines = [f"- Điểm của mỗi nhóm và của cả bộ: {vi}, `{formula}` (w: tỷ trọng, v: điểm của từng phần)."]
    for group in method.all_groups:
        if group.aggregation is not None:
            name, _, own = AGGREGATIONS[group.aggregation]
            lines.append(f"- Riêng bên trong nhóm {group.name_vi}: {name}, `{own}`.")
    if method.copeland_ignores_noise:
        lines.append("- Khi so từng cặp, hai ô không tách bạch được do ngẫu nhiên thì coi là bằng nhau.")
    if method.total_points is not None and method.computable_size < method.total_points:
        lines.append(
            "- Phần không tính được bị bỏ ra; điểm của phần còn lại được quy về thang "
            f"{number(method.total_points)} điểm."
        )
    rounded = method.rank_on.removeprefix("rounded(").removesuffix(")")
    lines += [
        "- Xếp hạng theo điểm chưa làm tròn: hai điểm in ra như nhau vẫn có thể khác hạng."
        if method.rank_on == "unrounded"
        else f"- Xếp hạng theo điểm đã làm tròn đến {rounded} chữ số thập phân.",
        f"- Bằng điểm: {TIES[method.ties][0]}.",
        f"- Phân định khi bằng điểm: lần lượt theo {_codes(method.tie_break)}."
        if method.tie_break
        else "- Không có tiêu chí phụ nào phân định khi bằng điểm.",
    ]
    on = "unrounded scores" if method.rank_on == "unrounded" else f"scores rounded to {rounded} decimals"
    return lines, f"{en.capitalize()}; ranks on {on}; ties: {TIES[method.ties][1]}."


def eligibility(method: Method) -> tuple[list[str], str]:
    """Return which units are ranked."""
    e = method.eligibility
    required = [rule.code for rule in method.rules if rule.required]
    lines = [
        f"- Chấm được ít nhất {percent(e.overall)} tổng tỷ trọng và ít nhất {percent(e.each_group)} trong mỗi nhóm, "
        "tính trên phần tính được và có phát sinh.",
        f"- Bắt buộc có: {_codes(required)}." if required else "- Không có chỉ số nào riêng là bắt buộc.",
        f"- Trong nhóm so sánh có dưới {number(e.least_peers)} đơn vị đủ điều kiện thì không xếp hạng trong nhóm.",
        "- Đơn vị mới lập hoặc thay đổi địa giới trong kỳ, hay không đủ điều kiện: nêu dưới bảng với số liệu và lý do.",
    ]
    english = (
        f"At least {percent(e.overall)} of the weight scored, {percent(e.each_group)} in every group; "
        f"peer groups of {e.least_peers} units at least; the others are shown below the table with the reason."
    )
    return lines, english


def sensitivity(method: Method) -> tuple[list[str], str]:
    """Return which other choices the ranking is tried under, and how many runs that makes."""
    s, levels = method.sensitivity, sensitivity_levels(method)
    tried = {
        "normalisations": f"cách quy đổi ra điểm: {_tried(s.normalisations)}",
        "aggregations": f"cách tổng hợp: {_tried(s.aggregations)}",
        "missing": f"số liệu thiếu: {_tried(s.missing)}",
        "imputations": f"ước đoán: {_tried(s.imputations)}",
        "weight_sets": f"tỷ trọng: {number(s.weight_sets)} bộ ngẫu nhiên trong khoảng ±{percent(s.weight_change)}",
        "target_change": f"mức đạt điểm cao nhất: giảm và tăng {percent(s.target_change)}",
        "leave_one_out": "lần lượt bỏ từng chỉ số",
    }
    varied = {name: count for name, count in levels.items() if count > 1}
    if not varied:
        return ["Không thử cách làm nào khác."], "No other choices are tried."
    runs = prod(varied.values())
    factors = " × ".join(number(count) for count in varied.values())
    lines = [
        "Bảng xếp hạng được tính lại với những lựa chọn khác cũng hợp lý, để biết hạng phụ thuộc vào chúng đến đâu. "
        "Hạng chính thức không đổi.",
        "",
        *(f"- {tried[name][0].upper()}{tried[name][1:]} ({number(count)} mức)." for name, count in varied.items()),
    ]
    if runs > MAX_RUNS:
        lines.append(f"- {factors} = {number(runs)} tổ hợp là quá nhiều: thử một mẫu ngẫu nhiên theo Saltelli.")
        return (
            lines,
            f"Of {runs:,} combinations of {len(varied)} choices, a random sample by Saltelli's scheme is tried.",
        )
    lines.append(f"- Thử mọi tổ hợp, kể cả cách chính thức: {factors} = {number(runs)} lần tính.")
    return lines, f"The ranking is tried under every combination of {len(varied)} choices: {runs:,} runs."


def _tried(levels: Sequence[str]) -> str:
    return ", ".join(TRIED[level][0] for level in levels)


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)
