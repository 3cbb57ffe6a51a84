"""What a template says to who fills it in: of each column at its cells, and of the whole on a sheet of advice."""

from collections.abc import Iterator

from schemas.words.catalogue import text
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Declared, Message, message
from warehouse.drafting.template.inputs import Input, Template
from warehouse.release.sheets import Heading

_MOST_SHOWN = 12  # entries of a list that the advice spells out


def title_of(template: Template) -> str:
    """Return the title above the table: what it holds, and of which unit where it is of one."""
    table = Declared(template.table.label_vi, template.table.label_en)
    if template.unit is None:
        return _vi(message("template.title", table=table))
    return _vi(message("template.title-of-unit", table=table, unit=template.unit.name_vi))


def cell_advice(field: Input, template: Template) -> str:
    """Return what stands beside a cell of a column while it is filled in."""
    need = message("template.required" if field.is_required else "template.optional")
    return _vi(message("template.cell", need=need, how=_how_to_write(field, template)))


def column_rows(template: Template) -> list[tuple[str, ...]]:
    """Return a row of advice for each column: heading, whether it is required, what to write, an invented example.

    The last is the heading in English.
    """
    return [
        (
            field.header,
            _vi(message("template.required" if field.is_required else "template.optional")),
            _vi(_how_to_write(field, template)),
            _example(field),
            field.column.label_en,
        )
        for field in template.inputs
    ]


def advice_headings() -> list[str]:
    """Return the headings of `column_rows`."""
    return [_vi(message(f"template.advice-{name}")) for name in ("column", "need", "how", "example", "english")]


def advice_lines(template: Template) -> list[str | Heading]:
    """Return what is said of the whole: how to fill in, what gets a row rejected, and how to send the file."""
    return [
        Heading(_vi(message("template.fill-heading"))),
        *(_vi(message(f"template.fill-{name}")) for name in ("rows", "lists", "times", "personal", "columns")),
        Heading(_vi(message("template.rejected-heading"))),
        *_rejections(template),
        Heading(_vi(message("template.send-heading"))),
        _vi(message("template.send-name", name=file_name(template))),
        _vi(message("template.send-folder", folder=_folder(template))),
        _vi(message("template.send-check", command=_arguments(template))),
        _vi(message("template.send-empty")),
        Heading(_vi(message("template.lists-heading"))),
        _vi(message("template.lists-no-data")),
    ]


def file_name(template: Template) -> str:
    """Return an example of what a filled template may be called; the day of the export stands in it."""
    return f"{template.source_id}_20260105.xlsx"


def _arguments(template: Template) -> str:
    """Return what follows `motcua check` for a filled template: as a night would find it, in the folder of its unit."""
    if template.table.scope == "city":
        return file_name(template)
    unit = template.unit.unit_id if template.unit else _vi(message("template.its-unit"))
    return f"{file_name(template)} --unit {unit}"


def _folder(template: Template) -> str | Message:
    if template.unit:
        return f"inbox/{template.unit.unit_id}"
    return message("template.folder-of-city" if template.table.scope == "city" else "template.folder-of-unit")


def _rejections(template: Template) -> Iterator[str]:
    """Yield what gets a row rejected, by the rules that the table declares; those of types are the cells' own."""
    key = [field.header for field in template.inputs if field.column.name in template.table.key]
    yield _vi(message("template.rejected-missing"))
    yield _vi(message("template.rejected-key", columns=key))
    limits = template.limits
    yield _vi(message("template.rejected-dates", first=limits.earliest, last=limits.latest))
    for rule in template.table.rules:
        if rule in template.table.own_rules and rule.severity != "warn":
            yield _vi(message("template.rejected-rule", wrong=rule.message, advice=rule.advice or "")).strip()


def _how_to_write(field: Input, template: Template) -> Message:
    """Return what is written in a column."""
    column = field.column
    if field.is_unit:
        return message("template.how-unit")
    if field.choices:
        return message("template.how-list", choices=list(field.choices)[:_MOST_SHOWN])
    if column.is_money:
        return message("template.how-money", amount=template.limits.amount)
    if column.type in ("integer", "number") and None not in (field.least, field.most):
        return message("template.how-between", kind=column.type, least=field.least, most=field.most)
    return message("template.how-code" if column.normal_form else f"template.how-{column.type}")


def _example(field: Input) -> str:
    """Return an example that nobody takes for real."""
    if field.choices:
        return next(iter(field.choices))
    if field.most is not None:
        return _vi(message("template.example-most", number=int(field.most)))
    kind = "money" if field.column.is_money else "code" if field.column.normal_form else field.column.type
    return _vi(message(f"template.example-{kind}"))


def _vi(words: Message | Declared) -> str:
    return text(words, VIETNAMESE)
