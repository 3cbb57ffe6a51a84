"""What `motcua check` prints for people."""

from typing import Any

from flows.cli.show import say, write_table
from schemas.table import load_tables
from schemas.words import formats
from schemas.words.catalogue import bilingual, said
from schemas.words.languages import VIETNAMESE
from schemas.words.message import Declared, message
from warehouse.night.accounts.warning_rows import first_rows
from warehouse.preview.report import advice_of

_EXAMPLES = 3  # rows shown for each broken rule


def show(report: dict[str, Any]) -> None:
    """Print the report for people."""
    if left_alone := report["left_alone"]:
        say(message("cli_check.left-alone", why=Declared(left_alone["message_vi"], left_alone["message_en"])))
    for s in report["submissions"]:
        say(f"{s['unit_id']} · {s['table']} · {s['source_id'] or '-'} · {s['status']}")
        say(_summary(s))
        if s["message_vi"]:
            say(Declared(s["message_vi"], s["message_en"]))
        _show_layout(s["layout"])
        _show_rules(s["rules"])
        _show_repeats(s["repeats"], s["duplicate"])
        _show_warnings(s["warnings"])
    if report["submissions"]:
        say(message("cli_check.judged-as", folder=report["folder"], day=report["date"]))
        say(Declared(report["not_judged_vi"], report["not_judged_en"]))


def _show_layout(layout: list[dict[str, Any]]) -> None:
    """Print which rows of the file were taken for no records, and by which rule."""
    labels = load_tables()["layout_rows"].column("rule_id").codes
    rows = [
        (
            entry["rows"],
            entry["member"],
            formats.plain(entry["first_row"]),
            " / ".join(labels[entry["rule"]]),
        )
        for entry in layout
    ]
    row_columns = (message("cli.rows"), message("cli_check.member"), message("cli_check.first-row"))
    write_table(message("cli_check.no-records"), (*row_columns, message("cli_check.rule")), rows)


def _show_warnings(warnings: list[dict[str, Any]]) -> None:
    rows = [
        (
            _location(warning),
            Declared(warning["message_vi"], warning["message_en"]),
            Declared(warning["advice_vi"], warning["advice_en"]),
        )
        for warning in warnings
    ]
    columns = (message("cli_check.where"), message("cli_check.warning"), message("cli.advice"))
    write_table(message("cli_check.warnings"), columns, rows)


def _location(warning: dict[str, Any]) -> str:
    """Return where a warning stands in the file: member, column, and the first rows of so many."""
    rows = first_rows(warning["rows"], warning["row_count"])
    rows_text = bilingual(message("cli_check.in-rows", rows=rows, count=warning["row_count"])) if rows else ""
    return "\n".join(filter(None, (warning["member"], warning["header"], rows_text)))


def _summary(s: dict[str, Any]) -> str:
    counts = {name: s[name] for name in ("rows_in", "accepted", "rejected", "duplicate")}
    counts |= {"warnings": len(s["warnings"])}
    labels = {name: bilingual(message(f"cli_check.count-{name}")) for name in counts}
    return " · ".join(f"{labels[name]}: {formats.number(n, VIETNAMESE.tag)}" for name, n in counts.items())


def _show_rules(rules: list[dict[str, Any]]) -> None:
    rows = [(b["rows"], Declared(b["message_vi"], b["message_en"]), _examples(b), _advice(b)) for b in rules]
    columns = (message("cli.rows"), message("cli_check.rule"), message("cli_check.examples"), message("cli.advice"))
    write_table(message("cli_check.rejected-because"), columns, rows)
    if rows:
        say(message("cli_check.shapes"))


def _advice(broken_rule: dict[str, Any]) -> Declared:
    vi, en = zip(*map(said, advice_of(broken_rule)), strict=True)
    return Declared("\n".join(vi), "\n".join(en))


def _show_repeats(repeats: list[dict[str, Any]], count: int) -> None:
    """Print which rows repeat which."""
    rows = [(_row_location(r["member"], r["row"]), _row_location(r["of_member"], r["of_row"])) for r in repeats]
    columns = (message("cli_check.repeated"), message("cli_check.repeats-row"))
    write_table(message("cli_check.repeats", count=count), columns, rows)


def _row_location(member: str | None, row: int) -> str:
    words = bilingual(message("cli_check.in-row", row=row))
    return f"{member}, {words}" if member else words


def _examples(broken_rule: dict[str, Any]) -> str:
    return "\n".join(map(_example, broken_rule["examples"][:_EXAMPLES]))


def _example(example: dict[str, Any]) -> str:
    location, header = _row_location(example["source_member"], example["source_row"]), example["header"]
    return f"{location}: {header} = {example['written']!r}" if header else location
