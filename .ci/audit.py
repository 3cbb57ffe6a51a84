"""Asks which of the locked versions have known weaknesses, in few lines; ends with 1 where one has a fix.

Where the service cannot be reached, or knows none of the packages, it says that nothing was checked, and ends with 0:
that is no news about the packages.
"""

import json
import subprocess
import sys
from typing import Any

_OPTIONS = ("--disable-pip", "--require-hashes", "--timeout", "15", "--progress-spinner", "off", "--format", "json")


def verdict(report: dict[str, Any] | None) -> tuple[list[str], int]:
    """Return what to print of a report of pip-audit, and the exit code; None is a service that was not reached."""
    packages = report["dependencies"] if report else []
    checked = [package for package in packages if "skip_reason" not in package]
    if not checked:
        return ["audit: NOT CHECKED, the service of known weaknesses was not reached or knows no package"], 0
    weak = [(package, weakness) for package in checked for weakness in package["vulns"]]
    lines = [
        f"audit: {package['name']} {package['version']}: {weakness['id']}, "
        f"{'fixed in ' + ', '.join(weakness['fix_versions']) if weakness['fix_versions'] else 'no fix yet'}"
        for package, weakness in weak
    ]
    unknown = len(packages) - len(checked)
    lines.append(f"audit: {len(checked)} packages checked, {unknown} not checked, {len(weak)} known weaknesses")
    return lines, int(any(weakness["fix_versions"] for _, weakness in weak))


def _report(lock: str) -> dict[str, Any] | None:
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, *_OPTIONS]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    try:
        report: dict[str, Any] = json.loads(answer)
    except ValueError:
        return None
    return report


if __name__ == "__main__":
    lines, code = verdict(_report(sys.argv[1]))
    print("\n".join(lines))
    sys.exit(code)
