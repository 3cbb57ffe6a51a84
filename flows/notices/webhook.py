"""Notices as JSON, posted to an address."""

import json
import ssl
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from flows.notices.faults import ChannelFault
from flows.notices.notice import Notice
from schemas.notices import Webhook, check_url
from schemas.words.message import message


def post(channel: Webhook, notice: Notice, secret: str, url: str) -> None:
    """Post a notice; whatever is answered but success is a `ChannelFault`, a redirect too.

    No proxy is used. Raises what `http.client` and `ssl` raise, and `OSError`.

    Args:
        channel: where to.
        notice: what is told.
        secret: the bearer token, "" for none.
        url: the address, which the channel may but name.
    """
    try:
        check_url(url, channel.allow_http)
    except ValueError:
        raise ChannelFault(message("notices.address")) from None
    address = urlsplit(url)
    connection = _connection(channel, address)
    try:
        path = (address.path or "/") + (f"?{address.query}" if address.query else "")
        body = json.dumps(notice.as_json(), ensure_ascii=False).encode()
        connection.request("POST", path, body, _headers(secret, notice))
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        is_refused = status in (401, 403)
        raise ChannelFault(message("notices.login-refused" if is_refused else "notices.answered", code=status))


def _headers(secret: str, notice: Notice) -> dict[str, str]:
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": notice.id}
    return headers | ({"Authorization": f"Bearer {secret}"} if secret else {})


def _connection(channel: Webhook, address: SplitResult) -> HTTPConnection:
    host = address.hostname or ""
    if address.scheme == "http":
        return HTTPConnection(host, address.port, timeout=channel.max_seconds)
    trust = ssl.create_default_context(cafile=channel.ca_file or None)
    return HTTPSConnection(host, address.port, timeout=channel.max_seconds, context=trust)
