"""What speaks to the server of a place; each protocol brings its libraries, which are loaded where it is declared."""

import os
from collections.abc import Callable

from schemas.fetch import Fetch
from schemas.words.message import message
from warehouse.inbox.fetch.faults import FetchFault
from warehouse.inbox.fetch.remote import Remote


def protocol_of(declaration: Fetch) -> Callable[[Fetch, str], Remote]:
    """Return what connects to a place, given its declaration and its secret.

    Raises `FetchFault` where a file that is declared cannot be read, or the libraries are not installed.
    """
    for path in (declaration.key_file, declaration.known_hosts, declaration.ca_file):
        if path and not os.access(path, os.R_OK):
            raise FetchFault(message("fetch.no-credential", place=path))
    try:
        return _loaded(declaration)
    except ImportError:
        raise FetchFault(message("fetch.not-installed")) from None


def _loaded(declaration: Fetch) -> Callable[[Fetch, str], Remote]:
    match declaration.protocol:
        case "sftp":
            from warehouse.inbox.fetch.sftp import Sftp

            return Sftp
        case "https":
            from warehouse.inbox.fetch.https import Https

            return Https
        case "s3":
            from warehouse.inbox.fetch.bucket import Bucket

            return Bucket
