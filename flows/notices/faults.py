"""Why a channel did not take a notice, in words of ours: what a server answers may hold what must stay secret."""

import smtplib
import ssl

from schemas.words.message import Message, message
from warehouse.inbox.fetch.faults import FetchFault


class ChannelFault(Exception):
    """A channel did not take a notice; `reason` is a code, and the name of the message that says it to people."""

    def __init__(self, words: Message) -> None:
        super().__init__(words.key)
        self.words = words

    @property
    def reason(self) -> str:
        """The code."""
        return self.words.key.partition(".")[2]


def channel_fault(error: BaseException) -> ChannelFault:
    """Return what went wrong with a channel, by what its library or the system raised."""
    match error:
        case ChannelFault():
            return error
        case FetchFault():
            return ChannelFault(message("notices.no-secret", place=str(error.message.values["place"])))
        case ssl.SSLCertVerificationError():
            words = message("notices.certificate")
        case ssl.SSLError():
            words = message("notices.no-encryption")
        case smtplib.SMTPAuthenticationError():
            words = message("notices.login-refused", code=error.smtp_code)
        case smtplib.SMTPRecipientsRefused():
            words = message("notices.recipients-refused", count=len(error.recipients))
        case smtplib.SMTPResponseException():
            words = message("notices.answered", code=error.smtp_code)
        case TimeoutError():
            words = message("notices.silent")
        case OSError():
            words = message("notices.unreachable", kind=type(error).__name__)
        case _:
            words = message("notices.answer-unreadable", kind=type(error).__name__)
    return ChannelFault(words)
