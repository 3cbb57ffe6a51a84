"""What can go wrong at the other side, in our words: no text of a library's error reaches anybody."""

from collections.abc import Iterator
from contextlib import contextmanager

from schemas.errors import BilingualError
from schemas.words.message import Message, message


class UnknownHostKey(Exception):
    """A server of SFTP shows a key that is not declared: its fingerprint."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(fingerprint)
        self.fingerprint = fingerprint


class Redirected(Exception):
    """A web server says that the file is elsewhere."""


class PageTooLong(Exception):
    """The page of a folder is longer than any that is one."""


class FetchFault(BilingualError):
    """Why a place gives nothing, or nothing more, tonight. Its message has an attribute that says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.key.partition(".")[2], message)

    @property
    def may_pass(self) -> bool:
        """Whether the same may well succeed at once."""
        return self.code in _PASSING


_PASSING = ("server-unreachable", "server-silent", "connection-cut", "server-error")
_SERVER_ERROR = "fetch.server-error"

# What an error is called -> what is said of it. The first line counts that has the error, or what brought it about:
# libraries hide a certificate behind a file that is not there.
_WORDS = (
    ("fetch.server-certificate", ("SSLCertVerificationError", "ClientConnectorCertificateError", "SSLError")),
    ("fetch.server-unknown", ("UnknownHostKey", "BadHostKeyException")),
    ("fetch.redirected", ("Redirected", "PermanentRedirect", "TemporaryRedirect")),
    (
        "fetch.login-refused",
        (
            *("AuthenticationException", "PermissionError", "NoCredentialsError", "401", "403"),
            *("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied"),
        ),
    ),
    ("fetch.not-found", ("FileNotFoundError", "404", "NoSuchBucket", "NoSuchKey")),
    ("fetch.names-unreadable", ("UnicodeDecodeError",)),
    ("fetch.server-silent", ("TimeoutError", "ConnectTimeoutError", "ReadTimeoutError")),
    (
        "fetch.server-unreachable",
        ("ClientConnectorError", "NoValidConnectionsError", "EndpointConnectionError", "gaierror"),
    ),
    (
        "fetch.connection-cut",
        (
            *("ClientPayloadError", "ServerDisconnectedError", "EOFError", "ConnectionError", "SSHException"),
            *("ResponseStreamingError", "IncompleteReadError", "ConnectionClosedError"),
        ),
    ),
)


@contextmanager
def from_server() -> Iterator[None]:
    """Do something with a server; raise `FetchFault` in the place of whatever its library raises."""
    try:
        yield
    except FetchFault:
        raise
    except Exception as error:
        raise FetchFault(_message_of(error)) from None


def _message_of(error: BaseException) -> Message:
    chain = list(_with_causes(error))
    names = {name for cause in chain for name in _names(cause)}
    key = next((key for key, error_names in _WORDS if names & set(error_names)), _SERVER_ERROR)
    return message(key, kind=type(chain[-1]).__name__, fingerprint=next(filter(None, map(_host_key, chain)), ""))


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _host_key(error: BaseException) -> str:
    """Return the fingerprint of the key that a server shows, if the error is about that."""
    return str(getattr(error, "fingerprint", "") or getattr(getattr(error, "key", None), "fingerprint", ""))


def _names(error: BaseException) -> Iterator[str]:
    """Return what an error is called: its classes, and the codes of answers of servers."""
    yield from (kind.__name__ for kind in type(error).__mro__)
    yield str(getattr(error, "status", ""))
    answer = getattr(error, "response", None)
    if isinstance(answer, dict):
        yield str(answer.get("Error", {}).get("Code", ""))
