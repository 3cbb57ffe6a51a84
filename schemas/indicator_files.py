"""The indicators of a city: a file for each in `indicators/`, checked against the measures and against each other."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from schemas.case_mix import faults_of
from schemas.errors import DeclarationError
from schemas.indicator import Indicator, IndicatorDeclaration
from schemas.measure import Measure
from schemas.strict import load
from schemas.terms import At, Term, times_added
from schemas.words.text import nearest

INDICATORS_FOLDER = Path(__file__).parent / "indicators"
_File = tuple[Path, IndicatorDeclaration]


def load_indicators(folder: Path, measures: Mapping[str, Measure]) -> Mapping[str, Indicator]:
    """Return by code the indicators of a city, in their order: those that every city has, and its own in `folder`.

    Raises `DeclarationError` naming file, place and fault.
    """
    files = [*_shared_files(), *_files_in(folder)]
    codes = [indicator.code for _, indicator in files]
    if twice := [path for path, indicator in files if codes.count(indicator.code) > 1]:
        raise DeclarationError(f"{twice[-1]}: every city has an indicator of this code; give this one another")
    _refuse_contradictions(files)
    files.sort(key=lambda file: (file[1].position, file[1].code))
    return {indicator.code: _with_measures(path, indicator, measures) for path, indicator in files}


@cache
def _shared_files() -> tuple[_File, ...]:
    return tuple(_files_in(INDICATORS_FOLDER))


def _files_in(folder: Path) -> Iterator[_File]:
    for path in sorted(folder.glob("*.toml")):
        indicator = load(IndicatorDeclaration, path)
        if indicator.code != path.stem:
            raise DeclarationError(f"{path}: the indicator has code {indicator.code!r}; it must be the file's name")
        yield path, indicator


def _with_measures(path: Path, indicator: IndicatorDeclaration, measures: Mapping[str, Measure]) -> Indicator:
    """Return an indicator with the measures that it names; refuse those that are not counted as its terms ask."""
    terms_by_key = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    terms_by_key |= {f"parts.{i}": part.terms for i, part in enumerate(indicator.parts)}
    faults = [
        f"  {key}: {fault}" for key, terms in terms_by_key.items() for t in terms for fault in _faults(t, measures)
    ]
    if indicator.case_mix:
        faults += [
            f"  case_mix: {fault}"
            for fault in faults_of(indicator.case_mix, indicator.kind, indicator.whole.terms, measures)
        ]
    if indicator.is_census:
        faults += [f"  is_census: {fault}" for t in indicator.terms for fault in _by_chance(t, measures)]
    if faults:
        raise DeclarationError("\n".join([f"{path}: {len(faults)} fault(s)", *faults]))
    declared_fields = {name: getattr(indicator, name) for name in IndicatorDeclaration.model_fields}
    return Indicator(
        **declared_fields, counted=tuple(measures[name] for name in dict.fromkeys(t.measure for t in indicator.terms))
    )


def _faults(term: Term, measures: Mapping[str, Measure]) -> list[str]:
    measure = measures.get(term.measure)
    if measure is None:
        close = nearest(term.measure, sorted(measures))
        return [f"there is no measure {term.measure!r}; nearest: {', '.join(close) or 'none'}"]
    if term.at in (ways := _ways(measure)):
        return []
    written_way = f"@{term.at}" if term.at != "flow" else "nothing"
    possible = ", ".join("nothing" if way == "flow" else f"@{way}" for way in ways)
    return [f"{term.measure} is a {measure.kind}: after its name stands {possible}, not {written_way}"]


def _by_chance(term: Term, measures: Mapping[str, Measure]) -> Iterator[str]:
    """Yield why a term counts no list that was fixed by decision: people bring their business, and clusters come."""
    measure = measures.get(term.measure)
    if measure is not None and measure.concerns_people:
        yield f"{measure.name} counts people's business, which nobody decides on: it is no list that is counted in full"
    elif measure is not None and measure.comes_in:
        yield f"{measure.name} comes in clusters ({measure.comes_in}), of which chance may have made more or fewer"


def _ways(measure: Measure) -> tuple[At, ...]:
    """Return how a measure can be summed over a period: of a stock without end, also what began within it."""
    if measure.kind == "stock":
        return ("start", "end") if measure.end else ("flow", "start", "end")
    return ("mean",) if measure.kind == "level" else ("flow",)


def _refuse_contradictions(files: Iterable[_File]) -> None:
    """Refuse indicators that name a denominator alike and do not divide by the same, or call it otherwise."""
    files_by_denominator: dict[str, _File] = {}
    for path, indicator in files:
        earlier_path, earlier = files_by_denominator.setdefault(indicator.denominator_id, (path, indicator))
        if _denominator(indicator) != _denominator(earlier):
            raise DeclarationError(
                f"{path}: denominator_id {indicator.denominator_id!r} stands for other terms or other words in "
                f"{earlier_path.name}; name this one otherwise, or write the same"
            )


def _denominator(indicator: IndicatorDeclaration) -> tuple[object, ...]:
    return times_added(*indicator.denominator), indicator.denominator_vi, indicator.denominator_en
