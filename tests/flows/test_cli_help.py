"""Every command, and every option of it, is explained in both languages."""

import re

import pytest
from cli_cases import run

from flows.cli import app
from schemas.words.catalogue import said
from schemas.words.message import message


def test_help_tells_the_exit_codes(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for words in ("nightly", "check", "0 tốt", "4 một lần chạy khác", "0 fine", "4 another run holds"):
        assert words in " ".join(out.split())


COMMANDS = [
    ("demo",), ("nightly",), ("fetch",), ("check",), ("rank",), ("reconcile",), ("status",), ("retract",), ("rebuild",),
    ("tables",), ("doctor",), ("notify",), ("verify",), ("clean",), ("backup",), ("restore",),
    ("automations",),
    *(("source", name) for name in ("new", "check")), ("method", "explain"),
    *(("edition", name) for name in ("list", "show", "drafts", "diff", "submit", "return", "approve", "publish")),
    *(("edition", name) for name in ("release", "withdraw", "verify", "witness")),
    *(("policy", name) for name in ("show", "bind")),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("command", [(), ("source",), ("method",), ("edition",), ("policy",), *COMMANDS], ids=" ".join)
def test_help_is_in_words_of_both_languages(capsys, command):
    code, out, _ = run(capsys, *command, "--help")
    assert code == 0
    assert not re.search(r"help\.[a-z]", out)  # no key of the catalogue is left
    key = f"help.{'-'.join(command) or 'motcua'}"
    for part in (key, f"{key}.detail"):
        for words in said(message(part)):
            assert " ".join(words.split()) in " ".join(out.split())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_option_has_words(command):
    of_command = app()[command[0]] if len(command) == 1 else app()[command[0]][command[1]]
    arguments = [a for a in of_command.assemble_argument_collection(parse_docstring=True) if a.show]
    assert arguments
    for argument in arguments:
        assert argument.parameter.help.startswith("help."), argument.name


def test_commands_are_all_of_them():
    found = {name for name in app() if not name.startswith("-")} - {"source", "method", "edition", "policy"}
    assert found == {command for command, *more in COMMANDS if not more}
