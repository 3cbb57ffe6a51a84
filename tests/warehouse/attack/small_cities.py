"""Small cities of invented counts: their public tree, with what is hidden in it, and the counts behind it."""

import io
import json
from dataclasses import dataclass
from datetime import date

import polars as pl

from schemas.table import load_tables

QUARTERS = tuple((date(2022, m, 1), date(2022, m + 2, 31 if m in (1, 10) else 30)) for m in (1, 4, 7, 10))
YEAR = (date(2022, 1, 1), date(2022, 12, 31))
# indicator: numerator, denominator, direction, points, target, least cases
INDICATORS = {
    "satisfaction": ("answers_satisfied", "answers", 1, 20, 0.95),
    "petitions_on_time": ("petitions_on_time", "petitions_resolved", 1, 10, None),
    "late_share": ("resolved_late", "resolved", -1, 5, None),
}
THRESHOLD = 10
CODES = tuple(INDICATORS)


BIG = [(40, 40)] * 4  # nothing small, nothing hidden


def city_of(**cells):
    """A city of three units of which one has cells of its own; small counts hide no more than they must."""
    units = {unit: dict.fromkeys(CODES, BIG) for unit in "abc"}
    return SmallCity({**units, "a": units["a"] | cells}, hides_rows=False)


def city_that_tells():
    """A city in which a score tells the one small count that is hidden: 60 of 66."""
    return city_of(petitions_on_time=[(60, 66), (0, 0), (0, 0), (0, 0)])


@dataclass
class SmallCity:
    """Units with x and n of each indicator and quarter: {unit: {code: [(x, n), …]}}, and what is hidden besides."""

    counts: dict
    also_hidden: frozenset = frozenset()  # (unit, code) of cells that are hidden as a whole
    decimals: int = 2
    hides_nothing: bool = False
    hides_rows: bool = True  # a small count takes its row with it; if not, the numerator alone where the rest is small

    def year(self, unit, code):
        of_quarters = self.counts[unit][code]
        return tuple(sum(quarter[i] for quarter in of_quarters) for i in (0, 1))

    def truth(self):
        """Every count by its key: in `rankings`, `trends` and the totals `benchmarks`."""
        counts = {}
        for code in CODES:
            of_city = [0, 0]
            for unit in self.counts:
                x, n = self.year(unit, code)
                of_city = [of_city[0] + x, of_city[1] + n]
                counts |= parts("rankings", unit, code, YEAR, x, n)
                for days, (x, n) in zip(QUARTERS, self.counts[unit][code], strict=True):
                    counts |= parts("trends", unit, code, days, x, n)
            counts |= parts("benchmarks", "", code, YEAR, *of_city)
        return counts

    def hidden(self):
        """The keys of what is hidden -> whether it is small. Small counts hide their row; some cells go as a whole."""
        truth = self.truth()
        if self.hides_nothing:
            return {}
        small = {key: True for key, value in truth.items() if 0 < value < THRESHOLD}
        rows = {key[:5] for key in small if self.hides_rows} | {k[:5] for k in truth if k[1:3] in self.also_hidden}
        more = {key: False for key in truth if key[:5] in rows and key[5] != "rest"}
        more |= {(*key[:5], "x"): False for key in small if key[5] == "rest"}
        totals = {key: False for key in truth if key[0] == "benchmarks" and key[5] != "rest"}
        return {**totals, **more, **small}

    def tree(self, folder="2022-small/v1/"):
        """The public tree with the edition in a folder."""
        return {f"{folder}{path}": data for path, data in self.files().items()}

    def files(self):
        """The files of the edition: tables as Parquet, and the record."""
        truth, hidden = self.truth(), self.hidden()
        listed = [
            (*key, "small", 1, 9) if small else (*key, "complementary", None, None) for key, small in hidden.items()
        ]
        cells = [self.cell(unit, code, truth, hidden) for unit in self.counts for code in CODES]
        totals = [{"indicator": c} | shown(truth, hidden, "benchmarks", "", c, YEAR) for c in CODES]
        quarters = [
            {"unit_id": unit, "indicator": code, "quarter": f"Q{i}", "first_day": days[0], "last_day": days[1]}
            | with_status(shown(truth, hidden, "trends", unit, code, days))
            for unit in self.counts
            for code in CODES
            for i, days in enumerate(QUARTERS, start=1)
        ]
        tables = {
            "suppressions": sorted(listed),
            "rankings": cells + [self.score(unit) for unit in self.counts],
            "benchmarks": [row | {"status": "SUPPRESSED"} for row in totals],
            "trends": quarters,
            "indicators": [described(code) for code in CODES],
            "units": [{"unit_id": unit, "name_vi": unit, "name_en": unit} for unit in self.counts],
            "deliveries": [{"unit_id": unit, "table_name": "dossiers", "accepted": 10_000} for unit in self.counts],
        }
        record = {"from": str(YEAR[0]), "as_of": str(YEAR[1]), "software": "motcua"}
        files = {f"data/{name}.parquet": parquet(name, rows) for name, rows in tables.items()}
        return files | {"data/record.json": json.dumps(record).encode()}

    def cell(self, unit, code, truth, hidden):
        counts = shown(truth, hidden, "rankings", unit, code, YEAR)
        is_hidden = None in (counts["x"], counts["n"])
        row = {"unit_id": unit, "peer_group": "all", "measure": code, "eligible": True, "origin": "counted", **counts}
        x, n = self.year(unit, code)
        if not is_hidden and n:
            row |= {"value": x / n, "points": INDICATORS[code][3] * share(code, x, n)}
        return row | {"status": "SUPPRESSED" if is_hidden else "OK" if n else "NOT_APPLICABLE"}

    def score(self, unit):
        """The printed score: the mean of what each indicator earns, of those that have cases."""
        cells = {code: self.year(unit, code) for code in CODES}
        scored = {code: share(code, x, n) for code, (x, n) in cells.items() if n}
        weight = sum(INDICATORS[code][3] for code in scored)
        value = 100 * sum(INDICATORS[code][3] * s for code, s in scored.items()) / weight if weight else None
        printed = None if value is None else round(value, self.decimals)
        row = {"unit_id": unit, "peer_group": "all", "measure": "score", "value": printed}
        return row | {"eligible": True, "status": "OK", "origin": "counted"}


