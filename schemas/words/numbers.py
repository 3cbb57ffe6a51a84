"""Numbers as people read them: Vietnamese marks, never rounded into a claim that they do not make."""


def number(value: float, digits: int = 0) -> str:
    """Return a number as Vietnamese write it: "54.500", "99,57"."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def percent(value: float, digits: int = 2) -> str:
    """Return a share as a percentage, never rounded up to 100 % nor down to 0 %: "99,99 %"."""
    least = 10.0**-digits
    shown = round(100 * value, digits)
    if value < 1 and shown >= 100:
        shown = 100 - least
    if value > 0 and shown <= 0:
        shown = least
    return f"{number(shown, digits)} %"


def rough_percent(value: float) -> str:
    """Return a share as a whole percentage, for shares that are not known better: "64 %", "dưới 1 %"."""
    return "dưới 1 %" if 0 < value < 0.01 else f"{number(100 * value)} %"


def signed(value: float, digits: int = 2) -> str:
    """Return a difference with its sign: "+1,20", "−0,07", and "0,00" where nothing of it shows."""
    text = number(abs(value), digits)
    if not text.strip("0,"):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def span(low: float, high: float) -> str:
    """Return a range of ranks: "3–9", or "3" where it holds one rank; a rank between two as "3,5"."""
    ends = [f"{end:g}".replace(".", ",") for end in (low, high)]
    return ends[0] if low == high else "–".join(ends)


def names(found: list[str], lang: str = "vi", most: int = 8) -> str:
    """Return names as a list, of more than `most` the first ones and how many others."""
    rest = len(found) - most
    others = f"và {number(rest)} đơn vị khác" if lang == "vi" else f"and {rest:,} others"
    return ", ".join(found) if rest <= 0 else f"{', '.join(found[:most])} {others}"
