"""Files of a server of SFTP, whose key is known beforehand."""

import logging
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem

from schemas.fetch import Fetch
from warehouse.inbox.fetch.faults import UnknownHostKey
from warehouse.inbox.fetch.remote import BLOCK, SOCKET_SECONDS, RemoteFile

logging.getLogger("paramiko").addHandler(logging.NullHandler())  # it would write tracebacks to the standard error
logging.getLogger("paramiko").propagate = False
_REQUESTS = 64  # of 32 KB each, under way at the same time


class Sftp:
    """A connection to a server of SFTP."""

    def __init__(self, declaration: Fetch, secret: str) -> None:
        self._declaration = declaration
        self._path = unquote(declaration.address.path)
        self._system = _System(declaration, secret)

    def files(self) -> list[RemoteFile]:
        """Return the files of the folder, links among them, or the declared file."""
        if not self._declaration.is_folder:
            return [self._file_at(self._path)]
        entries = self._system.ftp.listdir_iter(self._path)
        file_entries = (entry for entry in entries if not stat.S_ISDIR(entry.st_mode or 0))
        return [_file(f"{self._path}{entry.filename}", entry.filename, entry) for entry in file_entries]

    def look(self, file: RemoteFile) -> RemoteFile:
        """Return the file as it is now."""
        return self._file_at(file.address)

    @contextmanager
    def blocks(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Open the file and give its bytes."""
        with self._system.open(file.address, "rb") as opened_file:
            opened_file.prefetch(file.size, max_concurrent_requests=_REQUESTS)
            yield iter(lambda: opened_file.read(BLOCK), b"")

    def close(self) -> None:
        """End the connection."""
        self._system.client.close()

    def _file_at(self, path: str) -> RemoteFile:
        return _file(path, path.rpartition("/")[2], self._system.ftp.lstat(path))


class _System(SFTPFileSystem):  # type: ignore[misc]  # the library has no types
    """As fsspec has it, but connects to a server that is known, within limits, and offers no other keys."""

    cachable = False

    def __init__(self, declaration: Fetch, secret: str) -> None:
        self._declaration, self._secret = declaration, secret
        super().__init__(declaration.address.hostname)

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        try:
            self._log_in()
            self.ftp = self.client.open_sftp()
        except BaseException:
            self.client.close()
            raise
        self.ftp.get_channel().settimeout(SOCKET_SECONDS)

    def _log_in(self) -> None:
        declaration = self._declaration
        if declaration.known_hosts:
            self.client.load_system_host_keys(declaration.known_hosts)
        self.client.set_missing_host_key_policy(_Fingerprints(declaration.host_keys))
        key_login = {"key_filename": declaration.key_file, "passphrase": self._secret or None}
        self.client.connect(
            declaration.address.hostname or "",
            declaration.address.port or 22,
            declaration.user,
            **(key_login if declaration.key_file else {"password": self._secret}),
            allow_agent=False,
            look_for_keys=False,
            timeout=SOCKET_SECONDS,
            banner_timeout=SOCKET_SECONDS,
            auth_timeout=SOCKET_SECONDS,
            channel_timeout=SOCKET_SECONDS,
        )


class _Fingerprints(paramiko.MissingHostKeyPolicy):  # type: ignore[misc]
    """A key that no file of known hosts has is known by its declared fingerprint, or not at all."""

    def __init__(self, fingerprints: tuple[str, ...]) -> None:
        self._fingerprints = fingerprints

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:
        """Raise `UnknownHostKey` where the key is not declared."""
        if key.fingerprint not in self._fingerprints:
            raise UnknownHostKey(key.fingerprint)


def _file(path: str, name: str, status: paramiko.SFTPAttributes) -> RemoteFile:
    time_ns = None if status.st_mtime is None else status.st_mtime * 10**9
    return RemoteFile(name, path, status.st_size, time_ns, is_link=stat.S_ISLNK(status.st_mode or 0))
