"""People are told by real receivers on the loopback: each alert once, in one message, whatever a receiver does."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest
from cli_cases import DAY, PERSON, WABO, deliver, put, row, run, run_json, take_in
from notice_receivers import (
    SECRET,
    USER,
    dripping_server,
    free_port,
    secret_file,
    smtp_server,
    strange_authority,
    webhook_server,
)

from flows.cli.night_notices import telling_of_failure
from flows.notices.ledger import channels_down, ledger_path, read_ledger
from flows.settings import Place
from warehouse import store

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
BAD = "a,b,c,d"


class Office:
    """A data root after a night that rejected a file, its city, and the lines of JSON that people get in a file."""

    def __init__(self, folder, capsys):
        self.home, self.city, self.capsys = folder / "data", folder / "city", capsys
        self.log = folder / "notices.jsonl"
        self.place = ("--home", self.home, "--city", self.city)

    def declare(self, **channels):
        tables = [f"[{name.replace('_', '.', 1)}]\n{toml}" for name, toml in channels.items()]
        text = "\n".join(["disk_low_mb = 1", *tables])
        (self.city / "notices.toml").write_text(text, encoding="utf-8")

    def to_file(self):
        self.declare(file_log=f'path = "{self.log}"')

    def notify(self, *more):
        code, told = run_json(self.capsys, "notify", *self.place, *more)
        return code, {sent["channel"]: sent["reason"] for sent in told["sent"]}

    def night(self, *more):
        return run_json(self.capsys, "nightly", *self.place, "--date", DAY, "--direct", "--workers", 1, *more)

    @property
    def lines(self):
        """The notices in the file."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    @property
    def codes(self):
        """The codes of the alerts of each notice in the file."""
        return [[alert["code"] for alert in notice["alerts"]] for notice in self.lines]


@pytest.fixture(scope="module")
def rejected_night(tmp_path_factory):
    home = tmp_path_factory.mktemp("rejected")
    deliver(home, "good.csv", row(1))
    deliver(home, f"{PERSON}.csv", "1,2,3,4", header=BAD)
    assert take_in(home).needs_attention
    return home


@pytest.fixture
def office(rejected_night, tmp_path, capsys):
    shutil.copytree(rejected_night, tmp_path / "data", symlinks=True)
    shutil.copytree(WABO, tmp_path / "city")
    return Office(tmp_path, capsys)


@pytest.mark.parametrize(("tls", "with_password"), [("none", False), ("implicit", False), ("starttls", True)])
def test_a_mail_is_received_once_in_both_languages(office, tmp_path, tls, with_password):
    with smtp_server(tmp_path, tls, with_password) as server:
        office.declare(email_it=server.toml)
        assert office.notify() == (0, {"email.it": ""})
        assert office.notify() == (0, {})
    (mail,) = server.mails
    assert server.envelopes == [
        ("motcua@example.vn", ("it@example.vn", "truc@example.vn"), tls == "starttls")
    ]  # implicit: or nothing would arrive
    assert server.logins == ([(USER, SECRET)] if with_password else [])
    text = mail.get_content()
    assert mail["Subject"] == "[motcua] Một đô thị Hà Lan (CoSeLoG): 1 cảnh báo (file-rejected)"
    assert text.index("không được chấp nhận") < text.index("Việc cần làm") < text.index("was not accepted")
    assert f"motcua status --home {office.home} --city {office.city}" in text
    assert PERSON not in mail.as_string() + text and SECRET not in mail.as_string()
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("tls", [False, True])
def test_a_webhook_is_posted_once_with_its_token(office, tmp_path, tls):
    (tmp_path / "token").write_text(f"{SECRET}\n", encoding="utf-8")
    with webhook_server(tmp_path, tls) as hook:
        office.declare(webhook_chat=hook.toml + f'secret = {{ file = "{tmp_path / "token"}" }}\n')
        assert office.notify() == (0, {"webhook.chat": ""})
        assert office.notify() == (0, {})
    (body,) = hook.bodies
    assert hook.headers[0]["Authorization"] == f"Bearer {SECRET}"
    assert hook.paths == ["/hook?x=1"] and hook.headers[0]["Idempotency-Key"] == body["id"]
    (alert,) = body["alerts"]
    assert alert["code"] == "file-rejected" and alert["subject"].startswith("_city/unrecognised-")
    assert "motcua status" in alert["do_vi"] and alert["vi"] in body["text"] and alert["en"] in body["text"]
    assert PERSON not in json.dumps(body, ensure_ascii=False)


