"""The one member of a zip, streamed out of it within limits; nothing is ever extracted by name."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO

from warehouse.reading.outcome import Refused

LARGEST_MEMBER = 4 << 30  # bytes; a district's exports of many years are below 1 GB
LARGEST_RATIO = 200  # uncompressed to compressed; exports reach 10 to 40
_SMALL = 1 << 20  # no ratio is suspicious below this size
_BLOCK = 1 << 20


@contextmanager
def member_text(path: Path, pattern: str, text: Path) -> Iterator[Path]:
    """Give `text` with the contents of the only file in the zip, whose name fits `pattern`; remove it afterwards.

    Raises `Refused`: `archive` (other than one member, another name, encrypted, nested, too large) or `truncated`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            member = _only_member(archive, pattern)
            with archive.open(member) as packed:
                _stream(packed, member.compress_size, text)
        yield text
    except NotImplementedError:
        raise _refused("nén bằng cách không hỗ trợ", "it is compressed in an unsupported way") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise truncated_zip() from None
    finally:
        text.unlink(missing_ok=True)


def truncated_zip() -> Refused:
    """Return the refusal of a zip or workbook that is cut off or damaged."""
    return Refused(
        "truncated",
        "Tệp zip hoặc xlsx bị cắt ngang hay hỏng. Hãy chép hoặc xuất lại tệp.",
        "The zip or xlsx file is cut off or damaged. Copy or export it again.",
        0.5,
    )


def too_large(largest: int) -> Refused:
    """Return the refusal of a zip that unpacks to more than `largest` bytes."""
    return _refused(f"bung ra hơn {largest >> 20} MB", f"it unpacks to more than {largest >> 20} MB")


def _only_member(archive: zipfile.ZipFile, pattern: str) -> zipfile.ZipInfo:
    members = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
    if len(members) != 1:
        raise _refused(f"chứa {len(members)} tệp", f"it holds {len(members)} files")
    name = members[0].filename.rsplit("/", 1)[-1]
    if not fnmatchcase(name.casefold(), pattern.casefold()):
        raise _refused(f"tệp bên trong không có tên dạng {pattern}", f"the file in it is not called like {pattern}")
    if members[0].flag_bits & 1:
        raise _refused("có mật khẩu", "it is encrypted")
    return members[0]


def _stream(packed: IO[bytes], compressed: int, text: Path) -> None:
    largest = min(LARGEST_MEMBER, max(_SMALL, compressed * LARGEST_RATIO))
    written = 0
    with text.open("wb") as unpacked:
        while block := packed.read(_BLOCK):
            if written == 0 and block.startswith(b"PK\x03\x04"):
                raise _refused("chứa một tệp zip khác", "it holds another zip")
            written += len(block)
            if written > largest:
                raise too_large(largest)
            unpacked.write(block)


def _refused(vi: str, en: str) -> Refused:
    return Refused(
        "archive",
        f"Không nhận tệp zip: {vi}. Gửi zip chứa đúng một tệp dữ liệu, không mật khẩu, không nén lồng nhau.",
        f"The zip is not accepted: {en}. Send a zip with one data file, without password or another zip in it.",
        0.4,
    )
