"""Small marks that stand in the rows of tables, drawn as SVG by hand: there are hundreds of them on a page."""

from collections.abc import Sequence
from html import escape

_WIDTH, _HEIGHT, _EDGE = 168, 22, 7
_BAR, _GAP, _TALL = 9, 4, 26


def set_mark(low: int | None, high: int | None, rank: int | None, count: int, label: str) -> str:
    """Return the ranks `low` to `high` of `count` as a bar, with the rank as a dot; `label` says it in words.

    Args:
        low: the best rank of the set; None where there is no set.
        high: the worst rank of the set.
        rank: the rank itself; None where it is withheld.
        count: how many ranks there are.
        label: what is drawn, in words.
    """
    if low is None or high is None:
        return ""
    begin, end = _place(low, count), _place(high, count)
    dot = "" if rank is None else f'<circle class="dot" cx="{_place(rank, count):.1f}" cy="{_HEIGHT / 2}" r="5"/>'
    return (
        f'<svg width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(label)}">'
        f'<rect class="track" x="{_EDGE - 5}" y="10" width="{_WIDTH - 2 * _EDGE + 10}" height="2" rx="1"/>'
        f'<rect class="reach" x="{begin - 5:.1f}" y="7" width="{end - begin + 10:.1f}" height="8" rx="4"/>{dot}</svg>'
    )


def range_mark(low: float, high: float, centre: float | None, label: str) -> str:
    """Return the range of shares (0 to 1) as a bar, with `centre` as a dot; `label` says it in words.

    Args:
        low: the least share of the range, 0 to 1.
        high: the greatest.
        centre: a share within, drawn as a dot.
        label: what is drawn, in words.
    """
    steps = 1_000  # as a scale of ranks with so many places
    begin, end, dot = (None if share is None else 1 + round(_within(share) * steps) for share in (low, high, centre))
    return set_mark(begin, end, dot, 1 + steps, label)


def bars_mark(shares: Sequence[float | None], label: str) -> str:
    """Return shares (0 to 1) as small bars beside each other; None is an empty box. `label` says them in words."""
    width = len(shares) * (_BAR + _GAP)
    bars = "".join(_bar(share, place * (_BAR + _GAP)) for place, share in enumerate(shares))
    return (
        f'<svg width="{width}" height="{_TALL}" viewBox="0 0 {width} {_TALL}" role="img">'
        f"<title>{escape(label)}</title>{bars}</svg>"
    )


def bar_mark(share: float | None, label: str) -> str:
    """Return one share (0 to 1) as a lying bar; None is an empty box."""
    size = 'width="72" height="10" viewBox="0 0 72 10"'
    if share is None:
        inner = '<rect class="none" x=".5" y=".5" width="71" height="9"/>'
    else:
        ground = '<rect class="ground" width="72" height="10"/>'
        inner = f'{ground}<rect class="bar" width="{72 * _within(share):.1f}" height="10"/>'
    return f'<svg {size} role="img" aria-label="{escape(label)}">{inner}</svg>'


def _bar(share: float | None, x: int) -> str:
    if share is None:
        return f'<rect class="none" x="{x + 0.5}" y=".5" width="{_BAR - 1}" height="{_TALL - 1}"/>'
    height = max(_TALL * _within(share), 1.0)
    ground = f'<rect class="ground" x="{x}" y="0" width="{_BAR}" height="{_TALL}"/>'
    return f'{ground}<rect class="bar" x="{x}" y="{_TALL - height:.1f}" width="{_BAR}" height="{height:.1f}"/>'


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _place(rank: int, count: int) -> float:
    return _EDGE + (rank - 1) / max(count - 1, 1) * (_WIDTH - 2 * _EDGE)
