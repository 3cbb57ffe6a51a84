"""Real receivers of notices on the loopback: a server of SMTP and one of webhooks, and how each misbehaves."""

import email
import json
import logging
import socket
import ssl
import threading
from contextlib import contextmanager
from email import policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from fetch_servers import certified, serving

# What the server of the test says of itself is no word of the command whose output is read: where Prefect was imported,
# its log would go there.
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)

USER, SECRET = "motcua", "canary-51d0f7aa-token"


class Mails:
    """What arrived as e-mail, and what the server answers; `refused` are recipients that it does not take."""

    def __init__(self):
        self.envelopes, self.mails, self.logins = [], [], []
        self.answer, self.refused = "250 OK", set()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        if self.answer.startswith("250"):
            self.envelopes.append((envelope.mail_from, tuple(envelope.rcpt_tos), bool(session.ssl)))
            self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return self.answer

    def authenticate(self, _server, _session, _envelope, _mechanism, data):
        self.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password.decode() == SECRET, handled=False)


class Implicit(Controller):
    """A server that speaks TLS from the first byte."""

    def __init__(self, *arguments, context, **options):
        super().__init__(*arguments, ssl_context=context, **options)


class StartTls(Controller):
    """A server that asks for TLS before anything else, and for a password where it knows one."""

    def __init__(self, *arguments, context, with_password, **options):
        self.context, self.with_password = context, with_password
        super().__init__(*arguments, **options)

    def factory(self):
        secret = {"authenticator": self.handler.authenticate, "auth_required": True} if self.with_password else {}
        return SMTP(self.handler, tls_context=self.context, require_starttls=True, **secret)


@contextmanager
def smtp_server(folder, tls="none", with_password=False):
    """A server of SMTP: what arrived, and the lines of a declaration of it."""
    state = Mails()
    with certified(folder) as (authority, context):
        place = {"hostname": "127.0.0.1", "port": free_port()}
        if tls == "starttls":
            controller = StartTls(state, context=context, with_password=with_password, **place)
        elif tls == "implicit":
            controller = Implicit(state, context=context, **place)
        else:
            controller = Controller(state, **place)
        controller.start()
        state.port = controller.port
        state.toml = f'host = "127.0.0.1"\nport = {controller.port}\ntls = "{tls}"\nmax_seconds = 5\n'
        state.toml += 'from = "motcua@example.vn"\nto = ["it@example.vn", "truc@example.vn"]\n'
        state.authority = authority
        if tls != "none":
            state.toml += f'ca_file = "{authority}"\n'
        if with_password:
            state.toml += f'user = "{USER}"\nsecret = {{ file = "{secret_file(folder)}" }}\n'
        try:
            yield state
        finally:
            controller.stop()


class Posts:
    """What arrived at a webhook: bodies and headers; `answer` is the status, `held` has it wait for `go_on`."""

    def __init__(self):
        self.bodies, self.headers, self.paths = [], [], []
        self.answer, self.held, self.go_on = 200, False, threading.Event()
        self.arrived = threading.Event()


class Hook(BaseHTTPRequestHandler):
    def __init__(self, state, *arguments):
        self.state = state
        super().__init__(*arguments)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.state.paths.append(self.path)
        self.state.headers.append(dict(self.headers))
        if self.state.answer == 200:
            self.state.bodies.append(json.loads(body))
        self.state.arrived.set()
        if self.state.held:
            self.state.go_on.wait(60)
        self.send_response(self.state.answer)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        pass


@contextmanager
def webhook_server(folder, tls=False, port=0):
    """A webhook: what arrived, and the lines of a declaration of it."""
    state = Posts()
    httpd = ThreadingHTTPServer(("127.0.0.1", port), lambda *arguments: Hook(state, *arguments))
    httpd.handle_error = lambda *_: None  # a client that went away
    httpd.daemon_threads = True
    state.port = httpd.server_port
    state.toml = f'url = "http{"s" * tls}://127.0.0.1:{httpd.server_port}/hook?x=1"\nmax_seconds = 5\n'
    with certified(folder) as (authority, context):
        if tls:
            httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
            state.toml += f'ca_file = "{authority}"\n'
        with serving(httpd):
            yield state
            state.go_on.set()


@contextmanager
def dripping_server():
    """A server of nothing that sends a letter now and then, for ever, and never a line."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        is_over = threading.Event()

        def drip():
            connection, _ = listening.accept()
            with connection:
                try:
                    while not is_over.wait(0.1):
                        connection.sendall(b"2")
                except OSError:
                    pass

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        is_over.set()
        thread.join()


def secret_file(folder):
    path = folder / "notices.secret"
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def strange_authority(folder):
    """The file of an authority that vouches for none of these servers."""
    other = folder / "other"
    other.mkdir()
    with certified(other) as (authority, _):
        assert ssl.create_default_context(cafile=authority)
        return authority
