"""What is found in the inbox: deliveries, and what is left alone with its reason."""

from dataclasses import dataclass
from pathlib import Path

from warehouse.inbox.control import NO_CONTROL, Control


@dataclass(frozen=True)
class Delivery:
    """A file to be taken in: whose it is, what it was when it was seen, and what was promised about it."""

    path: Path
    unit_id: str
    size: int
    mtime_ns: int
    device: int
    inode: int
    control: Control = NO_CONTROL


@dataclass(frozen=True)
class LeftAlone:
    """Something in the inbox that is not taken in, and the reason."""

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
class Landed:
    """A delivery's copy in the landing folder, named by its SHA-256."""

    sha256: str
    path: Path
    size: int
    file_name: str


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
