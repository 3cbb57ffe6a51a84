"""The indicators and measures in Markdown, Vietnamese and English, from their declarations: `make docs` writes it."""

from collections.abc import Iterable, Iterator

from schemas.city import load_city
from schemas.dictionary import grid
from schemas.indicator import Indicator, LegalBasis
from schemas.measure import Kind, Measure
from schemas.terms import AT_IN_WORDS, Term, terms_text

_KINDS: dict[Kind, str] = {
    "flow": "đếm theo ngày xảy ra · a flow, counted on its day",
    "stock": "số đang có · a stock, from its beginning to its end",
    "level": "mức của từng ngày, lấy bình quân · a level, averaged over days",
}
_DIRECTIONS = {1: "cao là tốt · more is better", -1: "thấp là tốt · less is better"}
_ABOUT = {True: "việc của người dân · people's business", False: "công việc của cơ quan · the office's own work"}
_SIGNAL = "dấu hiệu nêu bên cạnh điểm, không tính vào điểm · a signal beside the score, never part of it"
_INTRODUCTION = """\
# Chỉ số và đại lượng · Indicators and measures

Tệp này được sinh từ `schemas/indicators/*.toml` và `schemas/measures/*.toml` bằng `make docs`; đừng sửa tay.
Generated from `schemas/indicators/*.toml` and `schemas/measures/*.toml` by `make docs`; do not edit.

Một chỉ số là tử số chia cho mẫu số, đúng như được in; mỗi phần là tổng của các đại lượng. Phần loại ra là phần mà
mẫu số trừ đi, được nêu bên cạnh mọi tỷ lệ.
An indicator is a numerator over a denominator, as printed, each a sum of measures. What the denominator takes away is
left out, and shown beside every rate.
Cách thêm · How to add one: [add-an-indicator.md](add-an-indicator.md)."""


def markdown(indicators: Iterable[Indicator], measures: Iterable[Measure]) -> str:
    """Return the list of `indicators` and `measures`, in their order, as Markdown that ends in a newline."""
    ordered = list(indicators)
    index = grid(
        ("chỉ số · indicator", "tiếng Việt", "English"),
        ((f"[`{one.code}`](#{one.code})", one.name_vi, one.name_en) for one in ordered),
    )
    parts = [_INTRODUCTION, index, *(part for one in ordered for part in _indicator(one)), *_measures(measures)]
    return "\n\n".join(parts) + "\n"


def _indicator(one: Indicator) -> Iterator[str]:
    yield f"## {one.code}"
    yield f"**{one.name_vi} · {one.name_en}**"
    yield "\n".join(_facts(one))


def _facts(one: Indicator) -> Iterator[str]:
    yield f"- Tử số · Numerator: `{terms_text(one.numerator)}`: {_in_words(one, one.numerator)}"
    yield f"- Mẫu số · Denominator: `{terms_text(one.denominator)}`: {_in_words(one, one.denominator)}"
    yield f"- Mã mẫu số · Id of the denominator: `{one.denominator_id}`: {one.denominator_vi} · {one.denominator_en}"
    if one.excluded:
        yield f"- Loại ra · Left out: `{terms_text(one.excluded)}`: {_in_words(one, one.excluded)}"
    for part in one.parts:
        yield f"- Phần không đạt · Part of the failures: `{terms_text(part.events)}` / `{terms_text(part.cases)}`"
    unit = f"{one.unit_vi} · {one.unit_en}" if one.kind == "rate" else "tỷ lệ · a share"
    yield f"- Đơn vị đo · Unit: {unit}; {_DIRECTIONS[one.direction]}"
    if one.role == "integrity":
        yield f"- Vai trò · Role: {_SIGNAL}"
    yield f"- Nói về · About: {_ABOUT[one.is_about_people]}"
    if one.legal_basis:
        yield f"- Căn cứ · Legal basis: {_basis(one.legal_basis)}"


def _basis(of: LegalBasis) -> str:
    days = [f"{of.valid_from:từ %d/%m/%Y · from %Y-%m-%d}"] if of.valid_from else []
    days += [f"{of.valid_to:đến %d/%m/%Y · until %Y-%m-%d}"] if of.valid_to else []
    return f"{of.name} ({'; '.join(days)})" if days else of.name


def _in_words(one: Indicator, terms: Iterable[Term]) -> str:
    """Return a sum of measures in both languages."""
    told = []
    for language in (0, 1):
        text = ""
        for term in terms:
            measure = one.measure(term.measure)
            name = (measure.vi, measure.en)[language] + AT_IN_WORDS[term.at][language]
            text += f" {'+' if term.sign == 1 else '−'} {name}"
        told.append(text.removeprefix(" + ").lstrip())
    return " · ".join(told)


def _measures(measures: Iterable[Measure]) -> Iterator[str]:
    yield '## <a id="measures"></a>Đại lượng · Measures'
    heads = ("đại lượng · measure", "bảng · table", "loại · kind", "ngày · days", "điều kiện · condition")
    rows = ((f"`{m.name}`", f"`{m.table}`", _KINDS[m.kind], _days(m), _condition(m), m.vi, m.en) for m in measures)
    yield grid((*heads, "tiếng Việt", "English"), rows)


def _days(one: Measure) -> str:
    return " → ".join(f"`{day}`" for day in one.days)


def _condition(one: Measure) -> str:
    parts = [f"`{one.where}`" if one.where else "mọi dòng · every row"]
    return "; ".join([*parts, f"Σ `{one.weight}`"] if one.weight else parts)


if __name__ == "__main__":
    city = load_city()
    print(markdown(city.indicators.values(), city.measures.values()), end="")
