"""Sending a notice through one channel, within its time and without a word of its secrets."""

from threading import Thread

from flows.fetching import read_secret
from flows.notices.faults import ChannelFault, channel_fault
from flows.notices.lines import append_line
from flows.notices.mail import send_mail
from flows.notices.notice import Notice
from flows.notices.webhook import post
from schemas.notices import Channel, Email, NoticeFile
from schemas.words.message import Message, message

_MARGIN = 2  # seconds in which a library may still say itself what took too long
_FOR_A_LINE = 30  # seconds; a disk of another machine that went away does not answer at all


def longest(channel: Channel) -> float:
    """Return the seconds after which sending through a channel is given up."""
    return _FOR_A_LINE if isinstance(channel, NoticeFile) else channel.max_seconds + _MARGIN


def send(channel: Channel, notice: Notice) -> Message | None:
    """Send a notice; return what was not well although it was taken, such as that some recipients were refused.

    Raises `ChannelFault` where it was not taken, or not within the time of the channel.

    A receiver that answers drop by drop outlasts the limits of libraries, which are for each step: sending has a thread
    of its own, which is left to itself then. What it sends after that is told once more by the next try.
    """
    faults: list[ChannelFault] = []
    caveats: list[Message | None] = []

    def attempt() -> None:
        try:
            caveats.append(_send(channel, notice))
        except Exception as error:  # libraries raise what they like
            faults.append(channel_fault(error))

    sending = Thread(target=attempt, daemon=True)
    sending.start()
    sending.join(longest(channel))
    if sending.is_alive():
        raise ChannelFault(message("notices.silent"))
    if faults:
        raise faults[0]
    return caveats[0] if caveats else None


def _send(channel: Channel, notice: Notice) -> Message | None:
    if isinstance(channel, NoticeFile):
        append_line(channel, notice)
        return None
    secret = read_secret(channel.secret) if channel.secret else ""
    if isinstance(channel, Email):
        refused_count = send_mail(channel, notice, secret)
        return message("notices.recipients-refused", count=refused_count) if refused_count else None
    post(channel, notice, secret, channel.url if isinstance(channel.url, str) else read_secret(channel.url))
    return None
