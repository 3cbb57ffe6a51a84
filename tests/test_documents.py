"""The documents keep up with the code: their examples load, their links lead somewhere, their commands exist."""

import re
import shutil
import tomllib
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from flows.cli import app
from schemas.city import load_city
from schemas.method import load_method
from schemas.rule import DeclaredRule
from schemas.rules import check_of
from schemas.source import Source
from schemas.strict import parse
from schemas.table import Derived, load_tables

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = [path for path in sorted((ROOT / "docs" / "decisions").glob("*.md")) if path.name != "README.md"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
GENERATED = {ROOT / path for path in re.findall(r"> (docs/\S+)", MAKEFILE)}
WIDTH = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["line-length"]
PARTS_OF_A_DECISION = ["Context", "What was tried", "Decision", "Consequences", "When to look again"]


def in_project(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def examples(document: str) -> list[str]:
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^( *)```toml\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in blocks]


def test_the_example_source_loads() -> None:
    (example,) = examples("add-a-format.md")
    parse(Source, tomllib.loads(example), "add-a-format.md")


def test_the_steps_to_a_city_of_petitions_lead_to_one(tmp_path: Path) -> None:
    """The small city with what the document says to change: it loads, and its method scores what petitions count."""
    text = (ROOT / "docs" / "add-a-city.md").read_text(encoding="utf-8")
    (disclosure,) = examples("add-a-city.md")
    before, after = re.findall(r"scores `(\w+)`.*?`code = \"(\w+)\"`", text, re.DOTALL)[0]
    city = tmp_path / "city"
    shutil.copytree(ROOT / "tests" / "cities" / "wabo", city)
    method = city / "methods" / "timeliness.toml"
    written = method.read_text(encoding="utf-8")
    assert f'code = "{before}"' in written
    method.write_text(written.replace(before, after), encoding="utf-8")
    with (city / "city.toml").open("a", encoding="utf-8") as declared:
        declared.write(disclosure)
    loaded = load_city(city)
    assert [policy.audience for policy in loaded.about.disclosure] == ["public"]
    assert tuple(loaded.indicators[before].tables) == ("dossiers",)
    assert tuple(loaded.indicators[after].tables) == ("petitions",)
    load_method(method, loaded.indicators)


def test_the_example_rules_load_and_stand_on_the_table_they_speak_of() -> None:
    rule, derived = (tomllib.loads(example) for example in examples("add-a-rule.md"))
    (shown,) = rule["rules"]
    check_of(parse(DeclaredRule, shown, "add-a-rule.md"))
    assert shown["id"] in {r.id for r in load_tables()["dossiers"].rules}
    assert parse(Derived, derived["derived"][0], "add-a-rule.md").name in {
        d.name for d in load_tables()["dossiers"].derived
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=in_project)
def test_links_lead_to_files_of_the_project(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


MOMENT = re.compile(r"\b(20\d\d)-\d\d-\d\dT\d\d:\d\d(?![:\d])")  # as --at takes it
SAYING = [*DOCUMENTS, *sorted((ROOT / "schemas" / "words").rglob("*.ftl")), ROOT / "flows/cli/edition_public.py"]


def test_moments_of_publication_in_examples_are_to_come() -> None:
    """Whoever copies an example must not be refused, or be told of a year that is over."""
    years = {path: set(map(int, MOMENT.findall(path.read_text(encoding="utf-8")))) for path in SAYING}
    assert sum(map(bool, years.values())) > 3
    over = {in_project(path): sorted(year for year in of if year <= date.today().year) for path, of in years.items()}
    stale = {path: years for path, years in over.items() if years}
    move = "sed -Ei 's/\\b20[0-9]{2}(-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})\\b/%d\\1/' %s"
    assert not stale, "move them along: " + move % (date.today().year + 4, " ".join(stale))


@pytest.mark.parametrize("document", DOCUMENTS, ids=in_project)
def test_commands_and_paths_of_the_code_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    commands = set(re.findall(r"(?:^ {4,}|`|/)motcua ([a-z]+)", text, re.MULTILINE))
    assert commands <= {name for name in app() if not name.startswith("-")}
    paths = re.findall(r"`((?:schemas|warehouse|flows|tests)/[A-Za-z0-9_/.-]+)`", text)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    targets = set(re.findall(r"`make ([a-z]+)", text))
    assert targets <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def too_long(text: str) -> list[str]:
    """The lines of paragraphs that are longer than `WIDTH` and could be broken: tables, code and headings are none."""
    tokens, lines = MarkdownIt("commonmark").enable("table").parse(text), text.splitlines()
    inlines = [inline for opened, inline in pairwise(tokens) if opened.type == "paragraph_open"]
    return [
        line
        for inline in inlines
        for line, words in zip(lines[slice(*inline.map)], inline.content.splitlines(), strict=True)
        if len(line) > WIDTH and " " in words
    ]


def test_only_prose_is_too_long() -> None:
    wide, address = "word " * 30, "a" * 130
    table, code = f"| a |\n|---|\n| {wide} |", f"    {wide}\n\n```\n{wide}\n```"
    assert too_long(f"# {wide}\n\n{table}\n\n{code}\n\n- [a]({address})\n") == []
    assert too_long(f"short\n- {wide}\n  short\n") == [f"- {wide}"]
    assert too_long(f"see [a]({address})\n") == [f"see [a]({address})"]


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path not in GENERATED], ids=in_project)
def test_prose_is_wrapped_as_code_is(document: Path) -> None:
    assert too_long(document.read_text(encoding="utf-8")) == []


def test_the_picture_of_the_layers_names_every_room_in_the_order_that_is_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (rooms,) = (
        c["layers"] for c in project["tool"]["importlinter"]["contracts"] if c.get("containers") == ["warehouse"]
    )
    held = [["flows"], *(layer.split(" | ") for layer in rooms), ["schemas"]]
    texts = ET.parse(ROOT / "docs" / "layers.svg").iter("{http://www.w3.org/2000/svg}text")
    names = [span.text or "" for text in texts for span in text if span.get("font-weight")]
    drawn = [name for name in names if "." not in name]
    layer_of = {name: number for number, layer in enumerate(held) for name in layer}
    assert sorted(drawn) == sorted(layer_of)
    assert drawn == sorted(drawn, key=lambda name: layer_of[name])


@pytest.mark.parametrize("document", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_what_was_tried_and_when_to_look_again(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == PARTS_OF_A_DECISION
    assert re.match(r"# .+\n\nIn force since \d+\.\d+\.\d+[.;]", text)
    assert re.search(r"\d", text.partition("## What was tried")[2].partition("## Decision")[0]), "nothing was measured"


def test_every_decision_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| \[[^]]+\]\(([a-z-]+\.md)\)", index, re.MULTILINE)) == [d.name for d in DECISIONS]
