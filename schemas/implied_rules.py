"""The rules that follow from a table's columns and key, and need no writing down."""

from collections.abc import Sequence

from schemas.column import (
    AFTER_EXPORT,
    AMBIGUOUS,
    FOREIGN_UNIT,
    NOT_AS_PRINTED,
    OUTSIDE_VALIDITY,
    RAGGED,
    UNKNOWN_UNIT,
    UNREADABLE,
    Column,
    Scope,
)
from schemas.limits import Limits
from schemas.rule import ImpliedRule, When
from schemas.words.message import Declared, Message, message

RAGGED_ROW, KEY_CONFLICT = "ragged-row", "key-conflict"


def implied_rules(
    columns: Sequence[Column], key: Sequence[str], scope: Scope, dated: bool, limits: Limits
) -> list[ImpliedRule]:
    """Return the rules of a table that need no writing down: readable, present, possible dates, of this unit, unique.

    Tables that nobody sends have none.

    Args:
        columns: those of the table.
        key: the names of the columns that identify a row.
        scope: who sends the rows, if anybody does.
        dated: whether the rows have a date, so that it can be said whether the unit existed then.
        limits: what the city allows.
    """
    if scope in ("operational", "published"):
        return []
    rules = [_fits_header()]
    for c in columns:
        if c.type != "string":
            rules.append(_readable(c, limits))
        if c.normal_form:
            rules.append(_is_a_code(c))
        if c.required and c.name != "unit_id":
            rules.append(_present(c))
        if c.is_time:
            rules.append(_in_range(c, limits))
        if c.is_event:
            rules.append(_before_export(c))
        if c.locale_in:
            rules.append(_says_one_number(c))
        if c.read_from:
            printed_column = next(column for column in columns if column.name == c.read_from)
            rules.append(_as_printed(c, printed_column))
    if scope == "unit":
        rules += _unit_rules(dated)
    return [*rules, _unique_key(key)]


def label_of(column: Column) -> Declared:
    """Return what people call a column."""
    return Declared(column.label_vi, column.label_en)


def expected_value(column: Column, limits: Limits) -> Message:
    """Return what can be read in a column, whatever its source: "a whole number"."""
    return limits.amount if column.is_money else message(f"rules.expected-{column.type}")


def _readable(c: Column, limits: Limits) -> ImpliedRule:
    return _rule_of_flag(
        f"{_slug(c.name)}-unreadable",
        UNREADABLE + c.name,
        message("rules.unreadable", column=label_of(c), expected=expected_value(c, limits)),
        message("rules.correct-value"),
    )


def _is_a_code(c: Column) -> ImpliedRule:
    return _rule_of_flag(
        f"{_slug(c.name)}-unreadable",
        UNREADABLE + c.name,
        message("rules.no-code", column=label_of(c)),
        message("rules.take-code-anew"),
    )


def _present(c: Column) -> ImpliedRule:
    return ImpliedRule(
        id=f"{_slug(c.name)}-missing",
        expectation="expect_column_values_to_not_be_null",
        kwargs={"column": c.name},
        # What was written and could not be read is not missing: that has a rule, and advice, of its own.
        when=None
        if c.type == "string" and not c.normal_form
        else When(column=UNREADABLE + c.name, operator="==", value=False),
        message=message("rules.missing", column=label_of(c)),
        advice=message("rules.fill-in"),
    )


def _in_range(c: Column, limits: Limits) -> ImpliedRule:
    return ImpliedRule(
        id=f"{_slug(c.name)}-out-of-range",
        expectation="expect_column_values_to_be_between",
        kwargs={"column": c.name, "min_value": limits.earliest, "max_value": limits.latest},
        message=message("rules.out-of-range", column=label_of(c), first=limits.earliest, last=limits.latest),
        advice=message("rules.check-year"),
    )


def _before_export(c: Column) -> ImpliedRule:
    return _rule_of_flag(
        f"{_slug(c.name)}-after-export",
        AFTER_EXPORT + c.name,
        message("rules.after-export", column=label_of(c)),
        message("rules.correct-export"),
    )


def _says_one_number(c: Column) -> ImpliedRule:
    return _rule_of_flag(
        f"{_slug(c.name)}-ambiguous",
        AMBIGUOUS + c.name,
        message("rules.printed-ambiguous", column=label_of(c)),
        message("rules.name-the-locale"),
    )


def _as_printed(c: Column, printed_column: Column) -> ImpliedRule:
    return _rule_of_flag(
        f"{_slug(c.name)}-not-as-printed",
        NOT_AS_PRINTED + c.name,
        message("rules.not-as-printed", column=label_of(c), printed=label_of(printed_column)),
        message("rules.leave-to-printed"),
    )


def _unique_key(key: Sequence[str]) -> ImpliedRule:
    # A row without its key is the business of the "missing" rules; Great Expectations asks two columns of a compound.
    compound = {"column_list": list(key), "ignore_row_if": "any_value_is_missing"}
    single = len(key) == 1
    return ImpliedRule(
        id=KEY_CONFLICT,
        expectation="expect_column_values_to_be_unique" if single else "expect_compound_columns_to_be_unique",
        kwargs={"column": key[0]} if single else compound,
        message=message("rules.key-conflict"),
        advice=message("rules.one-row-per-key"),
    )


def _fits_header() -> ImpliedRule:
    # The one rule that is asked of ragged rows too: by a condition of its own its rows are counted apart.
    rule = _rule_of_flag(RAGGED_ROW, RAGGED, message("rules.ragged-row"), message("rules.quote-delimiter"))
    return rule.model_copy(update={"when": When(column=RAGGED, operator="is_not_null")})


def _unit_rules(dated: bool) -> list[ImpliedRule]:
    """Return the rules about the unit whose rows they are."""
    rules = [
        _rule_of_flag("unit-unknown", UNKNOWN_UNIT, message("rules.unit-unknown"), message("rules.official-name")),
        _rule_of_flag("unit-foreign", FOREIGN_UNIT, message("rules.unit-foreign"), message("rules.check-folder")),
    ]
    exists = ("unit-not-in-existence", OUTSIDE_VALIDITY)
    date_rule = _rule_of_flag(*exists, message("rules.unit-not-in-existence"), message("rules.check-date"))
    return [*rules, date_rule] if dated else rules


def _slug(name: str) -> str:
    return name.replace("_", "-")


def _rule_of_flag(rule_id: str, column: str, wrong: Message, advice: Message) -> ImpliedRule:
    """Return the rule that the check column `column` is not true."""
    return ImpliedRule(
        id=rule_id,
        expectation="expect_column_values_to_not_be_in_set",
        kwargs={"column": column, "value_set": [True]},
        message=wrong,
        advice=advice,
    )
