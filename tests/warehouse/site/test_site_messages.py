"""The catalogue is whole in both languages; what is said is in it, and what is in it is said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from schemas.errors import DeclarationError
from warehouse.site import messages
from warehouse.site.messages import MESSAGES_FOLDER, catalogue, placeholders
from warehouse.site.words import Words

SITE = MESSAGES_FOLDER.parent
STEMS = "|".join(path.stem for path in MESSAGES_FOLDER.glob("*.toml"))
# Letters that Vietnamese needs and English does not: a translation that was forgotten shows by them.
VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


def texts() -> Iterator[tuple[str, bool]]:
    """Yield the texts of code and templates, each with whether something is added to its end."""
    for path in sorted(SITE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield node.values[0].value, True
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, False
    for path in sorted(SITE.rglob("*.j2")):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        for joined in tree.find_all(nodes.Concat):
            if isinstance(joined.nodes[0], nodes.Const):
                yield str(joined.nodes[0].value), True
        for const in tree.find_all(nodes.Const):
            yield str(const.value), False


ALL = frozenset(texts())
SAID = {text for text, is_begun in ALL if not is_begun and re.fullmatch(rf"({STEMS})\.(?!html$|toml$|js$)\w+", text)}
BEGUN = {text for text, is_begun in ALL if is_begun and re.fullmatch(rf"({STEMS})\.\w*", text)}
SOURCES = "\n".join(
    p.read_text(encoding="utf-8") for p in [*SITE.rglob("*.py"), *SITE.rglob("*.j2"), *SITE.rglob("*.js")]
)


def test_no_message_lacks_a_language():
    assert len(catalogue()) > 300
    for key, message in catalogue().items():
        assert message.vi.strip(), key
        assert message.en.strip(), key
        assert placeholders(message.vi) == placeholders(message.en), key


def test_english_is_english():
    left = {key for key, message in catalogue().items() if VIETNAMESE.search(message.en.replace("QĐ", ""))}
    assert left == set()


def test_singulars_are_of_messages_that_count():
    ones = {key: message for key, message in catalogue().items() if message.en_one}
    assert ones
    assert [key for key, message in ones.items() if "count" not in placeholders(message.vi)] == []


def test_every_key_that_is_said_is_in_the_catalogue():
    assert {"ranking.title", "base.skip", "indicators.points"} <= SAID  # keys are found in templates and in code
    assert SAID - set(catalogue()) - {text for text in SAID if text.rstrip("_") + "_" in BEGUN} == set()
    assert [text for text in BEGUN if not any(key.startswith(text) for key in catalogue())] == []


def is_said(key: str) -> bool:
    """Say whether a message is said by its key, or by a key that is put together of parts that stand in the sources."""
    starts = [text for text in BEGUN if key.startswith(text)]
    rest = [key.removeprefix(text) for text in starts]
    return key in SAID or any(re.search(rf"(?<![a-z]){re.escape(part)}(?![a-z])", WHOLE) for part in rest)


CODES = [
    *(SITE.parents[1] / "schemas" / "tables").glob("*.toml"),
    *(SITE.parent / "ranking" / "evidence" / "indicators").glob("*.py"),
]
WHOLE = SOURCES + "\n".join(path.read_text(encoding="utf-8") for path in CODES)


def test_no_message_is_left_that_nobody_says():
    assert not is_said("ranking.nobody_says_this")
    assert [key for key in catalogue() if not is_said(key)] == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[a]\nvi = "Xin chào"\n', "en"),
        ('[a]\nvi = "Xin chào"\nen = " "\n', "empty in one language"),
        ('[a]\nvi = "{count} đơn vị"\nen = "{units} units"\n', "placeholders"),
        ('[a]\nvi = "Có"\nen = "Yes"\nen_one = "{count}"\n', "placeholders"),
        ('[a]\nvi = "Có"\nen = "Yes"\nfr = "Oui"\n', "fr"),
        ('[a]\nvi = "Có"\nen = "Yes"\n[a]\nvi = "Có"\nen = "Yes"\n', "a.toml"),
    ],
    ids=["a language", "empty", "placeholders", "placeholder of the singular", "unknown field", "twice"],
)
def test_a_catalogue_with_a_fault_does_not_load(tmp_path: Path, text, fault):
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=fault):
        messages.catalogue(tmp_path)


def test_what_is_filled_in_is_written_as_the_language_writes_it():
    assert Words("vi").say("units.hidden", count=1_234, least=10).startswith("1.234 số đếm")
    assert Words("en").say("units.hidden", count=1_234, least=10).startswith("1,234 counts")
    assert Words("en").say("units.hidden", count=1, least=10).startswith("1 count of this unit is")
    with pytest.raises(DeclarationError, match=r"no message 'ranking\.nothing'"):
        Words("vi").say("ranking.nothing")
    with pytest.raises(KeyError):
        Words("vi").say("units.hidden", count=1)
