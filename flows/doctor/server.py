"""Prefect's server, where one is configured: who reaches it, where its leases are, whether nights begin."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault
from flows.doctor.schedule import schedule_seen
from flows.doctor.sockets import Listening, listening, sockets_of_servers
from flows.secrets import masked, profiles_file
from schemas.words.message import message

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

_ITEM = message("doctor.item-server")
_NIGHT = "nightly"  # the name of the flow that is to be begun every night
_IN_MEMORY = "prefect.server.concurrency.lease_storage.memory"
_OF_THIS_MACHINE = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::")
_SECONDS = "20"  # that a server has to answer: one that is busy needs a few
_HARMLESS = ("PREFECT_HOME", "PREFECT_LOGGING", "PREFECT_SERVER_ANALYTICS", "PREFECT_SERVER_EPHEMERAL")


def server(checkup: Checkup) -> Iterator[Finding]:
    """Yield what is wrong with Prefect's server; nothing is asked of Prefect where nobody has configured one."""
    open_servers = [socket for socket in sockets_of_servers() if socket.is_open]
    if not _may_be_configured(os.environ):
        yield from _open_sockets(open_servers)
        return
    os.environ.setdefault("PREFECT_API_REQUEST_TIMEOUT", _SECONDS)
    from prefect.settings import get_current_settings

    settings = get_current_settings()
    url = settings.api.url or ""
    address = settings.server.api.host
    if _is_open_address(address):
        yield fault(_ITEM, "server-open", address=address, port=str(settings.server.api.port))
    else:
        yield from _open_sockets([*open_servers, *_open_at_port_of(url, open_servers)])
    leases = settings.server.concurrency
    if url:
        yield from _server_findings(checkup, url, leases.lease_storage)
    elif leases.lease_storage == _IN_MEMORY and "lease_storage" in leases.model_fields_set:
        yield fault(_ITEM, "lease-in-memory", storage=leases.lease_storage)


def _may_be_configured(environment: Mapping[str, str]) -> bool:
    """Say whether there is anything from which Prefect would take a setting that concerns a server."""
    if any(name.startswith("PREFECT_") and not name.startswith(_HARMLESS) for name in environment):
        return True
    files = (profiles_file(environment), Path("prefect.toml"), Path(".env"), Path("pyproject.toml"))
    return any(path is not None and _names_prefect(path) for path in files)


def _names_prefect(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    if path.name != "pyproject.toml":
        return "PREFECT_" in text or path.name == "prefect.toml"
    try:
        return "prefect" in tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError:
        return False


def _is_open_address(address: str) -> bool:
    if address == "localhost":
        return False
    try:
        return Listening(address, 0, "").is_open
    except ValueError:  # a name, of which only the system knows what it stands for
        return False


def _open_at_port_of(url: str, open_servers: list[Listening]) -> list[Listening]:
    """Return who listens openly at the port of a server of this machine: it may be another user's process."""
    url_parts = urlsplit(url)
    if url_parts.hostname not in _OF_THIS_MACHINE:
        return []
    return [
        socket
        for socket in listening()
        if socket.port == url_parts.port and socket.is_open and socket not in open_servers
    ]


def _open_sockets(sockets: list[Listening]) -> Iterator[Finding]:
    for address, port in sorted({(socket.address, socket.port) for socket in sockets}):
        yield fault(_ITEM, "server-open", address=address, port=str(port))


def _server_findings(checkup: Checkup, url: str, configured_storage: str) -> Iterator[Finding]:
    from prefect.client.orchestration import get_client

    masked_url = masked(url)
    try:
        with get_client(sync_client=True) as client:
            answer: Mapping[str, Any] = client.request("GET", "/admin/settings").json()
            findings = list(_deployment_findings(client))
    except Exception as error:  # whatever a client of HTTP raises
        yield fault(_ITEM, "server-unreachable", url=masked_url, why=type(error).__name__)
        if configured_storage == _IN_MEMORY:
            yield fault(_ITEM, "lease-in-memory", storage=configured_storage)
        return
    storage = str(answer.get("server", {}).get("concurrency", {}).get("lease_storage", configured_storage))
    if storage == _IN_MEMORY:
        yield fault(_ITEM, "lease-in-memory", storage=storage)
    yield from findings
    if storage != _IN_MEMORY and not findings:
        yield Finding(_ITEM, "ok", masked_url)


def _deployment_findings(client: "SyncPrefectClient") -> Iterator[Finding]:
    """Yield what keeps the server from beginning a night."""
    from prefect.client.schemas.filters import FlowFilter, FlowFilterName

    deployments = client.read_deployments(flow_filter=FlowFilter(name=FlowFilterName(any_=[_NIGHT])))
    active = [d for d in deployments if not d.paused and any(schedule.active for schedule in d.schedules)]
    item = message("doctor.item-schedule")
    if not active:
        if schedule_seen() is None:
            yield fault(item, "no-schedule", deployments=len(deployments))
        return
    waiting = [d.name for d in active if d.status is not None and d.status.value == "NOT_READY"]
    if len(waiting) == len(active):
        pools = ", ".join(sorted({d.work_pool_name or "" for d in active}))
        yield fault(item, "no-worker", deployments=", ".join(waiting), pool=pools)