def test_an_address_that_holds_a_token_is_kept_secret(office, tmp_path):
    with webhook_server(tmp_path) as hook:
        url = tmp_path / "url"
        url.write_text(f"http://127.0.0.1:{hook.port}/hooks/{SECRET}\n", encoding="utf-8")
        office.declare(webhook_chat=f'url = {{ file = "{url}" }}')
        assert office.notify() == (0, {"webhook.chat": ""})
        hook.answer = 500
        deliver(office.home, "worse.csv", "1,2", header="x,y")
        code, report = office.night()
    assert hook.paths == [f"/hooks/{SECRET}"] * 2
    assert code == 1 and [sent["reason"] for sent in report["notices"]] == ["answered"]
    kept = [path for path in office.home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert kept == [] and SECRET not in json.dumps(report)
    url.write_text("http://example.vn/x", encoding="utf-8")  # to another machine, in the clear
    assert office.notify() == (1, {"webhook.chat": "address"})


def test_a_night_tells_at_its_end_and_says_so_in_its_report(office):
    office.to_file()
    code, report = office.night()
    assert code == 0  # the rejected file is known, and no news of this night
    assert report["notices"] == []
    deliver(office.home, "worse.csv", "1,2", header="x,y")
    code, report = office.night()
    assert code == 1
    told = {"channel": "file.log", "alerts": 1, "told": True, "reason": "", "message_vi": "", "message_en": ""}
    assert report["notices"] == [told]
    newest = max((office.home / "runs").glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    assert json.loads(newest.read_bytes())["notices"] == [told]
    assert office.notify() == (0, {})
    assert office.codes == [["file-rejected"]]


def test_a_night_without_channels_is_as_it_was(office):
    code, report = office.night()
    assert (code, report["notices"]) == (0, [])
    assert not (office.home / "notices").exists()


def test_a_night_that_fails_tells_its_failure_and_each_night_anew(office, capsys):
    office.to_file()
    shutil.rmtree(office.home / "snapshots")
    (office.home / "snapshots").write_text("in the way", encoding="utf-8")
    for _ in range(2):
        assert run(capsys, "nightly", *office.place, "--date", DAY, "--direct", "--workers", 1)[0] == 5
    assert [codes[0] for codes in office.codes] == ["night-failed", "night-failed"]
    first, second = (notice["alerts"][0] for notice in office.lines)
    assert first["subject"] != second["subject"] and "FileExistsError" in first["vi"]
    assert office.notify() == (0, {})


def test_a_folder_that_became_a_file_is_a_night_that_failed_and_no_wrong_usage(office):
    office.to_file()
    (office.home / "file").touch()
    with pytest.raises(NotADirectoryError), telling_of_failure(Place(office.home, office.city), "direct"):
        os.scandir(office.home / "file")
    assert office.codes[0][0] == "night-failed" and "NotADirectoryError" in office.lines[0]["alerts"][0]["vi"]


def test_a_wrong_declaration_is_told_once_and_again_when_it_came_back(office, capsys):
    office.to_file()
    good = (office.city / "city.toml").read_text(encoding="utf-8")
    (office.city / "city.toml").write_text(good.replace("zone", "zome"), encoding="utf-8")
    for _ in range(2):
        assert run(capsys, "nightly", *office.place, "--date", DAY, "--direct")[0] == 3
    assert office.notify()[0] == 0
    assert [codes for codes in office.codes if "declaration-wrong" in codes] == [["declaration-wrong"]]
    assert "zome" in office.lines[0]["alerts"][0]["vi"]
    (office.city / "city.toml").write_text(good, encoding="utf-8")
    assert office.night()[0] == 0
    (office.city / "city.toml").write_text(good.replace("zone", "zome"), encoding="utf-8")
    assert office.notify()[0] == 0
    assert [codes for codes in office.codes if "declaration-wrong" in codes] == [["declaration-wrong"]] * 2


def test_a_notice_of_one_wrong_declaration_has_the_name_and_the_hour_of_the_city(office):
    office.to_file()
    (office.city / "sources" / "x.toml").write_text("id = 3", encoding="utf-8")
    assert office.notify()[0] == 0
    (notice,) = office.lines
    assert "declaration-wrong" in office.codes[0]
    assert notice["city"] == "Một đô thị Hà Lan (CoSeLoG)" and notice["city"] in notice["subject"]
    assert notice["at"].endswith(("+01:00", "+02:00"))  # Europe/Amsterdam


def test_a_look_that_fails_once_tells_nothing_twice(office):
    office.to_file()
    assert office.notify() == (0, {"file.log": ""})
    declared = office.city / "city.toml"
    (report,) = (office.home / "runs").glob("*.json")
    for damaged, code in ((declared, "declaration-wrong"), (report, "look-failed")):
        good, state = damaged.read_bytes(), damaged.stat()
        damaged.write_text("[")
        assert office.notify() == (0, {"file.log": ""}) and code in office.codes[-1]
        assert "file-rejected" not in office.codes[-1]
        damaged.write_bytes(good)
        os.utime(damaged, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert office.notify() == (0, {})


def test_a_night_that_was_killed_is_told_by_whoever_looks_next(office, tmp_path):
    """For real: the night waits for a server in the middle of a file, and gets SIGKILL there."""
    from fetch_servers import https_server

    office.to_file()
    office.notify()
    (office.city / "fetch").mkdir()
    with https_server(tmp_path) as server:
        server.put("a.csv", "x" * 300_000)
        server.held = "a.csv"
        (office.city / "fetch" / "xuat.toml").write_text(server.toml(), encoding="utf-8")
        command = [sys.executable, "-m", "flows.cli", "nightly", "--direct", *office.place]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            assert server.half_sent.wait(60)
            assert office.notify() == (0, {})  # it is under way, and nothing is wrong
            process.send_signal(signal.SIGKILL)
        assert office.notify() == (0, {"file.log": ""})
        assert office.codes[-1] == ["night-died"]
        assert "motcua nightly --direct" in office.lines[-1]["alerts"][0]["do_vi"]
        assert office.notify() == (0, {})


def test_a_channel_that_was_down_gets_it_at_the_next_try_though_the_night_is_over(office, tmp_path):
    port = free_port()
    log = f'path = "{office.log}"'
    office.declare(file_log=log, webhook_chat=f'url = "http://127.0.0.1:{port}/hook"\nmax_seconds = 2\n')
    assert office.notify() == (1, {"file.log": "", "webhook.chat": "unreachable"})
    assert channels_down(store.Home(office.home)) == {"webhook.chat": "unreachable"}
    assert office.notify() == (1, {"webhook.chat": "unreachable"})
    office.night()  # without news: the file is rejected no more
    with webhook_server(tmp_path, port=port) as hook:
        assert office.notify() == (0, {"webhook.chat": ""})
        assert office.notify() == (0, {})
    assert [[alert["code"] for alert in body["alerts"]] for body in hook.bodies] == [["file-rejected"]]
    assert office.codes == [["file-rejected"]]
    assert channels_down(store.Home(office.home)) == {}


def wrong_certificate(folder, state):
    state.toml = state.toml.replace(str(folder / "ca.pem"), str(strange_authority(folder)))


def wrong_password(folder, _):
    (folder / "notices.secret").write_text("another-password", encoding="utf-8")


def no_secret(folder, _):
    (folder / "notices.secret").unlink()


def no_encryption(_, state):
    state.toml = state.toml.replace('tls = "none"', 'tls = "starttls"')


def no_login(folder, state):
    state.toml += f'user = "{USER}"\nsecret = {{ file = "{secret_file(folder)}" }}\n'


MISHAPS = {
    "wrong-certificate": ("implicit", wrong_certificate, "certificate"),
    "wrong-certificate-after-starttls": ("starttls", wrong_certificate, "certificate"),
    "wrong-password": ("starttls", wrong_password, "login-refused"),
    "no-secret": ("starttls", no_secret, "no-secret"),
    "no-encryption": ("none", no_encryption, "no-encryption"),
    "no-login": ("none", no_login, "no-login"),
    "temporary": ("none", lambda _, state: setattr(state, "answer", "451 later"), "answered"),
    "permanent": ("none", lambda _, state: setattr(state, "answer", "554 no"), "answered"),
    "all-refused": ("none", lambda _, s: s.refused.update(("it@example.vn", "truc@example.vn")), "recipients-refused"),
}


@pytest.mark.parametrize("mishap", MISHAPS)
def test_a_mail_server_that_does_not_take_it_is_seen_and_gets_it_later(office, tmp_path, mishap):
    tls, goes_wrong, reason = MISHAPS[mishap]
    with smtp_server(tmp_path, tls, with_password=tls == "starttls") as server:
        good = server.toml
        goes_wrong(tmp_path, server)
        office.declare(email_it=server.toml)
        assert office.notify() == (1, {"email.it": reason})
        assert server.mails == []
        server.answer, server.refused = "250 OK", set()
        (tmp_path / "notices.secret").write_text(SECRET, encoding="utf-8")
        office.declare(email_it=good)
        assert office.notify() == (0, {"email.it": ""})
        assert office.notify() == (0, {})
        assert len(server.mails) == 1


def test_one_recipient_that_is_refused_keeps_none_from_the_others_and_is_seen(office, tmp_path):
    with smtp_server(tmp_path) as server:
        server.refused.add("it@example.vn")
        office.declare(email_it=server.toml)
        assert office.notify() == (1, {"email.it": "recipients-refused"})
        assert office.notify() == (0, {})
    assert server.envelopes == [("motcua@example.vn", ("truc@example.vn",), False)]


@pytest.mark.parametrize(("answer", "reason"), [(500, "answered"), (302, "answered"), (403, "login-refused")])
def test_a_webhook_that_answers_otherwise_has_not_taken_it(office, tmp_path, answer, reason):
    with webhook_server(tmp_path) as hook:
        office.declare(webhook_chat=hook.toml)
        hook.answer = answer
        assert office.notify() == (1, {"webhook.chat": reason})
        hook.answer = 200
        assert office.notify() == (0, {"webhook.chat": ""})
    assert len(hook.bodies) == 1 and hook.paths == ["/hook?x=1"] * 2  # no redirect was followed


def test_slow_receivers_cost_their_time_and_no_night(office, tmp_path):
    with ExitStack() as servers:
        hook = servers.enter_context(webhook_server(tmp_path))
        hook.held = True
        smtp = servers.enter_context(dripping_server())
        office.declare(
            webhook_slow=hook.toml.replace("max_seconds = 5", "max_seconds = 1"),
            email_slow=f'host = "127.0.0.1"\nport = {smtp}\ntls = "none"\nmax_seconds = 1\n'
            'from = "a@example.vn"\nto = ["b@example.vn"]\n',
            file_log=f'path = "{office.log}"',
        )
        deliver(office.home, "worse.csv", "1,2", header="x,y")
        code, report = office.night()
        assert code == 1 and report["snapshot_path"]
        reasons = {sent["channel"]: sent["reason"] for sent in report["notices"]}
        assert reasons == {"webhook.slow": "silent", "email.slow": "silent", "file.log": ""}


def test_two_at_once_tell_once(office, tmp_path):
    with webhook_server(tmp_path) as hook:
        office.declare(webhook_chat=hook.toml.replace("max_seconds = 5", "max_seconds = 60"))
        hook.held = True
        command = [sys.executable, "-m", "flows.cli", "notify", *office.place]
        started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(3)]
        assert hook.arrived.wait(60)
        hook.go_on.set()
        assert [process.wait() for process in started] == [0, 0, 0]
    assert len(hook.bodies) == 1


def test_a_crash_between_sending_and_noting_has_it_sent_once_more_as_the_same_notice(office, tmp_path):
    with webhook_server(tmp_path) as hook:
        office.declare(webhook_chat=hook.toml.replace("max_seconds = 5", "max_seconds = 60"))
        hook.held = True
        command = [sys.executable, "-m", "flows.cli", "notify", *office.place]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            assert hook.arrived.wait(60)  # taken by the receiver, not yet answered
            process.send_signal(signal.SIGKILL)
        hook.held = False
        hook.go_on.set()
        assert office.notify() == (0, {"webhook.chat": ""})
        assert office.notify() == (0, {})
    first, second = hook.bodies
    assert first["id"] == second["id"] and first["alerts"] == second["alerts"]


def test_a_line_that_a_crash_left_unfinished_loses_no_other(office):
    office.to_file()
    office.notify()
    ledger = ledger_path(store.Home(office.home))
    with ledger.open("ab") as file:
        file.write(b'\n{"at": "2026')
    with office.log.open("ab") as file:
        file.write(b'{"id')
    assert office.notify() == (0, {})
    deliver(office.home, "worse.csv", "1,2", header="x,y")
    office.night()
    *_, unfinished, last = office.log.read_text(encoding="utf-8").splitlines()
    assert unfinished == '{"id' and [a["code"] for a in json.loads(last)["alerts"]] == ["file-rejected"]
    assert sum(entry.is_over for entry in read_ledger(store.Home(office.home)).values()) == 1


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "nowhere"])
def test_a_file_that_cannot_be_written_is_seen(office, tmp_path, kind):
    office.log = tmp_path / "odd"
    {
        "folder": office.log.mkdir,
        "pipe": lambda: os.mkfifo(office.log),
        "link": lambda: office.log.symlink_to(tmp_path / "elsewhere"),
        "nowhere": lambda: setattr(office, "log", tmp_path / "no" / "such"),
    }[kind]()
    office.to_file()
    assert office.notify() == (1, {"file.log": "not-written"})
    assert not (tmp_path / "elsewhere").exists()


