"""A method as a page that people read: prose and formulas in Vietnamese and English, every number from the method."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import zip_longest

from schemas.languages import Lang, Said
from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from warehouse.ranking.evidence.indicators import INDICATORS, Indicator
from warehouse.ranking.explanation import (
    chance,
    sensitivity,
    settings,
)
from warehouse.ranking.explanation.formula import indicator_lines
from warehouse.ranking.explanation.words import AGGREGATIONS, number, percent
from warehouse.ranking.index.tree import shares

Section = tuple[Said, tuple[str, ...], tuple[str, ...]]  # title, lines in Vietnamese, the same lines in English


def explain(method: Method, indicators: Mapping[str, Indicator] = INDICATORS, lang: Lang = "vi") -> str:
    """Return the page that explains `method` in one language, as plain text with the marks of Markdown.

    `indicators` holds by its code every indicator that the method computes, which `marks.check_method` makes sure of.
    """
    names = (method.name_vi, method.name_en)
    first, other = names if lang == "vi" else reversed(names)
    pages = [f"# {first}\n\n*{other}*\n"]
    for place, (titles, vi, en) in enumerate(sections(method, indicators), start=1):
        title, lines = (titles[0], vi) if lang == "vi" else (titles[1], en)
        pages.append("\n".join([f"## {place}. {title}", "", *lines, ""]))
    return "\n".join(pages)


def sections(method: Method, indicators: Mapping[str, Indicator] = INDICATORS) -> tuple[Section, ...]:
    """Return the sections that explain `method`: titles, and lines of Markdown that say the same in each language."""
    told: list[tuple[Said, list[Said]]] = [
        (("Bộ chỉ số này là gì", "What this index is"), _what(method)),
        (("Nhóm và chỉ số", "Groups and indicators"), _tree(method, indicators)),
        (("Từ giá trị đến điểm", "From values to points"), _values(method, indicators)),
        (("Khi thiếu số liệu", "Where data are missing"), settings.missing(method)),
        (("Cộng điểm và thứ hạng", "Adding up, and ranks"), settings.adding_up(method)),
        (("Ngẫu nhiên", "Chance"), chance.uncertainty(method)),
        (("Khoảng hạng", "Sets of ranks"), chance.rank_sets(method)),
        (("Bậc và loại", "Tiers and bands"), chance.classes(method)),
        (("Đơn vị nào được xếp hạng", "Which units are ranked"), settings.eligibility(method)),
        (("Nếu quyết định khác đi", "If other choices were made"), sensitivity.sensitivity(method)),
        (("Phần không tính được", "What cannot be computed"), _absent(method)),
        (("Để tính lại đúng như vậy", "To compute it again"), _record(method)),
    ]
    return tuple((titles, tuple(vi for vi, _ in lines), tuple(en for _, en in lines)) for titles, lines in told)


def _what(method: Method) -> list[Said]:
    groups, count = len(method.groups), len(method.rules)
    (whole_vi, part_vi), (whole_en, part_en) = _whole(method, "vi"), _whole(method, "en")
    lines = [
        (
            f"Gồm {number(groups)} nhóm, {number(count)} chỉ số, {whole_vi}; tính được từ số liệu của các đơn vị: "
            f"{part_vi}.",
            f"{number(groups, 'en')} groups, {number(count, 'en')} indicators, {whole_en}; computed from the units' "
            f"data: {part_en}.",
        ),
        ("", ""),
        (f"Căn cứ: {method.legal_basis or '–'}", f"Legal basis: {method.legal_basis or '–'}"),
    ]
    # A caution that was written in one language only is shown in that language, never left out.
    cautions = list(zip_longest(method.cautions_vi, method.cautions_en, fillvalue=""))
    if cautions:
        lines += [("", ""), ("Lưu ý:", "Please note:"), ("", "")]
    return lines + [(f"- {vi or en}", f"- {en or vi}") for vi, en in cautions]


def _whole(method: Method, lang: Lang) -> Said:
    """Return the size of the index and of the part that can be computed, in one language."""
    points, of_whole = ("điểm", "của toàn bộ") if lang == "vi" else ("points", "of the whole")
    if method.total_points is None:
        computable = {rule.code for rule in method.rules if rule.computable}
        share = sum((share for code, share in shares(method).items() if code in computable), Fraction(0))
        return "tỷ trọng tương đối" if lang == "vi" else "relative weights", f"{percent(share, lang)} {of_whole}"
    total, part = number(method.total_points, lang), number(method.computable_size, lang)
    return f"{'tổng ' if lang == 'vi' else ''}{total} {points}", f"{part} {points}"


def _tree(method: Method, indicators: Mapping[str, Indicator]) -> list[Said]:
    share = shares(method)
    return [line for group in method.groups for line in _branch(group, "", share, indicators)]


def _branch(
    group: Group, indent: str, share: Mapping[str, Fraction], indicators: Mapping[str, Indicator]
) -> Iterator[Said]:
    whole = sum((share[rule.code] for rule in group.rules), Fraction(0))
    own_vi = own_en = ""
    if group.aggregation is not None:
        vi, en = AGGREGATIONS[group.aggregation]
        own_vi, own_en = f"; bên trong: {vi}", f"; within: {en}"
    yield (
        f"{indent}- **{group.name_vi}**: {_size(group, 'vi')}, {percent(whole)}{own_vi}",
        f"{indent}- **{group.name_en}**: {_size(group, 'en')}, {percent(whole, 'en')}{own_en}",
    )
    for rule in group.indicators:
        vi, en = _names(rule, indicators)
        absent_vi, absent_en = ("", "") if rule.computable else ("; không tính được", "; not computable")
        of = share[rule.code]
        yield (
            f"{indent}  - {vi} (`{rule.code}`): {_size(rule, 'vi')}, {percent(of)}{absent_vi}",
            f"{indent}  - {en} (`{rule.code}`): {_size(rule, 'en')}, {percent(of, 'en')}{absent_en}",
        )
    for one in group.groups:
        yield from _branch(one, f"{indent}  ", share, indicators)


def _names(rule: IndicatorRule, indicators: Mapping[str, Indicator]) -> Said:
    if not rule.computable:
        return rule.name_vi, rule.name_en
    return indicators[rule.code].name_vi, indicators[rule.code].name_en


def _size(part: Group | IndicatorRule, lang: Lang) -> str:
    size = number(part.size, lang)
    if part.max_points is not None:
        return f"{size} {'điểm' if lang == 'vi' else 'points'}"
    return f"{'tỷ trọng' if lang == 'vi' else 'weight'} {size}"


def _values(method: Method, indicators: Mapping[str, Indicator]) -> list[Said]:
    lines = [
        (
            "`min(1, …)`: đạt hoặc vượt mức thì được điểm cao nhất, không hơn. Ký hiệu số đếm là mã trong dữ liệu.",
            "`min(1, …)`: who reaches or passes the target earns all points, and no more. Counts are named by their "
            "codes in the data.",
        )
    ]
    for rule in method.rules:
        if rule.computable:
            lines += [("", ""), *indicator_lines(rule, indicators[rule.code])]
    return lines


def _absent(method: Method) -> list[Said]:
    absent = [rule for rule in method.rules if not rule.computable]
    if not absent:
        return [("Mọi chỉ số đều tính được.", "Every indicator can be computed.")]
    return [
        (
            "Được nêu là không tính được, không bao giờ là 0 điểm.",
            "Named as not computable; never counted as 0 points.",
        ),
        ("", ""),
        *(
            (
                f"- {rule.name_vi} (`{rule.code}`), {_size(rule, 'vi')}: {rule.reason_vi}",
                f"- {rule.name_en} (`{rule.code}`), {_size(rule, 'en')}: {rule.reason_en}",
            )
            for rule in absent
        ),
    ]


def _record(method: Method) -> list[Said]:
    seed = method.uncertainty.seed
    return [
        (
            f"- Mã phương pháp: `{method.id}`; dấu vân tay của mọi quy định trong tệp: `{method.fingerprint}`.",
            f"- Id of the method: `{method.id}`; fingerprint of every rule in its file: `{method.fingerprint}`.",
        ),
        (
            f"- Số khởi đầu của các phép mô phỏng: {seed}. Cùng dữ liệu, cùng tệp này, cùng phiên bản: cùng kết quả.",
            f"- Seed of the simulations: {seed}. The same data, this same file, the same version: the same results.",
        ),
    ]
