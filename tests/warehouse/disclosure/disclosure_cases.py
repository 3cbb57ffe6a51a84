"""Tables of counts to be protected, and what a reader can tell of them by trying whole numbers (slow, and plain)."""

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from warehouse.disclosure.solver.figures import Figure

ALL = "all"


def two_way(values):
    """The classical case: a table with its margins; one variable for each inner cell."""
    rows, columns = np.shape(values)
    places = {(r, c): (r, c) for r, c in product(range(rows), range(columns))}
    sums = {name: [name] for name in places}
    sums |= {(r, ALL): [(r, c) for c in range(columns)] for r in range(rows)}
    sums |= {(ALL, c): [(r, c) for r in range(rows)] for c in range(columns)}
    sums[ALL, ALL] = list(places)
    return [
        Figure(name, dict.fromkeys(cells, 1), int(sum(values[r][c] for r, c in cells)), True, 1.0 + name.count(ALL))
        for name, cells in sums.items()
    ]


def city(counts):
    """Successes, cases and (never published) failures by unit and quarter, with the year's and the city's sums.

    `counts[unit][quarter]` is (x, failures).
    """
    quarters = range(len(counts[0]))
    figures = []
    for unit, quarter in product([*range(len(counts)), ALL], [*quarters, ALL]):
        units = range(len(counts)) if unit == ALL else [unit]
        slots = quarters if quarter == ALL else [quarter]
        if unit == ALL and quarter != ALL:
            continue
        places = list(product(units, slots))
        success, failure = ([(u, part, q) for u, q in places] for part in ("success", "failure"))
        for part, names in (("x", success), ("n", success + failure), ("rest", failure)):
            value = sum(counts[u][q][("success", "failure").index(which)] for u, which, q in names)
            cost = {(False, False): 1.0, (False, True): 3.0, (True, True): 0.5}[unit == ALL, quarter == ALL]
            terms = dict.fromkeys(names, 1)
            figures.append(Figure((unit, quarter, part), terms, value, True, cost, part != "rest"))
    return figures


def system(figures, hidden, known, free, threshold):
    """Everything that is known, row by row, as dense numbers, written down anew and apart from the code under test."""
    names = sorted({v for one in (*figures, *known) for v in one.terms}, key=repr)
    rows, low, high = [], [], []
    for f in figures:
        bounds = (0, np.inf) if f.value >= 0 else (-np.inf, np.inf)
        if f.is_published and f.id not in hidden:
            bounds = (f.value, f.value)
        elif threshold is not None and f.is_sensitive and f.value >= 0:
            bounds = (0, 0) if f.value == 0 else (1, threshold - 1) if f.value < threshold else (threshold, np.inf)
        rows.append([f.terms.get(v, 0) for v in names])
        low.append(bounds[0])
        high.append(bounds[1])
    for k in known:
        rows.append([k.terms.get(v, 0) for v in names])
        low.append(k.low)
        high.append(k.high)
    least = [-np.inf if v in free else 0 for v in names]
    return np.array(rows, dtype=float), np.array(low), np.array(high), np.array(least)


def in_whole_numbers(figures, hidden, known=(), free=(), threshold=None):
    """The least and greatest value of each hidden figure over all whole numbers, by branch and bound."""
    rows, low, high, least = system(figures, hidden, known, free, threshold)
    found = {}
    for row, f in zip(rows, figures, strict=False):
        if f.id in hidden or not f.is_published:
            found[f.id] = (extreme(row, -1, rows, low, high, least), extreme(row, 1, rows, low, high, least))
    return found


def extreme(row, way, rows, low, high, least):
    answer = milp(
        -way * row,
        integrality=np.ones(rows.shape[1]),
        constraints=LinearConstraint(rows, low, high),
        bounds=Bounds(least, np.inf),
    )
    return way * np.inf if answer.x is None else round(float(row @ answer.x), 6)


def by_trying(figures, hidden, most, threshold=None):
    """The same, by trying all variables from 0 to `most`."""
    rows, low, high, _ = system(figures, hidden, (), (), threshold)
    grid = np.array(list(product(range(most + 1), repeat=rows.shape[1]))).T
    values = rows @ grid
    fits = ((values >= low[:, None]) & (values <= high[:, None])).all(axis=0)
    return {
        f.id: (int(v[fits].min()), int(v[fits].max()))
        for f, v in zip(figures, values, strict=True)
        if f.id in hidden or not f.is_published
    }


