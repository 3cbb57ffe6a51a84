"""A method as a page that people read: prose and formulas, every number from the method."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import zip_longest

from schemas.indicator import Indicator
from schemas.method import Method
from schemas.method_parts import Group, IndicatorRule
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH, VIETNAMESE, Language
from schemas.words.message import Declared, Message, message
from warehouse.ranking.explanation import chance, sensitivity, settings
from warehouse.ranking.explanation.blocks import (
    Block,
    Code,
    Item,
    Items,
    Line,
    Paragraph,
    Section,
    Strong,
    line,
    listed,
    markdown,
)
from warehouse.ranking.explanation.formula import CAPPED, indicator_blocks
from warehouse.ranking.index.tree import shares


def explain(method: Method, language: Language = VIETNAMESE) -> str:
    """Return the page that explains `method` in one language, as plain text with the marks of Markdown."""
    name = Declared(method.name_vi, method.name_en)
    pages = [f"# {text(name, language)}\n\n*{text(name, ENGLISH if language == VIETNAMESE else VIETNAMESE)}*\n"]
    for place, section in enumerate(sections(method), start=1):
        title = text(section.title, language)
        pages.append("\n".join([f"## {place}. {title}", "", *markdown(section.blocks, language), ""]))
    return "\n".join(pages)


def sections(method: Method) -> tuple[Section, ...]:
    """Return the sections that explain `method`."""
    blocks: Mapping[str, list[Block]] = {
        "what": _what(method),
        "tree": _tree(method),
        "values": _values(method),
        "missing": settings.missing(method),
        "adding-up": settings.adding_up(method),
        "chance": chance.uncertainty(method),
        "rank-sets": chance.rank_sets(method),
        "classes": chance.classes(method),
        "eligibility": settings.eligibility(method),
        "choices": sensitivity.sensitivity(method),
        "absent": _absent(method),
        "record": _record(method),
    }
    return tuple(
        Section(message(f"method_explained.title-{name}"), tuple(section_blocks))
        for name, section_blocks in blocks.items()
    )


def _what(method: Method) -> list[Block]:
    index_size, computable = _index_sizes(method)
    size = line(
        "method_explained.size",
        groups=len(method.groups),
        count=len(method.rules),
        whole=index_size,
        computable=computable,
    )
    basis = method.legal_basis
    blocks: list[Block] = [
        Paragraph(size),
        Paragraph(line("method_explained.basis", basis=basis) if basis else line("method_explained.basis-none")),
    ]
    # A caution that was written in one language only is shown in that language, never left out.
    cautions = list(zip_longest(method.cautions_vi, method.cautions_en, fillvalue=""))
    if cautions:
        lines = listed(Declared(vi or en, en or vi) for vi, en in cautions)
        blocks += [Paragraph(line("method_explained.cautions")), lines]
    return blocks


def _index_sizes(method: Method) -> tuple[Message, Message]:
    """Return the size of the index and of the part that can be computed."""
    if method.total_points is None:
        computable = {rule.code for rule in method.rules if rule.computable}
        share = sum((share for code, share in shares(method).items() if code in computable), Fraction(0))
        return message("method_explained.whole-weights"), message("method_explained.computable-weights", share=share)
    return (
        message("method_explained.whole-points", points=method.total_points),
        message("method_explained.computable-points", points=method.computable_size),
    )


def _tree(method: Method) -> list[Block]:
    share, indicators = shares(method), method.indicators
    return [Items(tuple(_branch(group, share, indicators) for group in method.groups))]


def _branch(group: Group, share: Mapping[str, Fraction], indicators: Mapping[str, Indicator]) -> Item:
    group_share = sum((share[rule.code] for rule in group.rules), Fraction(0))
    name, size = Strong(Declared(group.name_vi, group.name_en)), _size(group)
    if group.aggregation is None:
        words = line("method_explained.group", name=name, size=size, share=group_share)
    else:
        aggregation_name = settings.aggregation_name(group.aggregation)
        words = line(
            "method_explained.group-aggregation", name=name, size=size, share=group_share, aggregation=aggregation_name
        )
    leaves = (Item(_leaf(rule, share[rule.code], indicators)) for rule in group.indicators)
    return Item(words, (*leaves, *(_branch(inner, share, indicators) for inner in group.groups)))


def _leaf(rule: IndicatorRule, share: Fraction, indicators: Mapping[str, Indicator]) -> Line:
    declaration = indicators[rule.code] if rule.computable else rule
    key = "method_explained.indicator" if rule.computable else "method_explained.indicator-absent"
    return line(
        key,
        name=Declared(declaration.name_vi, declaration.name_en),
        code=Code(rule.code),
        size=_size(rule),
        share=share,
    )


def _size(member: Group | IndicatorRule) -> Message:
    key = "method_explained.size-weight" if member.max_points is None else "method_explained.size-points"
    return message(key, size=member.size)


def _values(method: Method) -> list[Block]:
    capped = Paragraph(line("method_explained.capped", formula=CAPPED))
    computed = [rule for rule in method.rules if rule.computable]
    return [capped, *(b for rule in computed for b in indicator_blocks(rule, method.indicators[rule.code]))]


def _absent(method: Method) -> list[Block]:
    absent = [rule for rule in method.rules if not rule.computable]
    if not absent:
        return [Paragraph(line("method_explained.all-computable"))]
    lines = (
        line(
            "method_explained.absent-indicator",
            name=Declared(rule.name_vi, rule.name_en),
            code=Code(rule.code),
            size=_size(rule),
            reason=Declared(rule.reason_vi, rule.reason_en),
        )
        for rule in absent
    )
    return [Paragraph(line("method_explained.absent")), listed(lines)]


def _record(method: Method) -> list[Block]:
    identity = line("method_explained.record-method", id=Code(method.id), hash=Code(method.fingerprint))
    return [listed([identity, line("method_explained.record-seed", seed=method.uncertainty.seed)])]
