"""What is equal by definition: each dossier is received once and ends once, whatever a table calls that."""

from collections.abc import Collection, Sequence

from warehouse.attack.model import Model
from warehouse.attack.public import Public
from warehouse.attack.stated import Key
from warehouse.attack.sums import Sum

_FORM, _FORMULA = "form_ii06a", "formula_counts"
# Sums that are nothing: the table and item of each count, and how often it is added.
_NOTHING: Sequence[Sequence[tuple[str, str, int]]] = (
    ((_FORM, "resolved_total", 1), (_FORMULA, "resolved", -1)),
    ((_FORM, "received_total", 1), (_FORM, "carried_over", -1), (_FORMULA, "received", -1)),
    ((_FORM, "received_total", 1), (_FORM, "resolved_total", -1), (_FORM, "open_total", -1)),
)


def bind_identities(model: Model, public: Public, units: Collection[str]) -> None:
    """Bind the totals of form II.06a to each other, and to the counts of the same dossiers that indicators divide by.

    Args:
        model: where the facts go.
        public: the edition.
        units: of which it speaks.
    """
    keys = [
        key
        for key in {**public.stated_counts, **public.hidden_counts}
        if key.table_name == _FORM and key.unit_id in units
    ]
    for unit, first, last in sorted({(key.unit_id, key.first_day, key.last_day) for key in keys}):
        for terms in _NOTHING:
            numbers = [
                model.number(public.edition.folder, Key(table, unit, item, first, last, "value"), public.formulas)
                for table, item, _ in terms
            ]
            model.bind(unit, Sum(numbers, [times for _, _, times in terms]))
