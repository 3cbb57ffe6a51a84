"""What a city allows: years of dates, the shape of codes, and its money."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from pydantic import Field, field_validator, model_validator

from schemas.rule import DeclaredRule
from schemas.strict import Declaration
from schemas.words.message import Message, message
from schemas.words.text import nearest

REFERENCE = "city:"  # in an argument of a rule, "city:dossier_code" is what the city declares as dossier_code


class Limits(Declaration):
    """`[limits]` in `city.toml`. What a city leaves unsaid is not judged by anybody else's law.

    `earliest` and `latest` (both days belong to it) bound every date; they are wide where nothing is said. Money is
    kept in whole numbers of the currency's smallest unit: euros with 2 decimals are kept in cents.
    """

    earliest: date = date(1990, 1, 1)
    latest: date = date(2100, 12, 31)
    dossier_code: str | None = Field(None, description="regular expression of a well-formed code; others are warned of")
    currency: str = Field("VND", pattern=r"^[A-Z]{3}$", description="ISO 4217 code of the currency of all money")
    money_decimals: int = Field(0, ge=0, le=4, description="how many decimals an amount of money may have")

    @property
    def money_unit(self) -> str:
        """The unit in which money is kept: "VND" without decimals, "0.01 EUR" with two."""
        return f"{10**-self.money_decimals:.{self.money_decimals}f} {self.currency}".removeprefix("1 ")

    @property
    def amount(self) -> Message:
        """What can be read as an amount of money."""
        return message("rules.expected-amount", currency=self.currency, decimals=self.money_decimals)

    @field_validator("dossier_code")
    @classmethod
    def _is_a_pattern(cls, value: str | None) -> str | None:
        try:
            pl.select(pl.lit("").str.contains(value or ""))
        except pl.exceptions.ComputeError as fault:
            raise ValueError(f"dossier_code {value!r} is not a regular expression: {fault}") from None
        return value

    @model_validator(mode="after")
    def _in_order(self) -> "Limits":
        if self.latest < self.earliest:
            raise ValueError(f"latest {self.latest} lies before earliest {self.earliest}")
        return self


def rules_in_city(rules: Iterable[DeclaredRule], limits: Limits) -> list[DeclaredRule]:
    """Return the rules as a city with these limits has them: the limits filled in, and none that needs an unsaid one.

    Raises `ValueError` where a rule names a limit that does not exist.
    """
    city_rules = []
    for rule in rules:
        limit_names = {k: v.removeprefix(REFERENCE) for k, v in rule.kwargs.items() if _is_reference(v)}
        needed_limits = [*limit_names.values(), *filter(None, [rule.with_limit])]
        if all(_limit(rule, name, limits) is not None for name in needed_limits):
            arguments = {k: _limit(rule, name, limits) for k, name in limit_names.items()}
            city_rules.append(rule.model_copy(update={"kwargs": rule.kwargs | arguments}) if limit_names else rule)
    return city_rules


def _is_reference(value: object) -> bool:
    return isinstance(value, str) and value.startswith(REFERENCE)


def _limit(rule: DeclaredRule, name: str, limits: Limits) -> Any:  # noqa: ANN401 - a date, a text or a number
    if name not in Limits.model_fields:
        close = ", ".join(nearest(name, sorted(Limits.model_fields))) or ", ".join(Limits.model_fields)
        raise ValueError(f"rule {rule.id!r}: a city has no limit {name!r}; nearest: {close}")
    return getattr(limits, name)
