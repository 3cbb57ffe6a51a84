"""An inbox is filled from real servers on the loopback: each file once, whole or not at all, whatever they do."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_cases import DAY, PERSON, WABO, csv_of, row, run, run_json
from fetch_servers import LONG_AGO, SECRET, USER, bucket_server, https_server, sftp_server
from moto.core.authorization import enable_iam_authentication

pytestmark = pytest.mark.long

SERVERS = {"sftp": sftp_server, "https": https_server, "bucket": bucket_server}
OF_FILES = {name: SERVERS[name] for name in ("sftp", "https")}
LARGE = csv_of(*(row(n) for n in range(3000)))  # some 300 KB: in many parts on its way
ROOT = Path(__file__).parents[2]


class City:
    """The city, its data root, and what it has fetched."""

    def __init__(self, folder, capsys):
        self.home, self.folder, self.capsys = folder / "data", folder / "city", capsys
        shutil.copytree(WABO, self.folder)
        (self.folder / "fetch").mkdir()

    def declare(self, toml, name="xuat"):
        (self.folder / "fetch" / f"{name}.toml").write_text(toml, encoding="utf-8")

    def fetch(self):
        """Return exit code, what came of the only place, and the codes of its problems."""
        code, (result,) = run_json(self.capsys, "fetch", "--home", self.home, "--city", self.folder)
        return code, (result["arrived"], result["known"]), [p["reason"] for p in result["problems"]]

    @property
    def files(self):
        inbox = self.home / "inbox" / "_city"
        return {str(p.relative_to(inbox)): p.read_text(encoding="utf-8") for p in inbox.rglob("*") if p.is_file()}


@pytest.fixture
def city(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MOTCUA_TEST_BUCKET", SECRET)
    return City(tmp_path, capsys)


@pytest.fixture(params=SERVERS)
def server(request, tmp_path):
    with SERVERS[request.param](tmp_path) as state:
        yield state


@pytest.fixture(params=OF_FILES)
def file_server(request, tmp_path):
    with OF_FILES[request.param](tmp_path) as state:
        yield state


@pytest.fixture
def sftp(tmp_path):
    with sftp_server(tmp_path) as state:
        yield state


@pytest.fixture
def https(tmp_path):
    with https_server(tmp_path) as state:
        yield state


@pytest.fixture
def bucket(tmp_path):
    with bucket_server(tmp_path) as state:
        yield state


def test_each_file_is_fetched_once_and_a_changed_one_beside_the_first(city, server):
    server.put("a.csv", "a")
    server.put("b.csv", "b")
    server.put("c.txt", "c")
    server.put(".hidden.csv", "h")
    server.put("d.csv.part", "d")
    city.declare(server.toml(names=["*.csv", "*.part"]))
    assert city.fetch() == (0, (2, 0), [])
    assert city.files == {"a.csv": "a", "b.csv": "b"}
    assert city.fetch() == (0, (0, 2), [])
    (city.home / "inbox" / "_city" / "a.csv").unlink()  # landed, and cleared away
    assert city.fetch() == (0, (0, 2), [])
    server.put("b.csv", "b2", LONG_AGO + 5)
    server.put("e.csv", "")
    assert city.fetch() == (0, (2, 1), [])
    assert city.files == {"b.csv": "b", "fetched-2/b.csv": "b2", "e.csv": ""}
    server.put("b.csv", "b2", LONG_AGO + 9)  # only its time has changed
    assert city.fetch() == (0, (0, 3), [])
    assert sorted(city.files) == ["b.csv", "e.csv", "fetched-2/b.csv"]


def test_one_file_is_fetched_by_its_address(city, server):
    server.put("a.csv", "a")
    server.put("b.csv", "b")
    city.declare(server.toml(url=f"{server.url}b.csv"))
    assert city.fetch() == (0, (1, 0), [])
    assert city.fetch() == (0, (0, 1), [])
    assert city.files == {"b.csv": "b"}


def test_a_file_that_is_cut_does_not_appear_and_comes_whole_the_next_time(city, file_server):
    file_server.put("a.csv", "a")
    file_server.put("b.csv", LARGE)
    file_server.cut = "b.csv"
    city.declare(file_server.toml())
    assert city.fetch() == (1, (1, 0), ["connection-cut"])
    assert city.files == {"a.csv": "a"}
    file_server.cut = ""
    assert city.fetch() == (0, (1, 1), [])
    assert city.files == {"a.csv": "a", "b.csv": LARGE}


def test_a_place_that_fails_is_asked_once_more(city, file_server):
    file_server.put("b.csv", LARGE)
    file_server.cut = "b.csv"
    city.declare(file_server.toml())
    city.fetch()
    assert sum(name == "b.csv" and asked in ("open", "GET") for asked, name in file_server.asked) == 2


def test_a_password_that_is_refused_is_not_offered_again(city, sftp, tmp_path):
    """Some servers lock out who is wrong too often."""
    (tmp_path / "wrong").write_text("wrong")
    city.declare(sftp.toml(secret={"file": tmp_path / "wrong"}))
    assert city.fetch() == (1, (0, 0), ["login-refused"])
    assert sftp.logins == 1


def test_a_file_that_changes_or_goes_meanwhile_is_left(city, file_server):
    for name in ("a.csv", "b.csv", "c.csv"):
        file_server.put(name, LARGE)
    file_server.growing, file_server.vanishing = "a.csv", "b.csv"
    city.declare(file_server.toml())
    assert city.fetch() == (0, (1, 0), ["changing-at-sender", "gone-at-sender"])
    assert city.files == {"c.csv": LARGE}


def test_a_file_that_was_changed_just_now_is_left_for_the_next_time(city, file_server):
    file_server.put("a.csv", "a", changed=time.time())
    city.declare(file_server.toml())
    assert city.fetch() == (0, (0, 0), ["changing-at-sender"])
    file_server.put("a.csv", "a")
    assert city.fetch() == (0, (1, 0), [])


def test_limits_of_size_and_number(city, server):
    server.put("a.csv", "x" * ((1 << 20) + 1))
    for name in ("b.csv", "c.csv", "d.csv"):
        server.put(name, name)
    city.declare(server.toml(max_mb=1, max_files=2))
    assert city.fetch() == (1, (2, 0), ["file-too-large", "too-many-files"])
    assert city.fetch() == (1, (1, 2), ["file-too-large"])
    assert sorted(city.files) == ["b.csv", "c.csv", "d.csv"]


def test_a_file_whose_size_is_not_said_is_fetched_up_to_the_limit(city, https):
    https.put("a.csv", LARGE)
    https.unsized = "a.csv"
    city.declare(https.toml(max_mb=1))
    assert city.fetch() == (0, (1, 0), [])
    https.put("b.csv", "x" * ((1 << 20) + 1))
    https.unsized = "b.csv"
    assert city.fetch() == (1, (0, 1), ["file-too-large"])
    assert city.files == {"a.csv": LARGE}


def test_names_that_are_no_names_and_links_do_not_leave_the_inbox(city, sftp, tmp_path):
    sftp.put("a.csv", "a")
    sftp.extra_names = ["../evil.csv", "..\\evil.csv", "e\x1b[2J.csv", f"{'x' * 250}.csv"]
    (tmp_path / "outside.csv").write_text("o")
    (sftp.folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    city.declare(sftp.toml())
    assert city.fetch() == (1, (1, 0), [*["name-not-safe"] * 3, "link-at-sender", "name-not-safe"])
    assert city.files == {"a.csv": "a"}
    assert not list(city.home.rglob("*evil*"))


def test_a_folder_with_a_name_that_is_no_utf8(city, sftp):
    sftp.put("a.csv", "a")
    sftp.extra_names = ["h\udcf4 s\udcf4.csv"]
    city.declare(sftp.toml())
    assert city.fetch() == (1, (0, 0), ["names-unreadable"])


def test_a_place_that_was_declared_for_another_unit_is_fetched_for_the_right_one(city, https):
    https.put("a.csv", "a")
    city.declare(https.toml(unit="experts"))
    assert city.fetch() == (0, (1, 0), [])
    city.declare(https.toml())
    assert city.fetch() == (0, (1, 0), [])
    assert city.files == {"a.csv": "a"}


def test_names_of_a_web_page_stay_in_its_folder(city, https):
    https.put("a.csv", "a")
    https.put("b%2F..%2Fc.csv", "b")
    https.extra_names = ["Hồ sơ quý 1.csv"]
    city.declare(https.toml())
    code, counts, problems = city.fetch()
    assert (code, problems) == (0, ["changing-at-sender"])  # made when it was listed
    assert counts == (2, 0)
    assert sorted(city.files) == ["a.csv", "b%2F..%2Fc.csv"]


def test_a_redirect_is_not_followed(city, https):
    https.put("a.csv", "a")
    city.declare(https.toml(url=f"{https.url}elsewhere.csv"))
    assert city.fetch() == (1, (0, 0), ["redirected"])
    assert ("GET", "a.csv") not in https.asked


def test_who_is_not_let_in(city, file_server, tmp_path):
    file_server.put("a.csv", "a")
    wrong = tmp_path / "wrong"
    wrong.write_text("wrong")
    city.declare(file_server.toml(secret={"file": wrong}))
    assert city.fetch() == (1, (0, 0), ["login-refused"])
    wrong.unlink()
    assert city.fetch() == (1, (0, 0), ["no-credential"])
    assert city.files == {}


def test_a_server_that_is_not_the_declared_one_gets_no_password(city, sftp, https, tmp_path):
    other = "SHA256:" + "A" * 43
    city.declare(sftp.toml(host_keys=[other]))
    assert city.fetch() == (1, (0, 0), ["server-unknown"])
    known = tmp_path / "known_hosts"
    known.write_text(sftp.other_host)
    city.declare(sftp.toml(host_keys=None, known_hosts=known))
    assert city.fetch() == (1, (0, 0), ["server-unknown"])
    assert sftp.logins == 0
    city.declare(https.toml(ca_file=None))
    assert city.fetch() == (1, (0, 0), ["server-certificate"])
    assert https.asked == []


def test_a_bucket_of_an_unknown_authority(city, tmp_path):
    with bucket_server(tmp_path) as bucket:
        bucket.put("a.csv", "a")
        city.declare(bucket.toml(ca_file=None))
        assert city.fetch() == (1, (0, 0), ["server-certificate"])


def test_a_bucket_lets_in_who_has_a_key_that_may_read(city, bucket, monkeypatch):
    bucket.put("a.csv", "a")
    key, secret = bucket.key_of("reader", "s3:ListBucket", "s3:GetObject")
    others, useless = bucket.key_of("nobody")
    fetch = ("fetch", "--home", city.home, "--city", city.folder)
    with enable_iam_authentication():
        for user, password in ((key, SECRET), ("AKIANOBODY", secret), (others, useless)):
            monkeypatch.setenv("MOTCUA_TEST_BUCKET", password)
            city.declare(bucket.toml(user=user))
            assert city.fetch() == (1, (0, 0), ["login-refused"])
            code, out, err = run(city.capsys, *fetch)
            assert (code, "The server refuses the user, the password or the key" in out + err) == (1, True)
            assert password not in out + err
        monkeypatch.setenv("MOTCUA_TEST_BUCKET", secret)
        city.declare(bucket.toml(user=key))
        assert city.fetch() == (0, (1, 0), [])


def test_a_file_of_known_hosts_and_a_key_of_ones_own(city, sftp, tmp_path):
    sftp.put("a.csv", "a")
    known = tmp_path / "known_hosts"
    known.write_text(sftp.known_host)
    city.declare(sftp.toml(host_keys=None, known_hosts=known, key_file=tmp_path / "key"))
    assert city.fetch() == (0, (1, 0), [])


def test_a_server_that_is_down(city, server_down):
    city.declare(server_down)
    assert city.fetch() == (1, (0, 0), ["server-unreachable"])


@pytest.fixture(params=SERVERS)
def server_down(request, tmp_path):
    with SERVERS[request.param](tmp_path) as state:
        toml = state.toml()
    return toml


def test_a_place_that_is_not_there(city, server):
    server.put("a.csv", "a")
    city.declare(server.toml(url=f"{server.url}nowhere/"))
    code, counts, problems = city.fetch()
    assert (code, counts, problems) == (1, (0, 0), ["not-found"])


def test_a_fetch_that_is_killed_in_the_middle_leaves_nothing_and_the_next_one_completes(city, file_server):
    file_server.put("a.csv", LARGE)
    file_server.held = "a.csv"
    city.declare(file_server.toml())
    command = [sys.executable, "-m", "flows.cli", "fetch", "--home", city.home, "--city", city.folder]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        assert file_server.half_sent.wait(60)
        process.send_signal(signal.SIGKILL)
    file_server.held = ""
    file_server.go_on.set()
    (unfinished,) = city.files
    assert unfinished.startswith(".fetching-")
    assert city.fetch() == (0, (1, 0), [])
    assert city.files == {"a.csv": LARGE}


def test_a_file_that_appeared_but_was_not_remembered_does_not_appear_twice(city, server):
    server.put("a.csv", "a")
    city.declare(server.toml())
    city.fetch()
    ledger = city.home / "fetched" / "xuat.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-9])  # as a crash may leave it
    server.put("b.csv", "b")
    assert city.fetch()[0] == 0
    assert city.files == {"a.csv": "a", "b.csv": "b"}
    assert city.fetch() == (0, (0, 2), [])


def test_no_secret_is_told_or_kept(city, sftp, https):
    place = ("--home", city.home, "--city", city.folder)
    sftp.put("a.csv", csv_of(row(1)))
    for name, toml in (("a", sftp.toml()), ("b", https.toml()), ("down", sftp.toml(url="sftp://127.0.0.1:9/"))):
        city.declare(toml, name)
    printed = ""
    for tokens in (("fetch",), ("nightly", "--direct", "--date", DAY, "--workers", 1), ("doctor",), ("status",)):
        for as_json in ((), ("--json",)):
            _, out, err = run(city.capsys, *tokens, *as_json, *place)
            printed += out + err
    assert "server-unreachable" in printed
    assert SECRET not in printed
    files = [p for p in city.home.rglob("*") if p.is_file()]
    assert any(p.name == "a.csv" for p in files)
    assert [p for p in files if SECRET.encode() in p.read_bytes()] == []


def test_a_night_takes_in_what_it_has_fetched_and_no_failing_server_stops_it(city, https):
    name = f"{PERSON}.csv"
    https.put(name, csv_of(*(row(n) for n in range(40))))
    city.declare(https.toml())
    night = ("nightly", "--direct", "--date", DAY, "--workers", 1, "--home", city.home, "--city", city.folder)
    code, report = run_json(city.capsys, *night)
    assert (code, report["fetched"][0]["arrived"]) == (0, 1)
    assert [(o["status"], o["accepted"]) for o in report["outcomes"]] == [("accepted", 40)]
    https.put(name, LARGE, LONG_AGO + 5)
    https.put(f"{PERSON} 2.csv", "a", changed=time.time())
    https.cut = name
    code, report = run_json(city.capsys, *night)
    (fetched,) = report["fetched"]
    assert (code, report["needs_attention"], fetched["needs_attention"]) == (1, True, True)
    changing, cut = fetched["problems"]
    assert (changing["reason"], changing["file_name"]) == ("changing-at-sender", "Aaaaaa Aaa Aaaaa Aa d.csv")
    assert (cut["reason"], cut["file_name"]) == ("connection-cut", "")
    assert cut["message_vi"].startswith("Kết nối bị ngắt")
    assert [o["status"] for o in report["outcomes"]] == ["already_loaded"]
    assert PERSON not in str(report)


def test_a_city_that_declares_nothing_loads_no_library_for_it(tmp_path):
    home = tmp_path / "data"
    code = (
        "import sys; from flows.cli import main; "
        f"main(['fetch', '--home', {str(home)!r}, '--city', {str(WABO)!r}]); "
        "sys.exit(any(name in sys.modules for name in ('paramiko', 's3fs', 'aiohttp', 'fsspec.implementations.sftp')))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    assert not (home / "fetched").exists()


def test_without_the_extra_a_place_says_what_to_install(city, file_server, tmp_path):
    """The libraries are hidden from a process that has all others."""
    city.declare(file_server.toml())
    (tmp_path / "hidden").mkdir()
    for name in ("paramiko", "aiohttp"):
        (tmp_path / "hidden" / f"{name}.py").write_text("raise ModuleNotFoundError(name=__name__)")
    command = [sys.executable, "-m", "flows.cli", "fetch", "--home", city.home, "--city", city.folder]
    environment = os.environ | {"PYTHONPATH": f"{tmp_path / 'hidden'}:{ROOT}"}
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip install 'motcua[fetch]'" in done.stdout


def test_what_is_declared_wrongly_stops_a_night_before_it_begins(city, sftp):
    city.declare(sftp.toml(unit="ctiy"))
    place = ("--home", city.home, "--city", city.folder)
    for command in (("fetch",), ("nightly", "--direct", "--date", DAY), ("doctor",)):
        code, out, err = run(city.capsys, *command, *place)
        assert code == 3
        assert "xuat.toml: unit: the register has no 'ctiy'" in out + err
    assert not (city.home / "submissions").exists()


def test_doctor_names_places_and_files_of_secrets_that_others_may_read(city, sftp, tmp_path):
    city.declare(sftp.toml())
    place = ("--home", city.home, "--city", city.folder)

    def findings():
        _, found = run_json(city.capsys, "doctor", *place)
        return [(f["code"], f["found"]) for f in found if f["name"] == "fetch xuat"]

    assert findings() == [("", f"{sftp.url} for _city, as {USER}")]
    (tmp_path / "sftp.secret").chmod(0o644)
    ((code, words),) = findings()
    assert code == "keys-open"
    assert str(tmp_path / "sftp.secret") in words
    (tmp_path / "sftp.secret").unlink()
    assert findings()[0][0] == "fetch-not-possible"
