"""Secrets that others need and we never do: Prefect's keys. They come from the environment or a file, and are masked.

No option takes one: on a command line everybody on the machine could read it.
"""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|AUTH_STRING|CONNECTION_URL")
_IN_ADDRESS = re.compile(r"(?<=://)[^/@\s]+(?=@)")  # user and password
_SHORTEST = 6  # shorter values are no secrets, and would be found in any text
MASK = "***"


def masked(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a text, such as a library's error, without the secrets of the environment and of addresses in it."""
    secrets = [value for name, value in environment.items() if _SECRET_NAME.search(name) and len(value) >= _SHORTEST]
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, MASK)
    return _IN_ADDRESS.sub(MASK, text)


def open_key_files(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the files in which Prefect keeps keys and that others than their owner may read."""
    profiles = profiles_file(environment)
    return open_files([profiles] if profiles else [])


def profiles_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file of Prefect's profiles; None for a user of whom the system knows no home."""
    if profiles_path := environment.get("PREFECT_PROFILES_PATH"):
        return Path(profiles_path)
    try:
        return Path(environment.get("PREFECT_HOME") or Path.home() / ".prefect") / "profiles.toml"
    except RuntimeError:
        return None


def open_files(files: Iterable[Path]) -> list[Path]:
    """Return those of the files that others than their owner may read."""
    return [path for path in files if path.is_file() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
