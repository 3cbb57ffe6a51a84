"""A stream of an OLE file (the container of old .xls workbooks), followed through its table of sectors."""

from pathlib import Path

from warehouse.reading.archive import truncated_zip

_HEADER = 512
_ENTRY = 128  # bytes of an entry of the directory
_LAST_SECTOR = 0xFFFFFFFA  # what is above it is no sector but a mark
_LISTED = 109  # sectors of the table that the header itself lists


def ole_stream(path: Path, *names: str) -> bytes:
    """Return the first stream of the file that has one of `names`, in capitals or not; raise `Refused` without it.

    Published by Microsoft as [MS-CFB]. No sector is read twice, so that a table that leads in a circle ends.
    """
    data = path.read_bytes()
    size = 1 << min(_number(data, 30, 2), 12)
    table = _table(data, size)
    directory = _chain(data, table, _number(data, 48), size)
    entries = [directory[offset : offset + _ENTRY] for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    entry_of_name = {_name(entry).casefold(): entry for entry in reversed(entries) if entry[66] in (2, 5)}
    entry = next((entry_of_name[name.casefold()] for name in names if name.casefold() in entry_of_name), None)
    if entry is None:
        raise truncated_zip()
    start, length = _number(entry, 116), _number(entry, 120)
    if length >= _number(data, 56):
        stream = _chain(data, table, start, size)
    else:
        root = next((e for e in entries if e[66] == 5), b"".ljust(_ENTRY, b"\xff"))
        short_size = 1 << min(_number(data, 32, 2), 12)
        short_table = _numbers(_chain(data, table, _number(data, 60), size))
        inner = _chain(data, table, _number(root, 116), size)
        stream = _chain(b"".ljust(short_size) + inner, short_table, start, short_size)
    if len(stream) < length:
        raise truncated_zip()
    return stream[:length]


def _table(data: bytes, size: int) -> list[int]:
    """Return which sector follows each sector."""
    sectors = _numbers(data[76:_HEADER])[:_LISTED]
    further, sectors_seen = _number(data, 68), set[int]()
    while further < _LAST_SECTOR and further not in sectors_seen:
        sectors_seen.add(further)
        *further_sectors, further = _numbers(_sector(data, further, size)) or [_LAST_SECTOR]
        sectors += further_sectors
    return [n for sector in sectors if sector < _LAST_SECTOR for n in _numbers(_sector(data, sector, size))]


def _chain(data: bytes, table: list[int], first: int, size: int) -> bytes:
    """Return the sectors from `first` on, one after the other."""
    sectors, sector, left = list[bytes](), first, len(table)
    while sector < _LAST_SECTOR:
        left -= 1
        if left < 0 or sector >= len(table):
            raise truncated_zip()
        sectors.append(_sector(data, sector, size))
        sector = table[sector]
    return b"".join(sectors)


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size]


def _name(entry: bytes) -> str:
    return entry[: max(0, _number(entry, 64, 2) - 2)].decode("utf-16-le", "replace")


def _number(data: bytes, offset: int, length: int = 4) -> int:
    return int.from_bytes(data[offset : offset + length], "little")


def _numbers(data: bytes) -> list[int]:
    return [_number(data, offset) for offset in range(0, len(data) - 3, 4)]