def widths(bounds):
    return {name: high - low for name, (low, high) in bounds.items()}


SLOTS = tuple(range(4))
RECEIVED, RESOLVED = ("online", "direct"), ("before", "on_day", "undated", "late")
STOCKS = ("open", "overdue")
INDICATORS = {
    "on_time": (("before", "on_day"), ("before", "on_day", "late")),
    "online": (("online",), RECEIVED),
    "apologies": (("apologised",), ("late",)),
    "petitions": (("answered_on_time",), ("answered_on_time", "answered_late")),
    "open_in_time": (("open@end", "-overdue@end"), ("open@end",)),
}
FORM = {
    "3": ("online", "direct", "open@start"),
    "4": ("online",),
    "5": ("direct",),
    "6": ("open@start",),
    "7": RESOLVED,
    "8": ("before",),
    "9": ("on_day", "undated"),
    "10": ("late",),
    "11": ("open@end",),
    "12": ("open@end", "-overdue@end"),
    "13": ("overdue@end",),
}


def full_city(units, seed):
    """A city as it is published: indicators by quarter and year, form II.06a of the year, and sums of the city.

    Returns the figures, and the changes of stocks, which may be negative.
    """
    rng = np.random.default_rng(seed)
    values = {}
    for unit in range(units):
        values |= base_counts(unit, rng)
    figures = []
    for unit in [*range(units), ALL]:
        for code, (x, n) in INDICATORS.items():
            parts = {"x": x, "n": n, "rest": (*n, *(opposite(m) for m in x))}
            for slots, (part, measures) in product([SLOTS] if unit == ALL else [SLOTS, *zip(SLOTS)], parts.items()):
                terms = sum_of(range(units) if unit == ALL else [unit], measures, slots)
                cost = 0.5 if unit == ALL else 3.0 if slots == SLOTS else 1.0
                figures.append(published((unit, code, slots, part), terms, values, cost, part != "rest"))
        if unit != ALL:
            figures += [
                published((unit, "form", SLOTS, item), sum_of([unit], measures, SLOTS), values, 2.0, True)
                for item, measures in FORM.items()
            ]
    return figures, {name for name in values if name[1] in STOCKS and name[2] != "before"}


def base_counts(unit, rng):
    sizes = {"online": 60, "direct": 200, "before": 150, "on_day": 60, "undated": 1, "late": 6}
    sizes |= {"answered_on_time": 20, "answered_late": 2}
    values = {(unit, m, slot): int(rng.poisson(mean)) for m, mean in sizes.items() for slot in SLOTS}
    values |= {(unit, "apologised", slot): int(rng.binomial(values[unit, "late", slot], 0.4)) for slot in SLOTS}
    values[unit, "open", "before"], values[unit, "overdue", "before"] = 60 + int(rng.poisson(20)), int(rng.poisson(5))
    overdue = values[unit, "overdue", "before"]
    for slot in SLOTS:
        arrived = sum(values[unit, m, slot] for m in RECEIVED)
        # Nobody resolves more than there is: what is left open never falls below what is overdue.
        left = sum(values[unit, "open", s] for s in ("before", *range(slot))) + arrived - 30
        for m in RESOLVED:
            values[unit, m, slot] = min(values[unit, m, slot], max(left, 0))
            left -= values[unit, m, slot]
        values[unit, "apologised", slot] = min(values[unit, "apologised", slot], values[unit, "late", slot])
        values[unit, "open", slot] = arrived - sum(values[unit, m, slot] for m in RESOLVED)
        now = int(rng.poisson(6))
        values[unit, "overdue", slot], overdue = now - overdue, now
    return values


def opposite(measure):
    return measure.removeprefix("-") if measure.startswith("-") else f"-{measure}"


def sum_of(units, measures, slots):
    """The coefficients of a sum of measures: "@start" and "@end" are stocks, a minus takes away."""
    terms = {}
    for unit, measure in product(units, measures):
        name, _, at = measure.removeprefix("-").partition("@")
        held = {"": slots, "start": ("before", *range(slots[0])), "end": ("before", *range(slots[-1] + 1))}[at]
        for slot in held:
            terms[unit, name, slot] = terms.get((unit, name, slot), 0) + (-1 if measure.startswith("-") else 1)
    return {name: coefficient for name, coefficient in terms.items() if coefficient}


def published(name, terms, values, cost, is_published):
    return Figure(name, terms, sum(c * values[v] for v, c in terms.items()), True, cost, is_published)
