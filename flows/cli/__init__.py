"""The command line `motcua`.

Exit codes: 0 fine; 1 something needs a person (rejected, failed, missing); 2 wrong usage; 3 a declaration is wrong;
4 another run holds the data root; 5 a fault of the system; 6 no night has ended within the time asked.
"""

import gc
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from cyclopts import App, CycloptsError

import warehouse
from flows.cli.confirm import Declined
from flows.cli.help import PLAIN, HelpInWords
from flows.cli.show import Exit, Words, WrongUsage, complain
from flows.exits import NightsOfAnother, RootIsNoFolder
from flows.faults import fault_message
from schemas.backup import BackupRefused
from schemas.edition import EditionRefused
from schemas.errors import DamagedFile, DeclarationError, SubmissionRejected
from schemas.words.catalogue import bilingual
from schemas.words.message import Declared, message

# Refusals that say: ask for something else.
_OF_USAGE = {
    *("no_edition", "no_reason", "no_content", "wrong_state", "past_moment", "under_embargo"),
    *("short_hash", "mistyped_hash", "ambiguous_hash", "hash_of_another"),
    *("nothing-there", "inside", "no-folder", "is-there", "not-empty", "other-city"),
}

# Name -> where the function is, as text, so that only the command that is run is imported; and the key of its help.
_COMMANDS = {
    "demo": ("flows.cli.demo:demo", "help.demo"),
    "nightly": ("flows.cli.nightly:nightly", "help.nightly"),
    "fetch": ("flows.cli.fetch:fetch", "help.fetch"),
    "check": ("flows.cli.check:check", "help.check"),
    "rank": ("flows.cli.rank:rank", "help.rank"),
    "reconcile": ("flows.cli.reconcile:reconcile", "help.reconcile"),
    "status": ("flows.cli.status:status", "help.status"),
    "retract": ("flows.cli.retract:retract", "help.retract"),
    "rebuild": ("flows.cli.rebuild:rebuild", "help.rebuild"),
    "tables": ("flows.cli.tables:tables", "help.tables"),
    "doctor": ("flows.cli.doctor:doctor", "help.doctor"),
    "notify": ("flows.cli.notify:notify", "help.notify"),
    "verify": ("flows.cli.verify:verify", "help.verify"),
    "clean": ("flows.cli.clean:clean_up", "help.clean"),
    "backup": ("flows.cli.backup:backup", "help.backup"),
    "restore": ("flows.cli.backup:restore_backup", "help.restore"),
    "automations": ("flows.cli.automations:automations", "help.automations"),
}
_SOURCE = {
    "new": ("flows.cli.source:new", "help.source-new"),
    "check": ("flows.cli.source:check", "help.source-check"),
    "template": ("flows.cli.source_template:template", "help.source-template"),
}
_METHOD = {"explain": ("flows.cli.method:explain", "help.method-explain")}
_EDITION = {
    "list": ("flows.cli.edition:list_all", "help.edition-list"),
    "show": ("flows.cli.edition:show", "help.edition-show"),
    "drafts": ("flows.cli.edition_drafts:drafts", "help.edition-drafts"),
    "diff": ("flows.cli.edition:diff", "help.edition-diff"),
    "submit": ("flows.cli.edition_steps:submit", "help.edition-submit"),
    "return": ("flows.cli.edition_steps:give_back", "help.edition-return"),
    "approve": ("flows.cli.edition_steps:approve", "help.edition-approve"),
    "publish": ("flows.cli.edition_public:publish", "help.edition-publish"),
    "release": ("flows.cli.edition_public:release", "help.edition-release"),
    "withdraw": ("flows.cli.edition_public:withdraw", "help.edition-withdraw"),
    "attack": ("flows.cli.edition_attack:attack_one", "help.edition-attack"),
    "verify": ("flows.cli.edition:verify", "help.edition-verify"),
    "witness": ("flows.cli.edition:witness", "help.edition-witness"),
}
_POLICY = {
    "show": ("flows.cli.policy:show", "help.policy-show"),
    "bind": ("flows.cli.policy:bind", "help.policy-bind"),
}


