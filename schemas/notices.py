"""Who is told when something is wrong, and through which channel: `notices.toml` in the folder of a city.

It is no part of the city as tables know it: whoever is told changes nothing of what is computed.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, TypeAlias
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, field_validator, model_validator

from schemas.errors import DeclarationError
from schemas.fetch import Secret
from schemas.register import Register
from schemas.strict import Declaration, load
from schemas.words.text import nearest

FILE_NAME = "notices.toml"
_ABSOLUTE = "^(/.*)?$"
_SPAN = re.compile(r"([1-9][0-9]{0,4})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
Channel: TypeAlias = "Email | Webhook | NoticeFile"
ChannelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Address = Annotated[str, StringConstraints(pattern=r"^[^\s@<>,;:\"]+@[^\s@<>,;:\"]+$")]


class Email(Declaration):
    """Notices as e-mail: through which server, how it is known and got into, from whom and to whom."""

    host: str = Field(min_length=1, pattern=r"^[^\s/:@]+$|^[0-9a-fA-F:]+$", description="the server of SMTP")
    port: int = Field(587, ge=1, le=65535)
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    user: str = ""
    secret: Secret | None = None
    sender: Address = Field(alias="from", description='an address, such as "motcua@example.vn"')
    to: tuple[Address, ...] = Field(min_length=1, description='addresses, such as ["it@example.vn"]')
    ca_file: str = Field("", pattern=_ABSOLUTE, description="the authorities that vouch for the server")
    max_seconds: int = Field(30, ge=1, le=600, description="the longest that sending may take")

    @model_validator(mode="after")
    def _keeps_its_secret(self) -> "Email":
        if bool(self.user) != bool(self.secret):
            raise ValueError("user and secret belong together: name both, or neither")
        if self.secret and self.tls == "none" and not is_loopback(self.host):
            raise ValueError('a password is not sent in the clear: tls = "starttls" or "implicit"')
        if self.ca_file and self.tls == "none":
            raise ValueError('ca_file says whom to trust; with tls = "none" nothing is asked')
        return self


class Webhook(Declaration):
    """Notices as JSON, posted to an address; `secret` is sent as a bearer token."""

    url: str | Secret = Field(description="https://…, or { file = … } where a token stands in the address")
    secret: Secret | None = None
    allow_http: bool = Field(False, description="http:// to another machine: anybody on the way can read it")
    ca_file: str = Field("", pattern=_ABSOLUTE, description="the authorities that vouch for the server")
    max_seconds: int = Field(30, ge=1, le=600, description="the longest that sending may take")

    @field_validator("url", mode="before")
    @classmethod
    def _is_address_or_secret(cls, value: object) -> object:
        return Secret.model_validate(value) if isinstance(value, dict) else value

    @model_validator(mode="after")
    def _is_an_address(self) -> "Webhook":
        if isinstance(self.url, str):
            check_url(self.url, self.allow_http)
        return self


class NoticeFile(Declaration):
    """Notices as lines of JSON at the end of a file, for a program that watches it."""

    path: str = Field(pattern="^/", description="an absolute path")


class Notices(Declaration):
    """`notices.toml`: the channels by their names, and from when on something is an alert."""

    max_age: str = Field("26h", description="within it a night must end: 90m, 26h, 2d")
    disk_low_mb: int = Field(2048, ge=1, description="less free space is an alert")
    grace: dict[str, Annotated[int, Field(ge=0, le=250)]] = Field(
        default_factory=dict, description="unit_id -> working days that it may be late before somebody is told"
    )
    email: dict[ChannelName, Email] = Field(default_factory=dict)
    webhook: dict[ChannelName, Webhook] = Field(default_factory=dict)
    file: dict[ChannelName, NoticeFile] = Field(default_factory=dict)

    @field_validator("max_age")
    @classmethod
    def _is_span(cls, value: str) -> str:
        span(value)
        return value

    @property
    def longest_silence(self) -> timedelta:
        """`max_age` as a span of time."""
        return span(self.max_age)

    @property
    def channels(self) -> Mapping[str, Channel]:
        """Every channel, by its kind and name: "email.it"."""
        kinds: Mapping[str, Mapping[str, Channel]] = {"email": self.email, "webhook": self.webhook, "file": self.file}
        return {f"{kind}.{name}": channel for kind, channels in kinds.items() for name, channel in channels.items()}


def secrets_of(channel: Channel) -> tuple[Secret, ...]:
    """Return where the secrets of a channel lie."""
    if isinstance(channel, NoticeFile):
        return ()
    url = channel.url if isinstance(channel, Webhook) and isinstance(channel.url, Secret) else None
    return tuple(secret for secret in (channel.secret, url) if secret)


def span(text: str) -> timedelta:
    """Return a span of time that is written as `90m`, `26h` or `2d`; raise `ValueError` where it is none."""
    match = _SPAN.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is no span of time; expected minutes, hours or days: 90m, 26h, 2d")
    return int(match[1]) * _UNITS[match[2]]


def check_url(url: str, allow_http: bool) -> None:
    """Raise `ValueError`, which does not quote it, where an address is none that notices may be posted to."""
    try:
        address = urlsplit(url)
        host, port = address.hostname, address.port
    except ValueError:
        host, port = None, 0
    if not host or port == 0 or address.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f\x7f]", url):
        raise ValueError("expected https://host/path")
    if address.username is not None or address.password is not None:
        raise ValueError("an address holds no user and no password; url = { file = … } where it must be kept secret")
    if address.scheme == "http" and not is_loopback(host) and not allow_http:
        raise ValueError("http:// can be read on its way; write https://, or allow_http = true")


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def load_notices(city_folder: Path, register: Register | None = None) -> Notices:
    """Return what `notices.toml` of a city declares; nothing but what is unsaid where there is no such file.

    Raises `DeclarationError` naming the file and the fault. Without a register the units of `grace` are not looked up.
    """
    path = city_folder / FILE_NAME
    if not path.exists():
        return Notices()
    notices = load(Notices, path)
    ids = list(register.by_id) if register else list(notices.grace)
    for unit_id in notices.grace:
        if unit_id not in ids:
            near = ", ".join(nearest(unit_id, ids)) or "none"
            raise DeclarationError(f"{path}: grace: the register has no {unit_id!r}; nearest: {near}")
    return notices