def described(code):
    """A row of the table `indicators`."""
    x, n, direction, size, target = INDICATORS[code]
    names = {"position": CODES.index(code), "indicator": code, "name_vi": code, "name_en": code, "index_group": code}
    scored = {"role": "score", "kind": "proportion", "direction": direction, "size": float(size), "target": target}
    return names | scored | {"numerator": x, "denominator": n, "is_about_people": True}


def share(code, x, n):
    """What a cell earns, of 1."""
    _, _, direction, _, target = INDICATORS[code]
    return min(1.0, x / n / (target or 1)) if direction == 1 else 1 - x / n


def parts(table, unit, code, days, x, n):
    return {(table, unit, code, *days, part): value for part, value in (("x", x), ("n", n), ("rest", n - x))}


def shown(truth, hidden, table, unit, code, days):
    """The counts of a row, None where they are hidden, or where what is hidden would follow from both."""
    keys = {part: (table, unit, code, *days, part) for part in ("x", "n")}
    return {part: None if key in hidden else truth[key] for part, key in keys.items()}


def with_status(row):
    """A row of counts, with how it is counted: any number of cases is enough."""
    return row | {"status": "OK" if row["n"] else "NOT_APPLICABLE" if row["n"] == 0 else "SUPPRESSED"}


def parquet(name, rows):
    out = io.BytesIO()
    # Totals are of all units, as in 0.1.0, of which an intruder learns more than of sums of the units shown.
    schema = {
        c: t
        for c, t in load_tables()[name].polars_schema.items()
        if name != "benchmarks" or c not in ("units", "hidden")
    }
    whole = [row if isinstance(row, tuple) else tuple(row.get(column) for column in schema) for row in rows]
    pl.DataFrame(whole, schema=schema, orient="row").write_parquet(out)
    return out.getvalue()