def app() -> App:
    """Return the application with its commands. What they say of themselves are keys of the catalogue."""
    application = App(
        name="motcua",
        help="help.motcua",
        help_format=PLAIN,
        help_formatter=HelpInWords(),
        version=warehouse.version,
        exit_on_error=False,
        result_action="return_value",
    )
    application["--help"].help = "help.flag-help"
    application["--version"].help = "help.flag-version"
    _add(application, _COMMANDS)
    for name, key, commands in (
        ("source", "help.source", _SOURCE),
        ("method", "help.method", _METHOD),
        ("edition", "help.edition", _EDITION),
        ("policy", "help.policy", _POLICY),
    ):
        application.command(_add(App(name=name, help=key), commands))
    return application


def _add(application: App, commands: Mapping[str, tuple[str, str]]) -> App:
    for name, (import_path, help_key) in commands.items():
        application.command(import_path, name=name, help=help_key)
    return application


def main(tokens: Sequence[str] | None = None) -> int:
    """Run the command in `tokens` (default: those of the process) and return its exit code.

    Expected errors and faults of ours end in a message and a code, never in a traceback, which may quote data.
    """
    try:
        return int(_named_by(tokens)() or 0)
    except CycloptsError:  # shown already
        return Exit.USAGE
    except SystemExit:  # of rich, where whoever read a help, such as `head`, has seen enough
        return Exit.FINE
    except BaseException as error:  # a panic of Polars is no Exception
        words, code = _explain(error, tokens)
        complain(words)
        return code


def _named_by(tokens: Sequence[str] | None) -> Callable[[], int | None]:
    """Return the command with what it is given.

    Where the process is the command's, its imports take most of a short one's time and stay: no garbage is looked for
    meanwhile, nor later among what they left.
    """
    if tokens is not None:
        return _parsed(list(tokens))
    gc.disable()
    try:
        return _parsed(None)
    finally:
        gc.freeze()
        gc.enable()


def _parsed(tokens: list[str] | None) -> Callable[[], int | None]:
    command, arguments, _ = app().parse_args(tokens)
    return partial(command, *arguments.args, **arguments.kwargs)


def _explain(error: BaseException, tokens: Sequence[str] | None) -> tuple[Words, Exit]:
    """Return what to tell a person about an error of the command in `tokens`, and the exit code."""
    words: Words
    match error:
        case WrongUsage():
            words, code = error.words, Exit.USAGE
        case SubmissionRejected() | EditionRefused() | BackupRefused():
            mark = f" [{error.code}]" if isinstance(error, BackupRefused) else ""  # by which docs/keeping.md tells it
            words = Declared(error.message_vi + mark, error.message_en + mark)
            code = Exit.USAGE if error.code in _OF_USAGE else Exit.ATTENTION
        case Declined():
            words, code = message("cli_confirm.declined"), Exit.ATTENTION
        case DamagedFile():
            words, code = Declared(error.message_vi, error.message_en), Exit.FAULT
        case RootIsNoFolder():
            words, code = str(error), Exit.USAGE
        case NightsOfAnother():
            where = {"home": error.home, "owner": error.owner, "quoted": shlex.quote(error.home)}
            command = f"{error.as_owner} {_typed(tokens)}"
            words, code = message("cli.nights-of-another", command=command, **where), Exit.USAGE
        case DeclarationError():
            words, code = Declared(bilingual(message("cli.wrong-declaration")), str(error)), Exit.DECLARATION
        case BlockingIOError():
            words, code = message("cli.held"), Exit.LOCKED
        case KeyboardInterrupt():
            words, code = message("cli.stopped"), Exit.FAULT
        case _:
            words, code = fault_message(error), Exit.FAULT
    return words, code


def _typed(tokens: Sequence[str] | None) -> str:
    """Return the command as it was typed."""
    program = sys.argv[0] if tokens is None and Path(sys.argv[0]).name == "motcua" else "motcua"
    return shlex.join([program, *(sys.argv[1:] if tokens is None else tokens)])