def test_a_ledger_that_cannot_be_written_keeps_nobody_from_being_told(office):
    office.to_file()
    (office.home / "notices").write_text("in the way", encoding="utf-8")
    code, sent = office.notify()
    assert (code, sent) == (1, {"file.log": "", "ledger": "no-ledger"})
    assert office.codes == [["file-rejected"]]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own for the data root, of less than half a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("no file system may be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_told_once_with_what_it_did_to_the_night(small_disk, tmp_path, capsys):
    shutil.copytree(WABO, tmp_path / "city")
    office = Office(tmp_path, capsys)
    office.home = small_disk / "data"
    office.place = ("--home", office.home, "--city", office.city)
    office.home.mkdir()
    office.to_file()
    (office.city / "notices.toml").write_text(f'[file.log]\npath = "{office.log}"', encoding="utf-8")
    assert office.notify()[0] == 0  # that no night has begun; from now on there is some room for the ledger
    deliver(office.home, "a.csv", *(row(number) for number in range(2000)))
    assert run(capsys, "nightly", *office.place, "--date", DAY, "--direct", "--workers", 1)[0] == 5
    assert shutil.disk_usage(small_disk).free < 65_536
    assert office.notify() == (0, {})
    assert office.codes == [["night-late", "disk-low"], ["night-failed"]]


def test_a_dry_run_shows_and_changes_nothing(office):
    office.to_file()
    code, told = run_json(office.capsys, "notify", *office.place, "--dry-run")
    assert code == 1
    assert [alert["code"] for alert in told["alerts"]] == ["file-rejected"]
    assert [(sent["channel"], sent["alerts"], sent["told"]) for sent in told["sent"]] == [("file.log", 1, False)]
    assert not office.log.exists() and not (office.home / "notices").exists()


def test_a_dry_run_ends_with_1_as_long_as_one_channel_would_be_told_something(office, tmp_path):
    office.to_file()
    assert office.notify() == (0, {"file.log": ""})
    assert office.notify("--dry-run") == (0, {})
    office.declare(file_log=f'path = "{office.log}"', file_new=f'path = "{tmp_path / "new.jsonl"}"')
    assert office.notify("--dry-run") == (1, {"file.new": ""})
    assert not (tmp_path / "new.jsonl").exists()


def test_a_trial_that_is_to_send_nothing_is_wrong_usage(office):
    office.to_file()
    assert run(office.capsys, "notify", *office.place, "--test", "--dry-run")[0] == 2
    assert not office.log.exists()


def test_a_trial_goes_through_every_channel_and_is_no_alert(office, tmp_path):
    with smtp_server(tmp_path) as server, webhook_server(tmp_path) as hook:
        log = f'path = "{office.log}"'
        office.declare(email_it=server.toml, webhook_chat=hook.toml, file_log=log)
        assert office.notify("--test") == (0, {"email.it": "", "webhook.chat": "", "file.log": ""})
        assert (len(server.mails), len(hook.bodies), len(office.lines)) == (1, 1, 1)
        assert "thông báo thử" in server.mails[0]["Subject"] and hook.bodies[0]["test"]
        assert not (office.home / "notices").exists()
        hook.answer = 500
        assert office.notify("--test")[0] == 1


def test_without_channels_what_stands_is_shown_and_somebody_has_to_look(office, capsys):
    code, out, _ = run(capsys, "notify", *office.place)
    assert code == 1
    assert "[file-rejected]" in out and "notices.toml" in out and "motcua status --home" in out
    assert not (office.home / "notices").exists()
    assert run(capsys, "notify", *office.place, "--test")[0] == 1


def test_a_wrong_declaration_of_notices_stops_no_night_and_is_seen(office, capsys):
    office.declare(webhook_chat='url = "http://example.vn/x"')
    assert run(capsys, "notify", *office.place)[0] == 3
    code, report = office.night()
    assert code == 1 and report["snapshot_path"]
    assert [(sent["channel"], sent["reason"]) for sent in report["notices"]] == [("notices.toml", "wrong-file")]


def test_a_data_root_that_is_not_there_is_wrong_usage(office, capsys):
    assert run(capsys, "notify", "--home", office.home / "nowhere", "--city", office.city)[0] == 2
    assert not (office.home / "nowhere").exists()


def test_a_night_between_two_looks_is_told_though_another_came_after_it(office):
    """As nights of a Prefect server, which tell nobody themselves: `notify` sees what each of them found."""
    office.to_file()
    office.notify()
    deliver(office.home, "worse.csv", "1,2", header="x,y")
    take_in(office.home)
    take_in(office.home)
    assert office.notify() == (0, {"file.log": ""})
    assert office.codes == [["file-rejected"]] * 2
    assert office.notify() == (0, {})


def test_synthetic_data_are_called_so(office):
    office.to_file()
    (office.home / "SYNTHETIC").write_text("{}", encoding="utf-8")
    office.notify()
    (notice,) = office.lines
    assert notice["synthetic"] and "SỐ LIỆU TỔNG HỢP" in notice["subject"] and "SYNTHETIC DATA" in notice["text"]


def test_threads_that_tell_in_one_process_tell_once(office, tmp_path):
    from flows.notices.now import tell_now, watch_of
    from flows.settings import Place

    office.to_file()
    put(office.home / "inbox" / "_city" / "x.csv", "")
    looked = watch_of(Place(office.home, office.city))
    threads = [threading.Thread(target=tell_now, args=(looked,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert office.codes == [["file-rejected"]]


def findings(office):
    code, found = run_json(office.capsys, "doctor", *office.place)
    return code, {each["name"]: each for each in found if each["name"].startswith(("channel", "notices"))}


def test_doctor_says_how_the_channels_are(office, tmp_path):
    code, found = findings(office)
    assert (found["notices"]["state"], found["notices"]["code"]) == ("warning", "")
    secret = tmp_path / "token"
    with webhook_server(tmp_path) as hook:
        office.declare(webhook_chat=hook.toml + f'secret = {{ file = "{secret}" }}\n')
        code, found = findings(office)
        assert (code, found["channel webhook.chat"]["code"]) == (1, "channel-down")
        assert str(secret) in found["channel webhook.chat"]["found"]
        secret.write_text(SECRET, encoding="utf-8")
        secret.chmod(0o644)
        assert findings(office)[1]["channel webhook.chat"]["code"] == "keys-open"
        secret.chmod(0o600)
        assert findings(office)[1]["channel webhook.chat"]["state"] == "ok"
        hook.answer = 500
        office.notify()
        code, found = findings(office)
        assert (code, found["channel webhook.chat"]["code"]) == (1, "channel-down")
        assert (
            "answered" in found["channel webhook.chat"]["found"]
            and "--test" in found["channel webhook.chat"]["advice_vi"]
        )
        hook.answer = 200
        office.notify()
        assert findings(office)[1]["channel webhook.chat"]["state"] == "ok"
