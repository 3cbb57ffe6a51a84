"""What `notices.toml` may say: secrets are named and never written, and nothing secret is sent in the clear."""

import shutil
from datetime import timedelta

import pytest

from schemas.city import DEFAULT_CITY, load_city
from schemas.errors import DeclarationError
from schemas.notices import Notices, load_notices, secrets_of, span
from warehouse.editions.binding import bound_parts

MAIL = 'host = "mail.example.vn"\nfrom = "motcua@example.vn"\nto = ["it@example.vn"]\n'
WHOLE = f"""
max_age = "26h"
disk_low_mb = 4096

[grace]
quan-12 = 2

[email.it]
{MAIL}
user = "motcua"
secret = {{ file = "/etc/motcua/mail.secret" }}

[webhook.chat]
url = {{ variable = "MOTCUA_CHAT" }}
secret = {{ file = "/etc/motcua/token" }}

[file.log]
path = "/var/log/motcua/notices.jsonl"
"""


@pytest.fixture
def loaded(tmp_path):
    """Load a declaration by its text."""
    register = load_city().register

    def load(text):
        (tmp_path / "notices.toml").write_text(text, encoding="utf-8")
        return load_notices(tmp_path, register)

    return load


def test_a_whole_declaration(loaded):
    notices = loaded(WHOLE)
    assert list(notices.channels) == ["email.it", "webhook.chat", "file.log"]
    assert notices.longest_silence == timedelta(hours=26) and notices.grace == {"quan-12": 2}
    assert notices.email["it"].port == 587 and notices.email["it"].tls == "starttls"
    named = [s.file or s.variable for channel in notices.channels.values() for s in secrets_of(channel)]
    assert named == ["/etc/motcua/mail.secret", "/etc/motcua/token", "MOTCUA_CHAT"]


def test_a_city_without_the_file_tells_nobody(tmp_path):
    assert load_notices(tmp_path) == Notices()
    assert not Notices().channels and Notices().longest_silence == timedelta(hours=26)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f'[email.it]\n{MAIL}user = "x"\nsecret = "canary-4711"', "a secret is never written here"),
        ('[webhook.x]\nurl = "https://canary-4711@example.vn/"', "holds no user and no password"),
        ('[webhook.x]\nurl = "http://example.vn/canary-4711"', "allow_http"),
        ('[webhook.x]\nurl = "ftp://example.vn/canary-4711"', "expected https://host/path"),
        ('[webhook.x]\nurl = "https://example.vn:x/"', "expected https://host/path"),
        ('[webhook.x]\nurl = "https://example.vn/a\\nHost: b"', "expected https://host/path"),
        (f'[email.it]\n{MAIL}tls = "none"\nuser = "x"\nsecret = {{ variable = "X" }}', "in the clear"),
        (f'[email.it]\n{MAIL}user = "x"', "belong together"),
        (f'[email.it]\n{MAIL}tls = "none"\nca_file = "/x.pem"', "nothing is asked"),
        ('[email.it]\nhost = "x"\nfrom = "a@b"\nto = ["c@d\\nBcc: e@f"]', "to.0"),
        ('[email.it]\nhost = "x"\nfrom = "a@b"\nto = []', "to"),
        ('[file.log]\npath = "notices.jsonl"', "path"),
        ("[file.log]\npfad = 1", "known keys: path"),
        ('[file."Tệp"]\npath = "/x"', "Tệp"),
        ('max_age = "26"', "90m, 26h, 2d"),
        ('max_age = "0h"', "90m, 26h, 2d"),
        ("disk_low_mb = 0", "disk_low_mb"),
        ("[grace]\nquan-21 = 1", "nearest: "),
        ("[grace]\nquan-12 = -1", "grace.quan-12"),
        ("max_aeg = '1h'", "did you mean max_age?"),
        ("[email", "not valid TOML"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_place(loaded, text, fault):
    with pytest.raises(DeclarationError) as refused:
        loaded(text)
    assert fault in str(refused.value) and "notices.toml" in str(refused.value)
    assert "canary-4711" not in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_this_machine_may_be_told_in_the_clear(loaded, host):
    assert loaded(f'[webhook.x]\nurl = "http://{host}:8080/hook"').channels
    bare = host.strip("[]")
    toml = MAIL.replace("mail.example.vn", bare) + 'tls = "none"\nuser = "x"\nsecret = { variable = "X" }'
    assert loaded(f"[email.x]\n{toml}").channels


def test_another_machine_may_be_told_in_the_clear_where_that_is_declared(loaded):
    assert loaded('[webhook.x]\nurl = "http://example.vn/x"\nallow_http = true').channels


@pytest.mark.parametrize(("text", "hours"), [("90m", 1.5), ("26h", 26), (" 2D ", 48)])
def test_spans_of_time(text, hours):
    assert span(text) == timedelta(hours=hours)


def test_who_is_told_is_no_part_of_what_is_computed_or_bound(tmp_path):
    folder = shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    before = load_city(folder)
    (folder / "notices.toml").write_text(WHOLE, encoding="utf-8")
    after = load_city(folder)
    assert after.declarations == before.declarations
    assert bound_parts(after) == bound_parts(before)
