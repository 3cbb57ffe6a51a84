from pathlib import Path

import pytest

import schemas
from schemas.errors import DeclarationError
from schemas.strict import load
from schemas.table import Table, load_tables
from warehouse.publication.publication import published_tables

DOSSIERS = Path(schemas.__file__).parent / "tables" / "dossiers.toml"


@pytest.mark.parametrize("name", ["code_date_differs", "dossier_code"])
def test_a_check_column_needs_a_name_of_its_own(tmp_path: Path, name: str) -> None:
    file = tmp_path / "dossiers.toml"
    added = f'\n[[derived]]\nname = "{name}"\nsql = "dossier_code IS NULL"\n'
    file.write_text(DOSSIERS.read_text(encoding="utf-8") + added, encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"declared twice: {name}"):
        load(Table, file)


def test_files_of_groups_of_units_need_units_in_the_key(tmp_path: Path) -> None:
    file = tmp_path / "claims.toml"
    declared = DOSSIERS.with_name("claims.toml").read_text(encoding="utf-8")
    file.write_text("unit_groups = 2\n" + declared, encoding="utf-8")
    with pytest.raises(DeclarationError, match="a row must stay in one file"):
        load(Table, file)


@pytest.mark.parametrize("name", sorted(path.stem for path in DOSSIERS.parent.glob("*.toml")))
def test_a_table_that_does_not_say_whom_it_is_about_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.toml"
    declared = DOSSIERS.with_stem(name).read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in declared if not line.startswith("about = ")), encoding="utf-8")
    with pytest.raises(DeclarationError, match=r'about: missing; write about = "people" if .+ about = "office" if'):
        load(Table, file)
    file.write_text("".join(declared).replace("about = ", 'about = "nobody" #', 1), encoding="utf-8")
    with pytest.raises(DeclarationError, match="about: Input should be 'people' or 'office'"):
        load(Table, file)


def test_only_what_says_so_is_published_and_nothing_as_it_was_sent(tmp_path: Path) -> None:
    trends = DOSSIERS.with_name("trends.toml").read_text(encoding="utf-8")
    file = tmp_path / "trends.toml"
    file.write_text(trends.replace('published_as = "background"\n', ""), encoding="utf-8")
    with pytest.raises(DeclarationError, match="scope published needs published_as: result, analysis, background"):
        load(Table, file)
    file.write_text('published_as = "result"\n' + DOSSIERS.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(DeclarationError, match="rows that are sent to us are not published as they are"):
        load(Table, file)
    file.write_text(trends.replace('"published"', '"operational"', 1), encoding="utf-8")
    assert load(Table, file).published_as == "background"
    assert load_tables()["ledger"].published_as is None


def test_published_tables_are_listed_part_by_part() -> None:
    """Their order is the order of bytes in what is published: it does not change by itself."""
    analysis = ("bands", "changes", "effects", "factors", "left_out", "pairs", "reliability")
    analysis += ("reporting", "robustness", "weights")
    background = ["benchmarks", "claim_verdicts", "completeness", "deliveries", "eligibility", "form_ii06a"]
    background += ["formula_counts"]
    background += ["indicators", "monthly", "peer_groups", "peer_quantiles", "rejection_counts", "revisions", "signals"]
    background += ["suppressions", "trends"]
    of_ranking = (f"ranking_{name}" for name in analysis)
    assert published_tables() == ("rankings", "case_mix", *of_ranking, *background, "units")


def test_the_group_of_a_unit_is_written_down() -> None:
    """A unit that changed its group would have its rows stand in two files of one month after the next late file."""
    dossiers = load(Table, DOSSIERS)
    assert [dossiers.unit_group(unit) for unit in ("quan-1", "quan-3", "quan-12", "thu-duc")] == [0, 6, 2, 5]
    assert {dossiers.unit_group(f"unit-{i}") for i in range(200)} == set(range(dossiers.unit_groups))
