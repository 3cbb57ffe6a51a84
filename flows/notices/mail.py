"""Notices as e-mail, over SMTP."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime

from flows.notices.faults import ChannelFault
from flows.notices.notice import Notice
from schemas.notices import Email
from schemas.words.message import Message, message

_DOMAIN = "motcua.invalid"  # of the id of a message: no machine has it


def send_mail(channel: Email, notice: Notice, secret: str) -> int:
    """Send a notice to all recipients at once; return how many of them the server refused, which are not all.

    Raises `ChannelFault` where the server cannot do what is declared, what `smtplib` and `ssl` raise, and `OSError`.
    """
    server = _connect(channel)
    try:
        if channel.tls == "starttls":
            with _requirement(message("notices.no-encryption")):
                server.starttls(context=_trust(channel))
        if channel.user:
            with _requirement(message("notices.no-login")):
                server.login(channel.user, secret)
        with _requirement(message("notices.recipients-refused", count=len(channel.to))):  # addresses beyond ASCII
            refused_addresses = server.send_message(mail_of(channel, notice), channel.sender, channel.to)
        with suppress(OSError):  # the notice is taken, whatever comes of the farewell
            server.quit()
    finally:
        server.close()
    return len(refused_addresses)


@contextmanager
def _requirement(words: Message) -> Iterator[None]:
    """Say by these words that a server lacks what a step needs: the library raises one error for all steps."""
    try:
        yield
    except smtplib.SMTPNotSupportedError:
        raise ChannelFault(words) from None


def mail_of(channel: Email, notice: Notice) -> EmailMessage:
    """Return a notice as the mail that is sent."""
    mail = EmailMessage()
    mail["From"], mail["To"] = channel.sender, ", ".join(channel.to)
    mail["Subject"] = notice.subject
    mail["Date"] = format_datetime(notice.at)
    mail["Message-ID"] = f"<{notice.id}@{_DOMAIN}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: absent people do not answer it
    mail.set_content(notice.text)
    return mail


def _connect(channel: Email) -> smtplib.SMTP:
    address = (channel.host, channel.port)
    if channel.tls == "implicit":
        return smtplib.SMTP_SSL(*address, timeout=channel.max_seconds, context=_trust(channel))
    return smtplib.SMTP(*address, timeout=channel.max_seconds)


def _trust(channel: Email) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=channel.ca_file or None)
