"""The Chromium of the machine, for tests: where it is absent they are skipped with the reason, or fail where CI asks.

A test module makes its fixture `browser` of it: `browser = pytest.fixture(scope="module")(chromium)`.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    """Return the path of Chromium, or None where the machine has none."""
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else shutil.which("chromium")


def needed() -> str:
    """Return the path of Chromium; without it the test is skipped, or fails where CI_REQUIRES_BROWSER=1."""
    found = executable()
    if found is None:
        reason = "Chromium is neither /usr/bin/chromium nor on the PATH"
        if os.environ.get("CI_REQUIRES_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def chromium() -> Iterator[Browser]:
    """Yield a browser with a new, empty profile; skip, or fail where CI_REQUIRES_BROWSER=1, without Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needed(), args=list(_FLAGS))
        yield browser
        browser.close()
