"""Whether people can be told of alerts: the channels, what they need on this machine, and which failed last."""

from collections.abc import Iterator
from pathlib import Path

from flows.doctor.checkup import Checkup
from flows.doctor.finding import Finding, fault
from flows.fetching import read_secret
from flows.notices.faults import channel_fault
from flows.notices.ledger import channels_down
from flows.secrets import open_files
from schemas.notices import FILE_NAME, Channel, load_notices, secrets_of
from schemas.words.message import message
from warehouse.inbox.fetch.faults import FetchFault


def notices(checkup: Checkup) -> Iterator[Finding]:
    """Yield how each channel is, or that the city has yet to decide who is told; nothing is connected to."""
    channels = load_notices(checkup.city.folder, checkup.city.register).channels
    if not channels:
        file = str(checkup.city.folder / FILE_NAME)
        advice = message("doctor.nobody-told.advice", file=file)
        yield Finding(message("doctor.item-notices"), "warning", message("doctor.nobody-told"), advice)
    reasons = channels_down(checkup.home)
    for name, channel in channels.items():
        yield _channel(name, channel, reasons.get(name))


def _channel(name: str, channel: Channel, failed_for: str | None) -> Finding:
    item = message("doctor.item-channel", name=name)
    secrets = secrets_of(channel)
    try:
        for secret in secrets:
            read_secret(secret)
    except FetchFault as refused:
        return fault(item, "channel-down", why=channel_fault(refused).words)
    if failed_for is not None:
        return fault(item, "channel-down", why=message("doctor.channel-failed", reason=failed_for))
    for path in open_files(Path(secret.file) for secret in secrets if secret.file):
        return fault(item, "keys-open", file=str(path))
    return Finding(item, "ok", message("doctor.channel-declared"))
