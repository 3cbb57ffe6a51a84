"""Real servers on the loopback, of each kind that files are fetched from, over a folder of the test."""

import asyncio
import base64
import json
import os
import ssl
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import asyncssh
import boto3
import trustme
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

USER, SECRET = "motcua", "canary-7b20e1c4-mật-khẩu"
LONG_AGO = 1_328_000_000  # 31 January 2012


class Server:
    """A server's folder, its address, what a declaration says of it, and how it misbehaves.

    `cut` names a file that is cut in the middle, `held` one in the middle of which the server waits for `go_on`;
    `half_sent` is set then. `vanishing` is removed once it was listed, `growing` changes once it was read; of `unsized`
    the size is not said.
    """

    def __init__(self, folder):
        self.folder = folder
        self.url, self.declared = "", {}
        self.cut = self.held = self.vanishing = self.growing = self.unsized = ""
        self.extra_names = []
        self.half_sent, self.go_on = threading.Event(), threading.Event()
        self.asked, self.logins = [], 0

    def put(self, name, text, changed=LONG_AGO):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (changed, changed))
        return path

    def hold(self):
        self.half_sent.set()
        self.go_on.wait(60)

    def toml(self, **changes):
        values = {"unit": "_city", "url": self.url} | self.declared | changes
        return "".join(f"{name} = {toml_value(value)}\n" for name, value in values.items() if value is not None)


def toml_value(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_value, value)) + "]"
    return f"'{value}'" if isinstance(value, str | Path) else str(value)


