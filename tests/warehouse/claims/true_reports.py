"""Small true reports as texts print them, by a printer that shares nothing with what reads them.

A report is form II.06a of some levels of a place, in whole numbers. A text prints some of it, with rates over whichever
denominator and rounded in whichever way, in Vietnamese or English.
"""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from random import Random

LEVELS = ("cấp tỉnh", "cấp huyện", "cấp xã")
MEASURES = {
    "new": "dossiers_new",
    "carried": "dossiers_carried_over",
    "online": "dossiers_online",
    "direct": "dossiers_direct",
    "received": "dossiers_total",
    "resolved": "dossiers_resolved",
    "before": "dossiers_before_due",
    "on_day": "dossiers_on_due_day",
    "on_time": "dossiers_on_time",
    "late": "dossiers_late",
    "open": "dossiers_open",
    "open_in_time": "dossiers_open_in_time",
    "open_overdue": "dossiers_open_overdue",
    "dated": "dossiers_dated",
    "due": "dossiers_due",
}
# rate: its numerator; what it is divided by, whether that is printed or not; and what only where it is printed
RATES = {
    "on_time_rate": ("on_time", ("resolved", "received"), ("new", "dated", "due")),
    "late_rate": ("late", ("resolved", "received"), ("dated", "due")),
    "before_due_rate": ("before", ("resolved", "received"), ()),
    "resolved_rate": ("resolved", ("received", "new"), ()),
    "online_rate": ("online", ("received", "new", "resolved"), ()),
}
ROUNDINGS = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
Report = dict[str, int]


def report(random: Random, size: int) -> Report:
    """Return a true form of one level, with dossiers that were withdrawn or have no due date, which no text tells."""
    count = {name: random.randrange(size) for name in ("before", "on_day", "late", "open_in_time", "open_overdue")}
    count["undated"] = random.choice((0, 0, random.randrange(size)))
    count["withdrawn"] = random.choice((0, 0, random.randrange(size)))
    count["on_time"] = count["before"] + count["on_day"]
    count["dated"] = count["on_time"] + count["late"]
    count["resolved"] = count["dated"] + count["undated"]
    count["open"] = count["open_in_time"] + count["open_overdue"]
    count["received"] = count["resolved"] + count["open"] + count["withdrawn"]
    count["due"] = count["dated"] + count["open_overdue"]
    count["carried"] = random.randrange(count["received"] + 1) // 4
    count["new"] = count["received"] - count["carried"]
    count["online"] = random.randrange(count["new"] + 1)
    count["direct"] = count["new"] - count["online"]
    return count


def total(reports: list[Report]) -> Report:
    return {name: sum(one[name] for one in reports) for name in reports[0]}


def written(number: int, locale: str) -> str:
    return f"{number:,}".replace(",", "." if locale == "vi" else ",")


def percent(part: int, whole: int, decimals: int, rounding: str, locale: str) -> str:
    share = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    return f"{share:f}%".replace(".", "," if locale == "vi" else ".")


def text_lines(random: Random, size: int, share_printed: float = 0.6) -> list[str]:
    """Return the lines of a text about a place and some of its levels, all of it true."""
    locale = random.choice(("vi", "en"))
    levels = random.sample(LEVELS, random.randrange(len(LEVELS) + 1))
    reports = {level: report(random, size) for level in levels}
    others = [report(random, size)] if random.random() < 0.5 or not levels else []
    units = {f"Tỉnh An Thử, {level}": of for level, of in reports.items()}
    units["Tỉnh An Thử"] = total([*reports.values(), *others])
    # What a text calls received is with what was carried over, or without it.
    received = random.choice(("received", "received", "new"))
    lines = []
    for unit, of in units.items():
        told = {name: of[received if name == "received" else name] for name in MEASURES}
        printed = {name: number for name, number in told.items() if random.random() < share_printed}
        lines += [f"{unit} | {MEASURES[name]} | {written(n, locale)} | | | {locale}" for name, n in printed.items()]
        for rate, (part, wholes, printed_wholes) in RATES.items():
            whole = told[random.choice([*wholes, *(name for name in printed_wholes if name in printed)])]
            if random.random() < share_printed and 0 < of[part] <= whole:
                shown = percent(of[part], whole, random.randrange(4), random.choice(ROUNDINGS), locale)
                lines.append(f"{unit} | {rate} | {shown} | | | {locale}")
    return lines
