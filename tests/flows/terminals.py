"""Commands at a real terminal: a pseudo-terminal of their own, at whose other end a test types."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOTCUA = [sys.executable, "-m", "flows.cli"]
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'warehouse' / 'api'}", "NO_COLOR": "1"}
CTRL_C, CTRL_D = "\x03", "\x04"
# The session's own terminal: Ctrl-C is a signal only there.
_LEADER = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"


def at_a_terminal(command: Sequence[str], prompt: str, typed: Iterable[str]) -> tuple[int, str, str]:
    """Run a command and type an answer each time that it asks, which ends with `prompt`.

    Returns its exit code, its output and its messages.
    """
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _LEADER, *command],
        **{"cwd": ROOT, "env": ENVIRONMENT, "stdin": theirs, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        messages = b""
        for answer in typed:
            while not messages.endswith(prompt.encode()):  # typed once it is asked for, as people do
                more = process.stderr.read1()
                assert more, messages.decode()
                messages += more
            while not _waits(process.pid):
                pass
            os.write(ours, answer.encode())
            messages += b"\n"
        out, rest = process.communicate(timeout=60)
        return process.returncode, out.decode(), (messages + rest).decode()
    finally:
        process.kill()
        os.close(ours)


def _waits(pid: int) -> bool:
    """Say whether a process sleeps, as one does that waits for its terminal, or has ended."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] in "SZ"