@contextmanager
def certified(folder):
    """An authority of the test: its file, and the context of a server that it vouches for."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    yield folder / "ca.pem", context


@contextmanager
def serving(httpd):
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


class Handler(SimpleHTTPRequestHandler):
    """A web server of files that asks for a password."""

    def __init__(self, server_state, *arguments):
        self.state = server_state
        super().__init__(*arguments, directory=str(server_state.folder))

    def do_GET(self):
        if self._is_let_in():
            super().do_GET()

    def do_HEAD(self):
        if self._is_let_in():
            super().do_HEAD()

    def _is_let_in(self):
        name = unquote(self.path).rpartition("/")[2]
        self.state.asked.append((self.command, name))
        self.state.logins += 1
        wanted = base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {wanted}":
            self.send_error(401)
            return False
        if name == "elsewhere.csv":
            self.send_response(302)
            self.send_header("Location", f"https://localhost:{self.server.server_port}/a.csv")
            self.end_headers()
            return False
        if name and name == self.state.vanishing:
            self.send_error(404)
            return False
        return True

    def list_directory(self, path):
        for name in self.state.extra_names:
            (Path(path) / name).touch()
        return super().list_directory(path)

    def copyfile(self, source, outputfile):
        name = unquote(self.path).rpartition("/")[2]
        if name and name in (self.state.cut, self.state.held):
            data = source.read()
            outputfile.write(data[: len(data) // 2])
            outputfile.flush()
            if name == self.state.held:
                self.state.hold()
                outputfile.write(data[len(data) // 2 :])
            self.close_connection = True
            return
        super().copyfile(source, outputfile)
        if name and name == self.state.growing:
            self.state.put(name, "grown", LONG_AGO + 10)

    def send_header(self, keyword, value):
        if keyword != "Content-Length" or unquote(self.path).rpartition("/")[2] != self.state.unsized:
            super().send_header(keyword, value)

    def log_message(self, *_):
        pass


@contextmanager
def https_server(folder, port=0):
    state = Server(folder / "sent")
    state.folder.mkdir(exist_ok=True)
    with certified(folder) as (authority, context):
        httpd = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, state))
        httpd.handle_error = lambda *_: None  # a client that was killed
        httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
        state.url = f"https://localhost:{httpd.server_port}/"
        secret = folder / "https.secret"
        secret.write_text(f"{SECRET}\n", encoding="utf-8")
        secret.chmod(0o600)
        state.declared = {"user": USER, "secret": {"file": secret}, "ca_file": authority}
        with serving(httpd):
            yield state
            state.go_on.set()


class Files(asyncssh.SFTPServer):
    """The folder as the user sees it, and nothing above it."""

    def __init__(self, channel, state):
        super().__init__(channel, chroot=os.fsencode(state.folder))
        self.state, self.name = state, ""

    async def scandir(self, path):
        async for entry in super().scandir(path):
            yield entry
        for name in self.state.extra_names:
            attributes = asyncssh.SFTPAttrs(size=3, permissions=0o100644, mtime=LONG_AGO)
            yield asyncssh.SFTPName(os.fsencode(name), b"", attributes)

    def open(self, path, pflags, attrs):
        self.name = Path(os.fsdecode(path)).name
        self.state.asked.append(("open", self.name))
        if self.name == self.state.vanishing:
            (self.state.folder / self.name).unlink()
        return super().open(path, pflags, attrs)

    async def read(self, file_obj, offset, size):
        if self.name == self.state.cut and offset:
            self.connection.abort()
            return b""
        if self.name == self.state.held and offset:
            await asyncio.get_running_loop().run_in_executor(None, self.state.hold)
        return super().read(file_obj, offset, size)

    def close(self, file_obj):
        super().close(file_obj)
        if self.name == self.state.growing:
            self.state.put(self.name, "grown", LONG_AGO + 10)


class Login(asyncssh.SSHServer):
    def __init__(self, state):
        self.state = state

    def begin_auth(self, username):
        return True

    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        self.state.logins += 1
        return (username, password) == (USER, SECRET)


@contextmanager
def sftp_server(folder, port=0):
    state = Server(folder / "sent")
    state.folder.mkdir(exist_ok=True)
    key = asyncssh.generate_private_key("ssh-ed25519")
    client_key = asyncssh.generate_private_key("ssh-ed25519")
    client_key.write_private_key(folder / "key", passphrase=SECRET)
    (folder / "key").chmod(0o600)
    client_key.write_public_key(folder / "authorized_keys")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen():
        return await asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=[key],
            server_factory=lambda: Login(state),
            authorized_client_keys=str(folder / "authorized_keys"),
            sftp_factory=lambda channel: Files(channel, state),
        )

    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result()
    secret = folder / "sftp.secret"
    secret.write_text(SECRET, encoding="utf-8")
    secret.chmod(0o600)
    state.url = f"sftp://127.0.0.1:{listening.get_port()}/"
    state.declared = {"user": USER, "secret": {"file": secret}, "host_keys": [key.get_fingerprint()]}
    at = f"[127.0.0.1]:{listening.get_port()}"
    state.known_host = f"{at} {key.export_public_key().decode()}"
    state.other_host = f"{at} {client_key.export_public_key().decode()}"
    try:
        yield state
    finally:
        state.go_on.set()

        async def end():
            listening.close()
            await listening.wait_closed()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


class BucketServer(Server):
    """A bucket; its files are objects."""

    def __init__(self, client, users, bucket):
        super().__init__(None)
        self.client, self.users, self.bucket = client, users, bucket
        self.url = f"s3://{bucket}/quan/"

    def put(self, name, text, changed=None):
        self.client.put_object(Bucket=self.bucket, Key=f"quan/{name}", Body=text.encode())

    def key_of(self, name, *actions):
        """Give a user of the bucket a key, for these actions alone; return its id and its secret."""
        name = f"{name}-{self.bucket}"
        allowed = [{"Effect": "Allow", "Action": action, "Resource": "*"} for action in actions]
        policy = {"Version": "2012-10-17", "Statement": allowed}
        self.users.create_user(UserName=name)
        if actions:
            self.users.put_user_policy(UserName=name, PolicyName=name, PolicyDocument=json.dumps(policy))
        key = self.users.create_access_key(UserName=name)["AccessKey"]
        return key["AccessKeyId"], key["SecretAccessKey"]


@contextmanager
def bucket_server(folder):
    with certified(folder) as (authority, context):
        httpd = make_server(
            "127.0.0.1",
            0,
            DomainDispatcherApplication(create_backend_app),
            threaded=True,
            request_handler=Quiet,
            ssl_context=context,
        )
        endpoint = f"https://localhost:{httpd.server_port}"
        with serving(httpd):
            client, users = (
                boto3.client(
                    service,
                    endpoint_url=endpoint,
                    verify=str(authority),
                    aws_access_key_id=USER,
                    aws_secret_access_key=SECRET,
                    region_name="us-east-1",
                )
                for service in ("s3", "iam")
            )
            bucket = f"xuat-{httpd.server_port}"  # all servers of a process share what they hold
            state = BucketServer(client, users, bucket)
            client.create_bucket(Bucket=state.bucket)
            state.declared = {
                "user": USER,
                "secret": {"variable": "MOTCUA_TEST_BUCKET"},
                "ca_file": authority,
                "endpoint": endpoint,
            }
            yield state
