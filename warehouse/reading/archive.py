"""The members of a zip, streamed out of it within limits; nothing is ever extracted by name."""

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO

from schemas.source_format import Format
from schemas.words.message import Message, Value, message
from schemas.words.shown import cut, shown
from warehouse.reading.blocks import BLOCK
from warehouse.reading.outcome import Refused, first_of

LARGEST_MEMBER = 4 << 30  # bytes; a district's exports of many years are below 1 GB
LARGEST_RATIO = 200  # uncompressed to compressed; exports reach 10 to 40
_SMALL = 1 << 20  # no ratio is suspicious below this size
_SYSTEM_NAMES = (".ds_store", "desktop.ini", "thumbs.db")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError)


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Give the zip at `path`; raise `Refused` where it is damaged or unusual."""
    with _refusing_damage():
        archive = zipfile.ZipFile(path)
    with archive:
        yield archive


def chosen_members(archive: zipfile.ZipFile, file_format: Format, size: int) -> list[zipfile.ZipInfo]:
    """Return the members that the source reads, by name; every file in the zip but those of the system is one of them.

    `size` is that of the zip. Raises `Refused` with `archive`: no member, several where one is declared, others beside
    them, an encrypted one, or two that share a name or their bytes.
    """
    files = [m for m in archive.infolist() if not _is_of_system(m)]
    fitting = [m for m in files if fnmatchcase(_base_name(m).casefold(), file_format.member.casefold())]
    if other_members := [m for m in files if m not in fitting]:
        raise _refused(
            message(
                "zip.other-members",
                count=len(other_members),
                pattern=file_format.member,
                names=_quoted_names(other_members),
            )
        )
    if not fitting:
        raise _refused(message("zip.no-member"))
    if len(fitting) > 1 and not file_format.all_members:
        raise _refused(message("zip.several-members", count=len(fitting), names=_quoted_names(fitting)))
    if locked_members := [m for m in fitting if m.flag_bits & 1]:
        raise _refused(message("zip.with-password", names=_quoted_names(locked_members)))
    name_counts = Counter(m.filename for m in fitting)
    if doubled_members := [m for m in fitting if name_counts[m.filename] > 1]:
        raise _refused(message("zip.same-name", names=_quoted_names(doubled_members)))
    if sum(m.compress_size for m in fitting) > size:  # they would unpack the same bytes again and again
        raise truncated_zip()
    return sorted(fitting, key=lambda m: m.filename)


@contextmanager
def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, text: Path, largest: int) -> Iterator[int]:
    """Put the contents of a member, `largest` bytes at most, into `text`; give their size, and remove it afterwards.

    Raises `Refused` where the member is larger, damaged or packed in an unusual way.

    Args:
        archive: the zip.
        member: one of its members.
        text: a file that does not exist yet.
        largest: how many bytes the member may have.
    """
    try:
        with _refusing_damage(), archive.open(member) as packed:
            size = _stream(packed, min(largest, max(_SMALL, member.compress_size * LARGEST_RATIO)), text)
        yield size
    finally:
        text.unlink(missing_ok=True)


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member as it is stored and shown."""
    return cut(shown(member.filename), 255)


def truncated_zip() -> Refused:
    """Return the refusal of a zip or workbook that is cut off or damaged."""
    return Refused("truncated", message("zip.damaged"), 0.5)


def too_large(largest: int) -> Refused:
    """Return the refusal of a zip that unpacks to more than `largest` bytes."""
    return _refused(message("zip.too-large", megabytes=largest >> 20))


def nested_zip() -> Refused:
    """Return the refusal of a zip within a zip."""
    return _refused(message("zip.zip-within"))


@contextmanager
def _refusing_damage() -> Iterator[None]:
    try:
        yield
    except NotImplementedError:
        raise _refused(message("zip.packed-otherwise")) from None
    except UnicodeDecodeError:
        raise _refused(message("zip.name-not-utf8")) from None
    except _DAMAGED:
        raise truncated_zip() from None


def _is_of_system(member: zipfile.ZipInfo) -> bool:
    """Say whether an entry is a folder, or what Windows and macOS leave beside files; a "folder" with bytes is none."""
    name, base = member.filename, _base_name(member).casefold()
    return (
        (member.is_dir() and not member.file_size)
        or base in _SYSTEM_NAMES
        or base.startswith("._")
        or "__MACOSX" in name.split("/")[:-1]
    )


def _base_name(member: zipfile.ZipInfo) -> str:
    return member.filename.rstrip("/").rsplit("/", 1)[-1]


def _quoted_names(members: Sequence[zipfile.ZipInfo]) -> Value:
    return first_of([f'"{cut(shown(m.filename))}"' for m in members])


def _stream(packed: IO[bytes], largest: int, text: Path) -> int:
    size = 0
    with text.open("wb") as file:
        while block := packed.read(BLOCK):
            size += len(block)
            if size > largest:
                raise too_large(largest)
            file.write(block)
    return size


def _refused(why: Message) -> Refused:
    return Refused("archive", message("zip.not-accepted", why=why), 0.4)
