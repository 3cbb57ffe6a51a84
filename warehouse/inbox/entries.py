"""What is found in the inbox: deliveries, and what is left alone with its reason."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from schemas.words.shown import shown
from warehouse.inbox.control import NO_CONTROL, Control


@dataclass(frozen=True)
class Delivery:
    """A file to be taken in: whose it is, what it was when it was seen, and what was promised about it.

    `path` is what people see (`schemas.words.shown`) and is always UTF-8; `location` is where the file system has the
    file, if that is written otherwise. `fault` is what went wrong while it was looked at; nothing else is known then.
    """

    path: Path
    unit_id: str
    size: int = 0
    mtime_ns: int = 0
    ctime_ns: int = 0
    device: int = 0
    inode: int = 0
    control: Control = NO_CONTROL
    location: bytes = b""
    fault: OSError | None = field(default=None, compare=False)

    @property
    def state(self) -> tuple[int, int, int, int, int]:
        """What cannot stay as it is when somebody writes to the file, or puts another in its place."""
        return (self.size, self.mtime_ns, self.ctime_ns, self.device, self.inode)


@dataclass(frozen=True)
class LeftAlone:
    """Something in the inbox that is not taken in, and the reason. `path` is what people see, as of a delivery."""

    path: Path
    code: str
    message_vi: str
    message_en: str


@dataclass(frozen=True)
class Scan:
    """The contents of the inbox, sorted by unit and path."""

    deliveries: tuple[Delivery, ...]
    left_alone: tuple[LeftAlone, ...]


@dataclass(frozen=True)
class Damage:
    """A copy in the landing folder whose bytes were not its name, and whether it was replaced from the inbox."""

    copy_name: str
    is_replaced: bool

    @property
    def message_vi(self) -> str:
        """What a person should know and do, in Vietnamese."""
        what = f"Bản sao {self.copy_name} trong landing/ đã hỏng: nội dung không còn khớp SHA-256 trong tên. "
        if self.is_replaced:
            return f"{what}Đã chép lại từ inbox/. Kiểm tra ổ đĩa."
        return f"{what}inbox/ không còn tệp gốc để chép lại. Kiểm tra ổ đĩa và bản sao lưu."

    @property
    def message_en(self) -> str:
        """What a person should know and do, in English."""
        what = f"The copy {self.copy_name} in landing/ is damaged: its bytes are no longer the SHA-256 in its name. "
        if self.is_replaced:
            return f"{what}It was copied again from inbox/. Look at the disk."
        return f"{what}inbox/ no longer holds the file to copy it again. Look at the disk and at the backup."


@dataclass(frozen=True)
class Landed:
    """A delivery's copy in the landing folder, named by its SHA-256, and copies that were found damaged on the way."""

    sha256: str
    path: Path
    size: int
    file_name: str
    damaged: tuple[Damage, ...] = ()


def delivery_of(path: str | Path, unit_id: str, seen: os.stat_result, control: Control = NO_CONTROL) -> Delivery:
    """Return the delivery of the file at `path`, as the file system names it, which was `seen` there."""
    place = os.fsencode(path)
    state = (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_dev, seen.st_ino)
    return Delivery(Path(shown(str(path))), unit_id, *state, control, place)


def link(path: Path) -> LeftAlone:
    """Return the reason for a symbolic link."""
    return LeftAlone(
        path,
        "link",
        "Liên kết không được đi theo. Chép chính tệp vào đây.",
        "Links are not followed. Copy the file itself.",
    )


def still_copying(path: Path) -> LeftAlone:
    """Return the reason for a file that changes, or that is not what it was."""
    return LeftAlone(
        path,
        "still-copying",
        "Tệp còn đang thay đổi; sẽ được nhận ở lần chạy sau. Có thể đặt tệp .done bên cạnh khi chép xong.",
        "The file is still changing; the next run takes it. A .done file beside it says that it is finished.",
    )


def impossible_time(path: Path) -> LeftAlone:
    """Return the reason for a file whose time of change no calendar holds."""
    return LeftAlone(
        path,
        "impossible-time",
        "Giờ sửa đổi của tệp nằm ngoài lịch (trước năm 1900 hoặc sau năm 9998). Chép lại tệp vào đây.",
        "The file's time of change lies outside the calendar (before 1900 or after 9998). Copy it here again.",
    )
