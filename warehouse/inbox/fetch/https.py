"""Files of a web server over HTTPS: one by its address, or those that the page of a folder links to."""

import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urljoin

import aiohttp
from fsspec.implementations.http import HTTPFileSystem

from schemas.fetch import Fetch
from warehouse.inbox.fetch.faults import PageTooLong, Redirected
from warehouse.inbox.fetch.remote import BLOCK, SOCKET_SECONDS, RemoteFile

_LONGEST_PAGE = 16 << 20  # bytes: a folder of a hundred thousand files


class Https:
    """A session with a web server. No redirect is followed: it may lead to another machine."""

    def __init__(self, declaration: Fetch, secret: str) -> None:
        self._declaration = declaration
        headers = {"Accept-Encoding": "identity"}  # the size that is said is that of the file
        if secret:
            headers["Authorization"] = _authorization(declaration.user, secret)
        client: dict[str, Any] = {
            "headers": headers,
            "raise_for_status": _refuse_redirect,
            "timeout": aiohttp.ClientTimeout(sock_connect=SOCKET_SECONDS, sock_read=SOCKET_SECONDS),
        }
        self._system = HTTPFileSystem(
            client_kwargs=client,
            allow_redirects=False,
            ssl=ssl.create_default_context(cafile=declaration.ca_file or None),
            encoded=True,
            skip_instance_cache=True,
        )

    def files(self) -> list[RemoteFile]:
        """Return the files that the folder's page links to and that lie in the folder, or the declared file."""
        url = self._declaration.url
        addresses = _addresses(self._page(), url) if self._declaration.is_folder else [url]
        return [RemoteFile(_name(address), address, None, None, is_only_named=True) for address in addresses]

    def look(self, file: RemoteFile) -> RemoteFile:
        """Return the file as it is now."""
        answer = self._system.info(file.address)
        changed_ns, etag = _time_ns(answer.get("Last-Modified")), answer.get("ETag", "")
        return RemoteFile(file.name, file.address, answer.get("size"), changed_ns, etag)

    @contextmanager
    def blocks(self, file: RemoteFile) -> Iterator[Iterator[bytes]]:
        """Ask for the file, in one answer, and give its bytes."""
        response = self._system.open(file.address, block_size=0, size=1)  # of any size: read to its end
        try:
            yield iter(lambda: response.read(BLOCK), b"")
        finally:
            response.close()

    def close(self) -> None:
        """End the session."""
        if (session := self._system._session) is not None:
            HTTPFileSystem.close_session(self._system.loop, session)

    def _page(self) -> str:
        page = b""
        with self.blocks(RemoteFile("", self._declaration.url, None, None)) as blocks:
            for block in blocks:
                page += block
                if len(page) > _LONGEST_PAGE:
                    raise PageTooLong
        return page.decode(errors="replace")


def _authorization(user: str, secret: str) -> str:
    """Return what a request says of who asks: user and password, or a token where there is no user."""
    if not user:
        return f"Bearer {secret}"
    return f"Basic {base64.b64encode(f'{user}:{secret}'.encode()).decode()}"


async def _refuse_redirect(answer: aiohttp.ClientResponse) -> None:
    """Refuse what is no file; fsspec takes whatever is no error for the file itself."""
    if 300 <= answer.status < 400:
        raise Redirected
    answer.raise_for_status()


class _Links(HTMLParser):
    """Gathers where a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the target of a link."""
        if tag == "a":
            self.links += [target for name, target in attrs if name == "href" and target]


def _addresses(page: str, folder: str) -> list[str]:
    """Return the addresses of the files directly in the folder that its page links to, each once."""
    parser = _Links()
    parser.feed(page)
    addresses = dict.fromkeys(urljoin(folder, link) for link in parser.links)
    return [
        address
        for address in addresses
        if address.startswith(folder) and address != folder and not set(address[len(folder) :]) & set("/?#")
    ]


def _name(address: str) -> str:
    return unquote(address.rpartition("/")[2])


def _time_ns(http_date: str | None) -> int | None:
    try:
        moment = parsedate_to_datetime(http_date) if http_date else None
    except ValueError:
        return None
    return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()) * 10**9 if moment else None
