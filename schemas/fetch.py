"""From where an inbox is filled before the night: one TOML file of the city for each place on another machine.

A declaration names the files or environment variables that hold passwords and keys, and never holds one itself.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import Field, field_validator, model_validator

from schemas.errors import DeclarationError
from schemas.register import CITY, Register
from schemas.strict import Declaration, load
from schemas.words.text import nearest

Protocol = Literal["sftp", "https", "s3"]
_KEYS: Mapping[str, frozenset[str]] = {
    "sftp": frozenset({"key_file", "host_keys", "known_hosts"}),
    "https": frozenset({"ca_file"}),
    "s3": frozenset({"ca_file", "endpoint", "region"}),
}
_OF_ONE_PROTOCOL = frozenset[str]().union(*_KEYS.values())
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_ABSOLUTE = "^(/.*)?$"
_ELSEWHERE = 'name where it lies: secret = { file = "/etc/motcua/…" } or { variable = "…" }'


class Secret(Declaration):
    """Where a password, token or key lies: in a file, or in an environment variable."""

    file: str = Field("", pattern=_ABSOLUTE, description="an absolute path; only the user of the nights may read it")
    variable: str = Field("", pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")

    @model_validator(mode="before")
    @classmethod
    def _is_no_secret(cls, value: object) -> object:
        if isinstance(value, str):
            raise ValueError(f"a secret is never written here; {_ELSEWHERE}")  # noqa: TRY004 - as pydantic has it
        return value

    @model_validator(mode="after")
    def _names_one_place(self) -> "Secret":
        if bool(self.file) == bool(self.variable):
            raise ValueError("name one of file and variable")
        return self


class Fetch(Declaration):
    """`fetch/<name>.toml`: whose files lie where, how to get in, and how the other side is known."""

    unit: str = Field(description=f"the unit_id whose files these are, or {CITY}")
    url: str = Field(description="sftp://…, https://… or s3://…; ends with / where it is a folder")
    names: tuple[str, ...] = Field(("*",), min_length=1, description='patterns of names, such as "HoSo_*.csv"')
    user: str = ""
    secret: Secret | None = None
    key_file: str = Field("", pattern=_ABSOLUTE, description="the private key of SFTP; the secret is its passphrase")
    host_keys: tuple[str, ...] = Field((), description="fingerprints of the server's keys, SHA256:…")
    known_hosts: str = Field("", pattern=_ABSOLUTE, description="a file of keys as OpenSSH keeps them")
    ca_file: str = Field("", pattern=_ABSOLUTE, description="the authorities that vouch for the server")
    endpoint: str = Field("", description="https://… of a bucket that Amazon does not hold")
    region: str = ""
    max_files: int = Field(1000, ge=1, description="files fetched in one night")
    max_mb: int = Field(1024, ge=1, description="size of one file")
    max_seconds: int = Field(600, ge=1, description="for one try")

    @field_validator("url", "endpoint")
    @classmethod
    def _is_plain(cls, value: str) -> str:
        address = urlsplit(value)
        if address.username is not None or address.password is not None:
            raise ValueError(f"an address holds no user and no password: write user = …, and {_ELSEWHERE}")
        if address.query or address.fragment:
            raise ValueError(f"an address ends before ? and #, where a key may stand; {_ELSEWHERE}")
        return value

    @field_validator("url")
    @classmethod
    def _has_protocol(cls, value: str) -> str:
        address = urlsplit(value)
        if address.scheme == "http":
            raise ValueError("http:// can be read and changed on its way; https:// is needed (its authority: ca_file)")
        if address.scheme not in _KEYS or not address.hostname or not address.path or not _has_port(address):
            raise ValueError("expected sftp://host/folder/, https://host/folder/ or s3://bucket/folder/")
        if any(unquote(step) in (".", "..") for step in address.path.split("/")):
            raise ValueError("write the path without . and ..")
        return value

    @field_validator("endpoint")
    @classmethod
    def _is_encrypted(cls, value: str) -> str:
        if value and (urlsplit(value).scheme != "https" or not urlsplit(value).hostname):
            raise ValueError("expected https://host")
        return value

    @field_validator("names")
    @classmethod
    def _are_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if bad_patterns := [pattern for pattern in value if not pattern or "/" in pattern]:
            raise ValueError(f"patterns are of names, without folders: {', '.join(map(repr, bad_patterns))}")
        return value

    @field_validator("host_keys")
    @classmethod
    def _are_fingerprints(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", key) for key in value):
            raise ValueError("expected SHA256: and 43 characters, as `ssh-keyscan HOST | ssh-keygen -lf -` prints it")
        return value

    @model_validator(mode="after")
    def _fits_its_protocol(self) -> "Fetch":
        if unfit_keys := sorted((self.model_fields_set & _OF_ONE_PROTOCOL) - _KEYS[self.protocol]):
            raise ValueError(f"{self.protocol}:// knows no {', '.join(unfit_keys)}")
        if self.protocol == "sftp":
            self._knows_both_sides()
        elif self.user and self.secret is None:
            raise ValueError(f"the secret of the user is missing; {_ELSEWHERE}")
        elif self.protocol == "s3" and self.secret and not self.user:
            raise ValueError("the secret of a bucket belongs to an access key: write it as user")
        return self

    def _knows_both_sides(self) -> None:
        if not self.user or not (self.secret or self.key_file):
            raise ValueError(f"sftp:// needs user, and key_file or secret; {_ELSEWHERE}")
        if not self.host_keys and not self.known_hosts:
            raise ValueError("sftp:// needs host_keys or known_hosts: without them anybody could be the server")

    @property
    def address(self) -> SplitResult:
        """The parts of the address."""
        return urlsplit(self.url)

    @property
    def protocol(self) -> Protocol:
        """How the other machine is spoken to."""
        scheme = self.address.scheme
        return "sftp" if scheme == "sftp" else "s3" if scheme == "s3" else "https"

    @property
    def is_folder(self) -> bool:
        """Whether the address is of a folder, whose files are fetched, and not of one file."""
        return self.url.endswith("/")

    @property
    def secret_files(self) -> tuple[Path, ...]:
        """The files that hold secrets."""
        return tuple(Path(file) for file in (self.secret.file if self.secret else "", self.key_file) if file)


def _has_port(address: SplitResult) -> bool:
    """Say whether the port of an address is one, or is left unsaid."""
    try:
        return address.port != 0
    except ValueError:
        return False


def load_fetches(city_folder: Path, register: Register) -> dict[str, Fetch]:
    """Return what `fetch/*.toml` of a city declares, by the name of the file; nothing where there is no such folder.

    Raises `DeclarationError` naming the file and the fault.
    """
    return {path.stem: _load(path, register) for path in sorted((city_folder / "fetch").glob("*.toml"))}


def _load(path: Path, register: Register) -> Fetch:
    if not _FILE_NAME.fullmatch(path.stem):
        raise DeclarationError(f"{path}: its name is of lower-case letters, digits and -")
    fetch = load(Fetch, path)
    ids = [*register.by_id, CITY]
    if fetch.unit not in ids:
        unit = register.resolve(fetch.unit)
        near = unit.unit_id if unit else ", ".join(nearest(fetch.unit, ids))
        raise DeclarationError(f"{path}: unit: the register has no {fetch.unit!r}; nearest: {near or 'none'}")
    return fetch
