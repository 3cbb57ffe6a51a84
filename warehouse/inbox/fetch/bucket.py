"""Files of a bucket of S3, at Amazon or anywhere else."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from s3fs import S3FileSystem

from schemas.fetch import Fetch
from warehouse.inbox.fetch.remote import BLOCK, SOCKET_SECONDS, RemoteFile

for _library in ("botocore", "aiobotocore", "s3fs"):  # what they log may hold an access key
    logging.getLogger(_library).addHandler(logging.NullHandler())
    logging.getLogger(_library).propagate = False


_ONCE = {"max_attempts": 1}  # a try is repeated by who asked for it


class Bucket:
    """A session with a bucket."""

    def __init__(self, declaration: Fetch, secret: str) -> None:
        self._declaration = declaration
        self._path = f"{declaration.address.netloc}{unquote(declaration.address.path)}"
        client = {"verify": declaration.ca_file or None, "region_name": declaration.region or None}
        self._system = S3FileSystem(
            anon=not declaration.user,
            key=declaration.user or None,
            secret=secret or None,
            endpoint_url=declaration.endpoint or None,
            client_kwargs={name: value for name, value in client.items() if value},
            config_kwargs={"connect_timeout": SOCKET_SECONDS, "read_timeout": SOCKET_SECONDS, "retries": _ONCE},
            skip_instance_cache=True,
        )

    def files(self) -> list[RemoteFile]:
        """Return the files directly in the folder, or the declared file."""
        if not self._declaration.is_folder:
            return [_file(self._system.info(self._path, refresh=True))]
        entries = self._system.ls(self._path, detail=True, refresh=True)
        return [_file(entry) for entry in entries if entry["type"] == "file" and entry["name"] != self._path]

    def look(self, file: RemoteFile) -> RemoteFile:
        """Return the file as it is now."""
        return _file(self._system.info(file.address, refresh=True))

    @contextmanager
    def blocks(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Open the file and give its bytes."""
        with self._system.open(file.address, "rb", block_size=8 * BLOCK, fill_cache=False) as opened_file:
            yield iter(lambda: opened_file.read(BLOCK), b"")

    def close(self) -> None:
        """End the session."""
        if (session := self._system._s3) is not None:
            S3FileSystem.close_session(self._system.loop, session)


def _file(entry: dict[str, Any]) -> RemoteFile:
    """Return an object of a listing; a bucket shows none before it has all of it."""
    changed_at, address = entry.get("LastModified"), entry["name"]
    time_ns = int(changed_at.timestamp()) * 10**9 if changed_at else None
    name = address.rpartition("/")[2]
    return RemoteFile(name, address, entry["size"], time_ns, entry.get("ETag", ""), is_stored_whole=True)
