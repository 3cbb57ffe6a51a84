"""What a city may declare of places to fetch files from, and what it is told where it may not."""

import pytest

from schemas.city import DEFAULT_CITY, load_city
from schemas.errors import DeclarationError
from schemas.fetch import load_fetches

KEY = "SHA256:" + "A" * 43
SFTP = f"""
unit = "quan-12"
url = "sftp://sftp.example.vn:2222/xuat/"
user = "motcua"
secret = {{ file = "/etc/motcua/quan-12" }}
host_keys = ["{KEY}"]
"""
HTTPS = """
unit = "_city"
url = "https://example.vn/xuat/HoSo.csv"
"""
BUCKET = """
unit = "_city"
url = "s3://xuat/ho-so/"
endpoint = "https://s3.example.vn"
user = "ID"
secret = { variable = "MOTCUA_BUCKET" }
"""
REGISTER = load_city(DEFAULT_CITY).register


def loaded(folder, toml, name="quan-12"):
    (folder / "fetch").mkdir(exist_ok=True)
    (folder / "fetch" / f"{name}.toml").write_text(toml, encoding="utf-8")
    return load_fetches(folder, REGISTER)[name]


@pytest.mark.parametrize(
    ("toml", "protocol", "is_folder"), [(SFTP, "sftp", True), (HTTPS, "https", False), (BUCKET, "s3", True)]
)
def test_a_place_of_each_kind(tmp_path, toml, protocol, is_folder):
    declared = loaded(tmp_path, toml)
    assert (declared.protocol, declared.is_folder) == (protocol, is_folder)


def test_a_city_that_fetches_nothing(tmp_path):
    assert load_fetches(tmp_path, REGISTER) == {}


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (SFTP.replace("sftp://sftp", "sftp://motcua:bi-mat-7@sftp"), "an address holds no user and no password"),
        (SFTP.replace('{ file = "/etc/motcua/quan-12" }', '"bi-mat-7"'), "a secret is never written here"),
        (HTTPS.replace("HoSo.csv", "HoSo.csv?key=bi-mat-7"), "an address ends before ? and #"),
        (HTTPS.replace("https", "http"), "http:// can be read and changed on its way"),
        (HTTPS.replace("https", "ftp"), "expected sftp://host/folder/"),
        (HTTPS.replace("/xuat/HoSo.csv", ""), "expected sftp://host/folder/"),
        (SFTP.replace(":2222", ":22x"), "expected sftp://host/folder/"),
        (HTTPS.replace("xuat/HoSo", "xuat/%2e%2e/HoSo"), "write the path without . and .."),
        (BUCKET.replace("https://s3", "http://s3"), "expected https://host"),
        (SFTP.replace(f'host_keys = ["{KEY}"]', ""), "sftp:// needs host_keys or known_hosts"),
        (SFTP.replace(KEY, "MD5:00"), "expected SHA256: and 43 characters"),
        (SFTP.replace('secret = { file = "/etc/motcua/quan-12" }', ""), "sftp:// needs user, and key_file or secret"),
        (SFTP.replace('file = "/etc', 'variable = "A", file = "/etc'), "name one of file and variable"),
        (SFTP.replace("/etc/motcua", "etc"), "secret.file"),
        (HTTPS + 'user = "motcua"\n', "the secret of the user is missing"),
        (BUCKET.replace('user = "ID"', ""), "the secret of a bucket belongs to an access key"),
        (HTTPS + 'known_hosts = "/etc/ssh/ssh_known_hosts"\n', "https:// knows no known_hosts"),
        (HTTPS + 'names = ["xuat/*.csv"]\n', "patterns are of names, without folders"),
        (HTTPS + "max_file = 3\n", "did you mean max_files"),
        (SFTP.replace("quan-12", "quan-21"), "the register has no 'quan-21'; nearest: quan-"),
        (SFTP.replace('"quan-12"', '"Quận 12"'), "the register has no 'Quận 12'; nearest: quan-12"),
    ],
)
def test_what_is_refused_and_what_is_said(tmp_path, toml, said):
    with pytest.raises(DeclarationError) as refused:
        loaded(tmp_path, toml)
    assert "quan-12.toml" in str(refused.value)
    assert said in str(refused.value)
    assert "bi-mat-7" not in str(refused.value)


def test_a_name_that_is_no_name_of_a_place(tmp_path):
    with pytest.raises(DeclarationError, match="lower-case letters"):
        loaded(tmp_path, HTTPS, "Quận 12")
