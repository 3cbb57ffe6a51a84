"""The steps that more than one feature uses: what units send, and where persons may stand."""

import pytest
from nights import PERSON, appears, csv_text, deliver, home_at
from pytest_bdd import given, parsers, then, when
from sent_files import CORRECTED, MAU, PHONE, SENT, dossiers, sent_by

from schemas.city import load_city


@pytest.fixture(scope="session")
def city():
    return load_city(MAU)


@pytest.fixture(scope="session")
def unit_ids(city):
    return {unit.name_vi: unit.unit_id for unit in city.register.units}


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


@given(parsers.parse("{unit} gửi tệp {count:d} hồ sơ"))
def sends(home, unit_ids, unit, count):
    deliver(home, unit_ids[unit], SENT, dossiers(unit_ids[unit], count))


@given(parsers.parse("{unit} gửi tệp {count:d} hồ sơ, trong đó {late:d} hồ sơ quá hạn"))
def sends_late(home, unit_ids, unit, count, late):
    deliver(home, unit_ids[unit], SENT, dossiers(unit_ids[unit], count, late))


@given(parsers.parse('{unit} gửi tệp {count:d} hồ sơ, trong đó {wrong:d} hồ sơ ghi ngày tiếp nhận là "{written}"'))
def sends_wrong_dates(home, unit_ids, unit, count, wrong, written):
    deliver(home, unit_ids[unit], SENT, dossiers(unit_ids[unit], count, wrong=wrong, written=written))


@given(parsers.parse('{unit} gửi tệp {count:d} hồ sơ, cột "{right}" ghi thành "{wrong}"'))
def sends_other_headers(home, unit_ids, unit, count, right, wrong):
    text = csv_text(dossiers(unit_ids[unit], count))
    assert right in text
    deliver(home, unit_ids[unit], SENT, text.replace(right, wrong))


@given(parsers.parse("{unit} gửi nhầm một tấm ảnh"))
def sends_a_picture(home, unit_ids, unit):
    deliver(home, unit_ids[unit], SENT, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


@given(parsers.parse("{unit} gửi lần nữa đúng tệp ấy"))
def sends_again(home, unit_ids, unit):
    file = sent_by(home, unit_ids[unit])
    deliver(home, unit_ids[unit], f"{file.stem} (1).csv", file.read_bytes())


@given(parsers.parse("tệp của {unit} cũng nằm trong thư mục của {other}"))
def lies_in_two_folders(home, unit_ids, unit, other):
    deliver(home, unit_ids[other], SENT, sent_by(home, unit_ids[unit]).read_bytes())


@given(parsers.parse("{unit} không gửi tệp nào"))
def is_silent(home, unit_ids, unit):
    assert not (home.inbox / unit_ids[unit]).exists()


@when(parsers.parse("{unit} gửi tệp đính chính {count:d} hồ sơ, trong đó {late:d} hồ sơ quá hạn"))
def sends_a_correction(home, unit_ids, unit, count, late):
    deliver(home, unit_ids[unit], CORRECTED, dossiers(unit_ids[unit], count, late))


@then("tên và số điện thoại của người nộp chỉ có trong tệp đã gửi và bản lưu nguyên vẹn của tệp")
def persons_are_in_the_landing_copies_alone(home):
    assert any(PERSON.encode() in copy.read_bytes() for copy in home.landing.rglob("*.csv"))
    assert appears(home, PERSON, PHONE) == []
