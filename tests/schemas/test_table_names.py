from pathlib import Path

import pytest

import schemas
from schemas.errors import DeclarationError
from schemas.strict import load
from schemas.table import Table

DOSSIERS = Path(schemas.__file__).parent / "tables" / "dossiers.toml"


@pytest.mark.parametrize("name", ["code_date_differs", "dossier_code"])
def test_a_check_column_needs_a_name_of_its_own(tmp_path: Path, name: str) -> None:
    file = tmp_path / "dossiers.toml"
    added = f'\n[[derived]]\nname = "{name}"\nsql = "dossier_code IS NULL"\n'
    file.write_text(DOSSIERS.read_text(encoding="utf-8") + added, encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"declared twice: {name}"):
        load(Table, file)
