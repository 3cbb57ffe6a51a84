"""The file that saves taking our code apart is believed where it is whole and of this code, and never missed."""

import json
from importlib.metadata import packages_distributions, version

import pytest
from our_code import our_modules, our_sources

from warehouse.stages import StageKey, stage_keys
from warehouse.stages.closure import closure
from warehouse.stages.declared import STAGES, Stage
from warehouse.stages.kept_codes import keep_codes, kept_codes
from warehouse.stages.keys import codes_by_cache, libraries_of
from warehouse.stages.sources import Sources, read_sources


@pytest.fixture(scope="module")
def sources():
    return our_sources()


@pytest.fixture(scope="module")
def computed(sources, tmp_path_factory):
    """The codes, and the file that they are kept in."""
    cache = tmp_path_factory.mktemp("codes") / "cache" / "code.json"
    return codes_by_cache(cache, sources), cache


def test_code_in_a_folder_of_data_and_what_is_compiled_of_it_are_no_data(tmp_path):
    for name in ("words/vi/page.ftl", "words/text.py", "words/__pycache__/text.cpython-311.pyc"):
        path = tmp_path / "schemas" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    read = read_sources(tmp_path, {"publish": Stage((), ("schemas/words",))})
    assert list(read.data) == ["schemas/words/vi/page.ftl"]


@pytest.mark.long
def test_what_is_kept_is_what_was_computed(sources, computed):
    codes, cache = computed
    assert kept_codes(cache, sources.fingerprint) == codes
    assert codes.keys() == STAGES.keys()
    assert [path.name for path in cache.parent.iterdir()] == ["code.json"]


def test_what_is_kept_is_used(sources, computed, tmp_path):
    codes, _ = computed
    cache = tmp_path / "code.json"
    others = codes | {"fold": codes["read"]}
    keep_codes(cache, sources.fingerprint, others)
    assert codes_by_cache(cache, sources) == others


def broken(text):
    """Ways in which a file is not what was written."""
    content = json.loads(text)
    stages = content["stages"]
    yield ""
    yield text[: len(text) // 2]
    yield text.replace(stages["fold"][0], stages["read"][0])
    yield json.dumps(content | {"sources": "0" * 16})
    yield json.dumps({k: v for k, v in content.items() if k != "stages"})
    yield json.dumps(content | {"stages": {}})
    yield json.dumps(content | {"stages": 3})
    yield json.dumps([1])
    yield "[" * 100_000
    yield "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")


@pytest.mark.long
def test_a_broken_file_is_made_again(sources, computed, tmp_path):
    codes, whole = computed
    for text in broken(whole.read_text(encoding="utf-8")):
        cache = tmp_path / "code.json"
        cache.write_text(text, encoding="utf-8")
        assert kept_codes(cache, sources.fingerprint) is None, text[:40]
    assert codes_by_cache(cache, sources) == codes
    assert cache.read_bytes() == whole.read_bytes()


def test_the_file_of_other_code_is_made_again(sources, computed, tmp_path):
    codes, _ = computed
    fold = {"warehouse.fold": sources.modules["warehouse.fold"] + b"#"}
    other = Sources(sources.modules | fold, sources.data, sources.words)
    assert other.fingerprint != sources.fingerprint
    cache = tmp_path / "code.json"
    keep_codes(cache, other.fingerprint, codes)
    assert kept_codes(cache, sources.fingerprint) is None


def test_a_place_that_cannot_be_written_ends_nothing(sources, computed, tmp_path):
    codes, _ = computed
    (tmp_path / "file").touch()
    (tmp_path / "folder" / "code.json").mkdir(parents=True)
    for place in (tmp_path / "file" / "code.json", tmp_path / "folder" / "code.json", tmp_path / "no" / "home" / "c"):
        keep_codes(place, sources.fingerprint, codes)
        assert kept_codes(place, sources.fingerprint) is None
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["code.json"]
    assert not (tmp_path / "no").exists()


def test_the_versions_are_those_installed(computed):
    codes, _ = computed
    owners = packages_distributions()
    for code in codes.values():
        libraries = dict(libraries_of(code))
        assert libraries.pop("python").startswith("3.")
        distributions = {name for module in code.modules for name in owners[module]}
        assert libraries == {name.lower().replace("_", "-"): version(name) for name in distributions}
    assert {"polars", "pyarrow"} <= set(codes["fold"].modules)
    assert "vl-convert-python" in libraries_of(codes["publish"])


def test_a_newer_library_names_what_is_derived_anew(computed):
    fold = stage_keys(computed[1])["fold"]
    newer = StageKey(fold.code, {**fold.libraries, "polars": "9.9"})
    assert newer.derived != fold.derived
    assert StageKey(fold.code, dict(reversed(fold.libraries.items()))).derived == fold.derived


def test_a_process_asks_once(computed, tmp_path):
    cache = tmp_path / "code.json"
    assert stage_keys(cache) is stage_keys(cache)
    assert {name: key.code for name, key in stage_keys(cache).items()} == {n: c.code for n, c in computed[0].items()}


@pytest.mark.long
@pytest.mark.parametrize("stage", ["read", "fold", "count"])
def test_rows_and_counts_do_not_depend_on_the_code_that_ranks_or_shows(stage):
    """A word on a page, or a rule of the index, must not have years of files read again."""
    reached = {name.partition(":")[0] for name in closure(our_modules(), STAGES[stage].entries).parts}
    above = ("warehouse.ranking", "warehouse.disclosure", "warehouse.editions", "warehouse.release", "warehouse.site")
    assert sorted(name for name in reached if name.startswith(above)) == []


@pytest.mark.parametrize(("stage", "rooms"), [("read", ("indicator", "measure", "terms")), ("count", ("indicator",))])
def test_what_is_read_reaches_nothing_of_what_is_counted_and_counts_nothing_of_what_is_divided(stage, rooms):
    """A city holds its measures and indicators; how they are declared must not have years of files read again."""
    reached = closure(our_modules(), STAGES[stage].entries).parts
    of_rooms = tuple(f"schemas.{room}{rest}" for room in rooms for rest in (":", "_files:"))
    assert [part for part, code in reached.items() if code and part.startswith(of_rooms)] == []
