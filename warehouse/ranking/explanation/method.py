"""A method as a page that people read: prose and formulas in Vietnamese and English, every number from the method."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import zip_longest

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from schemas.words.languages import Lang, Said
from warehouse.ranking.explanation import (
    chance,
    sensitivity,
    settings,
)
from warehouse.ranking.explanation.blocks import (
    Block,
    Code,
    Inline,
    Item,
    Items,
    Line,
    Paragraph,
    Section,
    Strong,
    listed,
    markdown,
)
from warehouse.ranking.explanation.formula import CAPPED, indicator_blocks
from warehouse.ranking.explanation.words import AGGREGATIONS, number, percent
from warehouse.ranking.index.tree import shares


def explain(method: Method, lang: Lang = "vi") -> str:
    """Return the page that explains `method` in one language, as plain text with the marks of Markdown."""
    names = (method.name_vi, method.name_en)
    first, other = names if lang == "vi" else reversed(names)
    pages = [f"# {first}\n\n*{other}*\n"]
    for place, section in enumerate(sections(method), start=1):
        title = section.title[0] if lang == "vi" else section.title[1]
        pages.append("\n".join([f"## {place}. {title}", "", *markdown(section.blocks, lang), ""]))
    return "\n".join(pages)


def sections(method: Method) -> tuple[Section, ...]:
    """Return the sections that explain `method`, in both languages."""
    found: list[tuple[Said, list[Block]]] = [
        (("Bộ chỉ số này là gì", "What this index is"), _what(method)),
        (("Nhóm và chỉ số", "Groups and indicators"), _tree(method)),
        (("Từ giá trị đến điểm", "From values to points"), _values(method)),
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
    return tuple(Section(title, tuple(blocks)) for title, blocks in found)


def _what(method: Method) -> list[Block]:
    groups, count = len(method.groups), len(method.rules)
    (whole_vi, part_vi), (whole_en, part_en) = _whole(method, "vi"), _whole(method, "en")
    size = (
        f"Gồm {number(groups)} nhóm, {number(count)} chỉ số, {whole_vi}; tính được từ số liệu của các đơn vị: "
        f"{part_vi}.",
        f"{number(groups, 'en')} groups, {number(count, 'en')} indicators, {whole_en}; computed from the units' "
        f"data: {part_en}.",
    )
    basis = (f"Căn cứ: {method.legal_basis or '–'}", f"Legal basis: {method.legal_basis or '–'}")
    blocks: list[Block] = [Paragraph(size), Paragraph(basis)]
    # A caution that was written in one language only is shown in that language, never left out.
    cautions = list(zip_longest(method.cautions_vi, method.cautions_en, fillvalue=""))
    if cautions:
        lines = listed((vi or en, en or vi) for vi, en in cautions)
        blocks += [Paragraph(("Lưu ý:", "Please note:")), lines]
    return blocks


def _whole(method: Method, lang: Lang) -> Said:
    """Return the size of the index and of the part that can be computed, in one language."""
    points, of_whole = ("điểm", "của toàn bộ") if lang == "vi" else ("points", "of the whole")
    if method.total_points is None:
        computable = {rule.code for rule in method.rules if rule.computable}
        share = sum((share for code, share in shares(method).items() if code in computable), Fraction(0))
        return "tỷ trọng tương đối" if lang == "vi" else "relative weights", f"{percent(share, lang)} {of_whole}"
    total, part = number(method.total_points, lang), number(method.computable_size, lang)
    return f"{'tổng ' if lang == 'vi' else ''}{total} {points}", f"{part} {points}"


def _tree(method: Method) -> list[Block]:
    share, indicators = shares(method), method.indicators
    return [Items(tuple(_branch(group, share, indicators) for group in method.groups))]


def _branch(group: Group, share: Mapping[str, Fraction], indicators: Mapping[str, Indicator]) -> Item:
    whole = sum((share[rule.code] for rule in group.rules), Fraction(0))
    own_vi = own_en = ""
    if group.aggregation is not None:
        vi, en = AGGREGATIONS[group.aggregation]
        own_vi, own_en = f"; bên trong: {vi}", f"; within: {en}"
    line = (
        (Strong(group.name_vi), f": {_size(group, 'vi')}, {percent(whole)}{own_vi}"),
        (Strong(group.name_en), f": {_size(group, 'en')}, {percent(whole, 'en')}{own_en}"),
    )
    leaves = (Item(_leaf(rule, share[rule.code], indicators)) for rule in group.indicators)
    return Item(line, (*leaves, *(_branch(inner, share, indicators) for inner in group.groups)))


def _leaf(rule: IndicatorRule, share: Fraction, indicators: Mapping[str, Indicator]) -> Line:
    vi, en = _names(rule, indicators)
    absent_vi, absent_en = ("", "") if rule.computable else ("; không tính được", "; not computable")
    return (
        _coded(vi, rule, f": {_size(rule, 'vi')}, {percent(share)}{absent_vi}"),
        _coded(en, rule, f": {_size(rule, 'en')}, {percent(share, 'en')}{absent_en}"),
    )


def _coded(name: str, rule: IndicatorRule, after: str) -> tuple[Inline, ...]:
    """Return the name of an indicator with its code, and what is said of it."""
    return f"{name} (", Code(rule.code), f"){after}"


def _names(rule: IndicatorRule, indicators: Mapping[str, Indicator]) -> Said:
    if not rule.computable:
        return rule.name_vi, rule.name_en
    return indicators[rule.code].name_vi, indicators[rule.code].name_en


def _size(part: Group | IndicatorRule, lang: Lang) -> str:
    size = number(part.size, lang)
    if part.max_points is not None:
        return f"{size} {'điểm' if lang == 'vi' else 'points'}"
    return f"{'tỷ trọng' if lang == 'vi' else 'weight'} {size}"


def _values(method: Method) -> list[Block]:
    marks: Line = (
        (CAPPED, ": đạt hoặc vượt mức thì được điểm cao nhất, không hơn. Ký hiệu số đếm là mã trong dữ liệu."),
        (
            CAPPED,
            ": who reaches or passes the target earns all points, and no more. Counts are named by their codes in the "
            "data.",
        ),
    )
    computed = [rule for rule in method.rules if rule.computable]
    return [Paragraph(marks), *(b for rule in computed for b in indicator_blocks(rule, method.indicators[rule.code]))]


def _absent(method: Method) -> list[Block]:
    absent = [rule for rule in method.rules if not rule.computable]
    if not absent:
        return [Paragraph(("Mọi chỉ số đều tính được.", "Every indicator can be computed."))]
    named = (
        "Được nêu là không tính được, không bao giờ là 0 điểm.",
        "Named as not computable; never counted as 0 points.",
    )
    lines = (
        (
            _coded(rule.name_vi, rule, f", {_size(rule, 'vi')}: {rule.reason_vi}"),
            _coded(rule.name_en, rule, f", {_size(rule, 'en')}: {rule.reason_en}"),
        )
        for rule in absent
    )
    return [Paragraph(named), listed(lines)]


def _record(method: Method) -> list[Block]:
    seed, names = method.uncertainty.seed, (Code(method.id), Code(method.fingerprint))
    lines: list[Line] = [
        (
            ("Mã phương pháp: ", names[0], "; dấu vân tay của mọi quy định trong tệp: ", names[1], "."),
            ("Id of the method: ", names[0], "; fingerprint of every rule in its file: ", names[1], "."),
        ),
        (
            f"Số khởi đầu của các phép mô phỏng: {seed}. Cùng dữ liệu, cùng tệp này, cùng phiên bản: cùng kết quả.",
            f"Seed of the simulations: {seed}. The same data, this same file, the same version: the same results.",
        ),
    ]
    return [listed(lines)]
