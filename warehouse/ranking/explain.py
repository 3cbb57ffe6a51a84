"""A method as a page that people read: prose and formulas, Vietnamese first, every number taken from the method."""

from collections.abc import Mapping
from fractions import Fraction

from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from warehouse.ranking import explain_chance, explain_settings
from warehouse.ranking.explain_formula import indicator_lines
from warehouse.ranking.explain_words import AGGREGATIONS, number, percent
from warehouse.ranking.index import shares
from warehouse.ranking.indicators import INDICATORS, Indicator

Section = tuple[tuple[str, str], tuple[str, ...], tuple[str, ...]]  # title and lines, in Vietnamese and in English


def explain(method: Method, indicators: Mapping[str, Indicator] = INDICATORS) -> str:
    """Return the page that explains `method`, as plain text with the marks of Markdown.

    `indicators` holds by its code every indicator that the method computes, which `marks.check_method` makes sure of.
    """
    pages = [f"# {method.name_vi}\n\n*{method.name_en}*\n"]
    for place, ((title, _), lines, english) in enumerate(sections(method, indicators), start=1):
        pages.append("\n".join([f"## {place}. {title}", "", *lines, "", f"*{english[0]}*", ""]))
    return "\n".join(pages)


def sections(method: Method, indicators: Mapping[str, Indicator] = INDICATORS) -> tuple[Section, ...]:
    """Return the sections that explain `method`: title, lines of Markdown, in Vietnamese and in English."""
    told: list[tuple[tuple[str, str], tuple[list[str], str]]] = [
        (("Bộ chỉ số này là gì", "What this index is"), _what(method)),
        (("Nhóm và chỉ số", "Groups and indicators"), _tree(method, indicators)),
        (("Từ giá trị đến điểm", "From values to points"), _values(method, indicators)),
        (("Khi thiếu số liệu", "Where data are missing"), explain_settings.missing(method)),
        (("Cộng điểm và thứ hạng", "Adding up, and ranks"), explain_settings.adding_up(method)),
        (("Ngẫu nhiên", "Chance"), explain_chance.uncertainty(method)),
        (("Khoảng hạng", "Sets of ranks"), explain_chance.rank_sets(method)),
        (("Bậc và loại", "Tiers and bands"), explain_chance.classes(method)),
        (("Đơn vị nào được xếp hạng", "Which units are ranked"), explain_settings.eligibility(method)),
        (("Nếu quyết định khác đi", "If other choices were made"), explain_settings.sensitivity(method)),
        (("Phần không tính được", "What cannot be computed"), _absent(method)),
        (("Để tính lại đúng như vậy", "To compute it again"), _record(method)),
    ]
    return tuple((titles, tuple(lines), (english,)) for titles, (lines, english) in told)


def _what(method: Method) -> tuple[list[str], str]:
    groups, count, basis = len(method.groups), len(method.rules), method.legal_basis or "–"
    share = sum((share for code, share in shares(method).items() if code in _computable(method)), Fraction(0))
    if method.total_points is None:
        whole, computed = "tỷ trọng tương đối", f"{percent(share)} của toàn bộ"
        english = f"weights, of which {percent(share)} can be computed"
    else:
        whole, computed = f"tổng {number(method.total_points)} điểm", f"{number(method.computable_size)} điểm"
        english = f"{method.total_points} points, of which {method.computable_size} can be computed"
    lines = [
        f"Gồm {number(groups)} nhóm, {number(count)} chỉ số, {whole}; tính được từ số liệu của các đơn vị: {computed}.",
        "",
        f"Căn cứ: {basis}",
    ]
    if method.cautions_vi:
        lines += ["", "Lưu ý:", "", *(f"- {caution}" for caution in method.cautions_vi)]
    cautions = "".join(f" {caution}" for caution in method.cautions_en)
    return lines, f"{groups} groups, {count} indicators, {english}. Legal basis: {basis}.{cautions}"


def _computable(method: Method) -> frozenset[str]:
    return frozenset(rule.code for rule in method.rules if rule.computable)


def _tree(method: Method, indicators: Mapping[str, Indicator]) -> tuple[list[str], str]:
    share = shares(method)
    lines = [line for group in method.groups for line in _branch(group, 0, share, indicators)]
    unit = "points" if method.total_points is not None else "weight"
    return lines, f"Groups and indicators with their {unit} and their share of the whole."


def _branch(group: Group, depth: int, share: Mapping[str, Fraction], indicators: Mapping[str, Indicator]) -> list[str]:
    indent = "  " * depth
    own = f"; bên trong: {AGGREGATIONS[group.aggregation][0]}" if group.aggregation is not None else ""
    whole = sum((share[rule.code] for rule in group.rules), Fraction(0))
    lines = [f"{indent}- **{group.name_vi}** / {group.name_en}: {_size(group)}, {percent(whole)}{own}"]
    for rule in group.indicators:
        name = indicators[rule.code].name_vi if rule.computable else rule.name_vi
        note = "" if rule.computable else "; không tính được"
        lines.append(f"{indent}  - {name} (`{rule.code}`): {_size(rule)}, {percent(share[rule.code])}{note}")
    return lines + [line for one in group.groups for line in _branch(one, depth + 1, share, indicators)]


def _size(part: Group | IndicatorRule) -> str:
    return f"{number(part.size)} điểm" if part.max_points is not None else f"tỷ trọng {number(part.size)}"


def _values(method: Method, indicators: Mapping[str, Indicator]) -> tuple[list[str], str]:
    lines = [
        "`min(1, …)`: đạt hoặc vượt mức thì được điểm cao nhất, không hơn. Ký hiệu số đếm là mã trong dữ liệu.",
        "",
    ]
    for rule in method.rules:
        if rule.computable:
            lines += [*indicator_lines(rule, indicators[rule.code]), ""]
    return lines[:-1], "What each indicator divides by what, and the points that its value earns."


def _absent(method: Method) -> tuple[list[str], str]:
    absent = [rule for rule in method.rules if not rule.computable]
    if not absent:
        return ["Mọi chỉ số đều tính được."], "Every indicator can be computed."
    lines = [f"- {rule.name_vi} (`{rule.code}`), {_size(rule)}: {rule.reason_vi}" for rule in absent]
    english = " ".join(f"{rule.name_en}: {rule.reason_en}" for rule in absent)
    return ["Được nêu là không tính được, không bao giờ là 0 điểm.", "", *lines], f"Never 0 points. {english}"


def _record(method: Method) -> tuple[list[str], str]:
    seed = method.uncertainty.seed
    lines = [
        f"- Mã phương pháp: `{method.id}`; dấu vân tay của mọi quy định trong tệp: `{method.fingerprint}`.",
        f"- Số khởi đầu của các phép mô phỏng: {seed}. Cùng dữ liệu, cùng tệp này, cùng phiên bản: cùng kết quả.",
    ]
    return lines, f"Method {method.id}, fingerprint {method.fingerprint}, seed {seed}: same inputs, same results."
