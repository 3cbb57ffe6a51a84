"""The settings of a method in words: missing data, adding up and ranking, eligibility.

Each function returns blocks that say the same in Vietnamese and in English.
"""

from collections.abc import Iterator

from schemas.method import Method
from schemas.method_parts import IndicatorRule
from schemas.words.languages import Said
from warehouse.ranking.explanation.blocks import Block, Code, Line, codes, listed
from warehouse.ranking.explanation.formula import AGGREGATION_FORMULAS
from warehouse.ranking.explanation.words import (
    AGGREGATIONS,
    IF_NOT_APPLICABLE,
    IF_NOT_REPORTED,
    IF_SMALL,
    IMPUTATIONS,
    TIES,
    number,
    percent,
)


def missing(method: Method) -> list[Block]:
    """Return what happens to cells without a value."""
    (nothing_vi, nothing_en), (silent_vi, silent_en) = _nothing(method), IF_NOT_REPORTED[method.on_not_reported]
    (few_vi, few_en), (guess_vi, guess_en) = IF_SMALL[method.on_small_n], IMPUTATIONS[method.imputation]
    lines: list[Line] = [
        (
            f"Không phát sinh (không có trường hợp nào để đếm): {nothing_vi}.",
            f"Nothing arose (there is no case to count): {nothing_en}.",
        ),
        (f"Không gửi số liệu: {silent_vi}.", f"Not reported: {silent_en}."),
        (
            f"Quá ít trường hợp (tỷ lệ của dưới {number(method.min_n)} trường hợp): {few_vi}.",
            f"Too few cases (a rate of fewer than {number(method.min_n, 'en')} cases): {few_en}.",
        ),
        *_other_minima(method),
        *(
            (("Riêng ", Code(rule.code), f", {vi}."), ("For ", Code(rule.code), f", {en}."))
            for rule in method.rules
            for vi, en in _own_policies(rule)
        ),
        (
            "Số liệu mâu thuẫn (tử số ngoài khoảng 0 đến mẫu số): đơn vị được nêu riêng, không xếp hạng.",
            "Contradictory counts (a numerator outside 0 to the denominator): the unit is shown apart, without rank.",
        ),
        (f"Ước đoán: {guess_vi}.", f"Imputation: {guess_en}."),
    ]
    return [listed(lines)]


def _nothing(method: Method) -> Said:
    return IF_NOT_APPLICABLE[method.on_not_applicable]


def _other_minima(method: Method) -> Iterator[Line]:
    least = method.min_cases
    for count in sorted(set(least.values())):
        of = codes(code for code, n in least.items() if n == count)
        yield (
            ("Riêng ", *of, f": tối thiểu {number(count)} trường hợp."),
            ("For ", *of, f": the least number of cases is {number(count, 'en')}."),
        )


def _own_policies(rule: IndicatorRule) -> Iterator[Said]:
    if rule.on_not_applicable is not None:
        vi, en = IF_NOT_APPLICABLE[rule.on_not_applicable]
        yield f"khi không phát sinh: {vi}", f"where nothing arose: {en}"
    if rule.on_not_reported is not None:
        vi, en = IF_NOT_REPORTED[rule.on_not_reported]
        yield f"khi không gửi số liệu: {vi}", f"where nothing was reported: {en}"
    if rule.on_small_n is not None:
        vi, en = IF_SMALL[rule.on_small_n]
        yield f"khi quá ít trường hợp: {vi}", f"where cases are too few: {en}"


def adding_up(method: Method) -> list[Block]:
    """Return how scores are put together, ordered and tied."""
    (vi, en), formula = AGGREGATIONS[method.aggregation], AGGREGATION_FORMULAS[method.aggregation]
    ties_vi, ties_en = TIES[method.ties]
    lines: list[Line] = [
        (
            (f"Điểm của mỗi nhóm và của cả bộ: {vi}, ", formula, " (w: tỷ trọng, v: điểm của từng phần)."),
            (f"The score of each group and of the whole: {en}, ", formula, " (w: weight, v: score of each part)."),
        ),
        *_own_aggregations(method),
    ]
    if method.copeland_ignores_noise:
        lines.append(
            (
                "Khi so từng cặp, hai ô không tách bạch được do ngẫu nhiên thì coi là bằng nhau.",
                "In comparing pairs, two cells that chance does not let us tell apart count as equal.",
            )
        )
    if method.total_points is not None and method.computable_size < method.total_points:
        lines.append(
            (
                "Phần không tính được bị bỏ ra; điểm của phần còn lại được quy về thang "
                f"{number(method.total_points)} điểm.",
                "What cannot be computed is left out; the points of the rest are rescaled to "
                f"{number(method.total_points, 'en')}.",
            )
        )
    equal: Line = (f"Bằng điểm: {ties_vi}.", f"Equal scores: {ties_en}.")
    return [listed([*lines, _rounding(method), equal, _tie_break(method)])]


def _own_aggregations(method: Method) -> Iterator[Line]:
    for group in method.all_groups:
        if group.aggregation is not None:
            vi, en = AGGREGATIONS[group.aggregation]
            formula = AGGREGATION_FORMULAS[group.aggregation]
            yield (
                (f"Riêng bên trong nhóm {group.name_vi}: {vi}, ", formula, "."),
                (f"Within the group {group.name_en}: {en}, ", formula, "."),
            )


def _rounding(method: Method) -> Said:
    if method.rank_decimals is None:
        return (
            "Xếp hạng theo điểm chưa làm tròn: hai điểm in ra như nhau vẫn có thể khác hạng.",
            "Ranks are by unrounded scores: two scores that print alike may differ in rank.",
        )
    return (
        f"Xếp hạng theo điểm đã làm tròn đến {method.rank_decimals} chữ số thập phân.",
        f"Ranks are by scores rounded to {method.rank_decimals} decimals.",
    )


def _tie_break(method: Method) -> Line:
    if not method.tie_break:
        return (
            "Không có tiêu chí phụ nào phân định khi bằng điểm.",
            "No further criterion breaks ties.",
        )
    of = codes(method.tie_break)
    return ("Phân định khi bằng điểm: lần lượt theo ", *of, "."), ("Ties are broken by ", *of, ", in this order.")


def eligibility(method: Method) -> list[Block]:
    """Return which units are ranked."""
    e = method.eligibility
    required = codes(rule.code for rule in method.rules if rule.required)
    lines: list[Line] = [
        (
            f"Chấm được ít nhất {percent(e.overall)} tổng tỷ trọng và ít nhất {percent(e.each_group)} trong mỗi "
            "nhóm, tính trên phần tính được và có phát sinh.",
            f"At least {percent(e.overall, 'en')} of the whole weight is scored, and at least "
            f"{percent(e.each_group, 'en')} within each group, of what can be computed and did arise.",
        ),
        (("Bắt buộc có: ", *required, "."), ("Required: ", *required, "."))
        if required
        else ("Không có chỉ số nào riêng là bắt buộc.", "No single indicator is required."),
        (
            f"Trong nhóm so sánh có dưới {number(e.least_peers)} đơn vị đủ điều kiện thì không xếp hạng trong nhóm.",
            f"Within a peer group of fewer than {number(e.least_peers, 'en')} eligible units nobody is ranked.",
        ),
        (
            "Đơn vị mới lập hoặc thay đổi địa giới trong kỳ, hay không đủ điều kiện: nêu dưới bảng với số liệu và "
            "lý do.",
            "Units that were set up or changed their boundaries within the period, or are not eligible: shown below "
            "the table with their figures and the reason.",
        ),
    ]
    return [listed(lines)]
