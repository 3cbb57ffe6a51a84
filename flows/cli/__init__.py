"""The command line `motcua`.

Exit codes: 0 fine; 1 something needs a person (rejected, failed, missing); 2 wrong usage; 3 a declaration is wrong;
4 another run holds the data root; 5 a fault of the system.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from cyclopts import App, CycloptsError

import warehouse
from flows.cli.show import Exit, WrongUsage, complain
from schemas.edition import EditionRefused
from schemas.errors import DeclarationError, SubmissionRejected

_HELP = """Một cửa: hồ sơ thủ tục hành chính của các đơn vị, từ tệp gửi lên đến bảng xếp hạng.

One-stop dossiers of a city's districts, from the files they send to a ranking."""
_EPILOGUE = """Mã thoát / exit codes: 0 tốt / fine · 1 cần người xem / something needs a person (rejected, failed,
missing) · 2 sai cách dùng / wrong usage · 3 khai báo sai / a declaration is wrong · 4 một lần chạy khác đang giữ dữ
liệu / another run holds the data root · 5 lỗi của hệ thống / a fault of the system."""

_OUR_CODE = tuple(str(Path(__file__).parents[2] / package) for package in ("flows", "schemas", "warehouse"))

_OF_USAGE = ("no_edition", "no_reason", "no_content", "wrong_state")  # refusals that say: ask for something else

# Named as text, so that only the command that is run is imported.
_COMMANDS = {
    "demo": ("flows.cli.demo:demo", "Thành phố mẫu, dữ liệu tổng hợp / a synthetic city, from files to ranking."),
    "nightly": ("flows.cli.nightly:nightly", "Một đêm chạy / one night: take in the inbox, update the tables."),
    "check": ("flows.cli.check:check", "Kiểm tra một tệp trước khi gửi / check a file before sending it."),
    "rank": ("flows.cli.rank:rank", "Xếp hạng các đơn vị / rank the units over a period."),
    "status": ("flows.cli.status:status", "Tình hình hiện tại / what there is, and who has not sent."),
    "retract": ("flows.cli.retract:retract", "Rút lại một lần nộp / take a submission back."),
    "rebuild": ("flows.cli.rebuild:rebuild", "Làm lại mọi bảng từ đầu / make every table again, from nothing."),
    "tables": ("flows.cli.tables:tables", "Các bảng và đường dẫn / the tables and where to read them."),
    "doctor": ("flows.cli.doctor:doctor", "Kiểm tra máy và thư mục dữ liệu / check the machine and the data root."),
}


_EDITION = {
    "list": ("list_all", "Các bản công bố / the editions and their states."),
    "show": ("show", "Một bản và lịch sử / one edition and its history."),
    "diff": ("diff", "Thay đổi so với lần công bố trước / what changes, for who approves."),
    "submit": ("submit", "Trình một bản nháp để duyệt / submit a draft for approval."),
    "return": ("give_back", "Trả lại / give an edition back to who works on it."),
    "approve": ("approve", "Duyệt đúng nội dung đã xem / approve the content that was looked at."),
    "publish": ("publish", "Công bố ngay hoặc hẹn giờ / publish now or at a moment."),
    "release": ("release", "Công bố những bản đã đến giờ / publish what is due."),
    "withdraw": ("withdraw", "Rút một bản đã công bố / take a published edition back."),
    "verify": ("verify", "Kiểm tra nhật ký, nội dung, trang công khai / check log, contents and public pages."),
}


def app() -> App:
    """Return the application with its commands."""
    whole = App(
        name="motcua",
        help=_HELP,
        help_epilogue=_EPILOGUE,
        version=warehouse.version,
        exit_on_error=False,
        result_action="return_value",
    )
    for name, (place, about) in _COMMANDS.items():
        whole.command(place, name=name, help=about)
    source = App(name="source", help="Khai báo định dạng tệp / declare the format of a file.")
    source.command("flows.cli.source:new", name="new", help="Phác thảo từ một tệp / draft one from a file.")
    source.command("flows.cli.source:check", name="check", help="Thử trên một tệp / try one on a file.")
    whole.command(source)
    method = App(name="method", help="Phương pháp xếp hạng / the methods of ranking.")
    method.command("flows.cli.method:explain", name="explain", help="Giải thích một phương pháp / explain a method.")
    whole.command(method)
    edition = App(name="edition", help="Bản công bố: trình, duyệt, công bố / editions, from submission to withdrawal.")
    for name, (function, about) in _EDITION.items():
        edition.command(f"flows.cli.edition:{function}", name=name, help=about)
    whole.command(edition)
    return whole


def main(tokens: Sequence[str] | None = None) -> int:
    """Run the command in `tokens` (default: those of the process) and return its exit code.

    Expected errors and faults of ours end in a message and a code, never in a traceback, which may quote data.
    """
    try:
        return int(app()(list(tokens) if tokens is not None else None) or 0)
    except CycloptsError:  # shown already
        return Exit.USAGE
    except (BrokenPipeError, SystemExit):  # whoever read the output, such as `head`, has seen enough; rich exits then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains at its end
        return Exit.FINE
    except (Exception, KeyboardInterrupt) as error:
        message_vi, message_en, code = _explain(error)
        complain(message_vi, message_en)
        return code


def _explain(error: BaseException) -> tuple[str, str, Exit]:
    """Return what to tell a person about an error (Vietnamese, English), and the exit code."""
    match error:
        case WrongUsage() | SubmissionRejected() | EditionRefused():
            is_usage = isinstance(error, WrongUsage) or error.code in _OF_USAGE
            return error.message_vi, error.message_en, Exit.USAGE if is_usage else Exit.ATTENTION
        case NotADirectoryError():
            return str(error), "", Exit.USAGE
        case DeclarationError():
            vi, en = "Khai báo sai, sửa rồi chạy lại:", "A declaration is wrong, correct it and run again:"
            return f"{vi} / {en}", str(error), Exit.DECLARATION
        case BlockingIOError():
            vi = "Một lần chạy khác đang giữ thư mục dữ liệu; đợi nó kết thúc rồi chạy lại. Không có gì bị thay đổi."
            en = "Another run holds the data root; wait until it ends and run again. Nothing was changed."
            return vi, en, Exit.LOCKED
        case KeyboardInterrupt():
            vi, en = (
                "Đã dừng theo yêu cầu; lần chạy sau sẽ làm tiếp.",
                "Stopped as asked; the next run goes on from here.",
            )
            return vi, en, Exit.FAULT
        case _:
            return (*_fault(error), Exit.FAULT)


def _fault(error: BaseException) -> tuple[str, str]:
    """Name the fault and its place; quote its text only where it is the operating system's or our own."""
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((f for f in reversed(frames) if f.filename.startswith(_OUR_CODE)), frames[-1])
    place = f"{type(error).__name__}, {Path(frame.filename).name}:{frame.lineno}"
    quotable = type(error) is RuntimeError or isinstance(error, (OSError, ImportError))
    text = f": {error}" if quotable else ""
    return (
        f"Lỗi của hệ thống ({place}){text}. Dữ liệu đã ghi trước đó vẫn nguyên vẹn; chạy `motcua doctor`.",
        f"A fault of the system ({place}){text}. What was committed before is intact; run `motcua doctor`.",
    )
