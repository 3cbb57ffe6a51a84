from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.city import DEFAULT_CITY, load_city
from schemas.errors import DeclarationError
from schemas.groupings import groupings, peer_groups, peer_name
from schemas.peers import PeerMembership, load_peers
from schemas.register import Register, Unit

HEADER = "grouping,peer_group,name_vi,name_en,unit_id,valid_from,valid_to"
REGISTER = Register(
    Unit(unit_id=u, code=u, name_vi=f"Phường {u}", name_en=u, level="commune", kind=kind)
    for u, kind in (("an", "ward"), ("binh", "ward"), ("cao", "commune"))
)
URBAN_KINDS = {"urban_district", "city", "ward"}
CITY = load_city()
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture
def hcmc():
    return CITY


@pytest.fixture
def load(tmp_path):
    def _load(*lines, header=HEADER):
        path = tmp_path / "peers.csv"
        path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return load_peers(path, REGISTER)

    return _load


@pytest.fixture
def city(hcmc, load):
    def _city(*lines):
        return replace(hcmc, register=REGISTER, peers=load(*lines))

    return _city


def size(group, unit, first="", last=""):
    return f"size,{group},Cỡ {group},Size {group},{unit},{first},{last}"


def groups(city, first, last, grouping="size"):
    return peer_groups(city, grouping, city.register.units, date.fromisoformat(first), date.fromisoformat(last))


def test_urban_and_rural_keep_in_step_with_the_register(hcmc):
    listed = {row.unit_id: row.peer_group for row in hcmc.peers if row.grouping == "urban_rural"}
    assert listed == {u.unit_id: "urban" if u.kind in URBAN_KINDS else "rural" for u in hcmc.register.units}
    for grouping, value in (("kind", lambda u: u.kind), ("level", lambda u: u.level)):
        named = {row.peer_group for row in hcmc.peers if row.grouping == grouping}
        assert named == {value(u) for u in hcmc.register.units}


@pytest.mark.parametrize(("year", "counts"), [(2024, (17, 5)), (2026, (113, 55))])
def test_urban_and_rural_units_before_and_after_the_districts(hcmc, year, counts):
    found = peer_groups(hcmc, "urban_rural", hcmc.register.units, date(year, 1, 1), date(year, 12, 31))
    assert Counter(found.values()) == {"urban": counts[0], "rural": counts[1]}
    assert peer_groups(hcmc, "urban_rural", hcmc.register.units, date(2025, 1, 1), date(2025, 12, 31)) == {}


def test_the_register_gives_two_groupings_by_itself(hcmc):
    assert groupings(hcmc) == ("kind", "level", "urban_rural")
    assert groupings(replace(hcmc, peers=())) == ("kind", "level")
    kinds = peer_groups(hcmc, "kind", hcmc.register.units, *YEAR)
    assert Counter(kinds.values()) == {"urban_district": 16, "rural_district": 5, "city": 1}
    assert set(peer_groups(hcmc, "level", hcmc.register.units, *YEAR).values()) == {"district"}
    assert peer_name(hcmc, "kind", "ward") == ("Phường", "Wards")
    assert peer_name(hcmc, "urban_rural", "rural") == ("Nông thôn", "Rural")
    assert peer_name(replace(hcmc, peers=()), "kind", "ward") == ("ward", "ward")


def test_a_city_without_the_file_has_no_rows(hcmc, tmp_path):
    for name in ("city.toml", "units.csv", "methods"):
        (tmp_path / name).symlink_to(DEFAULT_CITY / name)
    assert load_city(tmp_path).peers == ()


def test_an_unknown_grouping_is_refused_with_those_there_are(hcmc):
    with pytest.raises(DeclarationError, match="no grouping 'size'; groupings: kind, level, urban_rural"):
        peer_groups(hcmc, "size", hcmc.register.units, *YEAR)


def test_only_who_is_asked_for_is_grouped(city):
    small = city(size("a", "an"), size("a", "binh"))
    assert peer_groups(small, "size", [small.register.by_id["an"]], *YEAR) == {"an": "a"}


def test_a_unit_that_changed_its_group_within_the_period_has_none(city):
    moved = city(size("a", "an", "", "2024-06-30"), size("b", "an", "2024-07-01", ""), size("a", "binh"))
    assert groups(moved, "2024-01-01", "2024-12-31") == {"binh": "a"}
    assert groups(moved, "2024-01-01", "2024-06-30") == {"an": "a", "binh": "a"}
    assert groups(moved, "2024-07-01", "2024-12-31") == {"an": "b", "binh": "a"}
    assert groups(moved, "2024-06-30", "2024-07-01") == {"binh": "a"}


def test_two_rows_that_follow_each_other_are_one_membership(city):
    assert groups(
        city(size("a", "an", "2024-01-01", "2024-06-30"), size("a", "an", "2024-07-01", "2024-12-31")),
        "2024-01-01",
        "2024-12-31",
    ) == {"an": "a"}
    gap = city(size("a", "an", "2024-01-01", "2024-06-29"), size("a", "an", "2024-07-01", "2024-12-31"))
    assert groups(gap, "2024-01-01", "2024-12-31") == {}


BEGIN = date(2024, 1, 1)
days = st.integers(0, 40).map(lambda n: BEGIN + timedelta(days=n))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 12), st.integers(1, 12)), max_size=6), days, days)
def test_a_group_is_given_exactly_where_every_day_has_it(spans, first, last):
    first, last = min(first, last), max(first, last)
    rows, day = [], BEGIN
    for group, gap, length in spans:
        begin = day + timedelta(days=gap)
        day = begin + timedelta(days=length)
        span = {"valid_from": begin, "valid_to": day - timedelta(days=1)}
        rows.append(PeerMembership(grouping="size", peer_group=group, name_vi="x", name_en="x", unit_id="an", **span))
    city = replace(CITY, peers=tuple(reversed(rows)))
    of_days = set()
    for n in range((last - first).days + 1):
        on = first + timedelta(days=n)
        of_days.add(next((r.peer_group for r in rows if r.valid_from <= on <= r.valid_to), None))
    expected = {"an": of_days.pop()} if len(of_days) == 1 and None not in of_days else {}
    found = peer_groups(city, "size", [REGISTER.by_id["an"]], first, last) if rows else {}
    assert found == expected


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([size("a", "ann")], r"peers.csv:2: the register has no unit 'ann'; did you mean an"),
        (["kind,wards,Phường,Wards,,,"], r"peers.csv:2: the register has no kind 'wards'; did you mean ward"),
        (["kind,ward,Phường,Wards,an,,"], r"peers.csv:2: .*the register says which units are of a kind"),
        (["level,commune,Xã,Communes,,2024-01-01,"], r"peers.csv:2: .*the register says which units are of a level"),
        ([size("a", "")], r"peers.csv:2: .*needs a unit_id"),
        ([size("a", "an"), "", size("b", "an")], r"peers.csv:4: an is in a \(.*peers.csv:2\) and in b .*same time"),
        ([size("a", "an"), size("a", "an")], r"peers.csv:3: an is in a .* same time"),
        ([size("a", "an", "", "2024-06-30"), size("b", "an", "2024-06-30")], "at the same time"),
        ([size("b", "an", "2024-06-30"), size("a", "an", "", "2024-06-30")], r"peers.csv:2: an is in a \(.*:3\)"),
        ([size("a", "an", "2024-07-01", "2024-06-30")], r"peers.csv:2: .*before valid_from 2024-07-01"),
        ([size("a", "an", "1/7/2024")], r"peers.csv:2: .*valid_from"),
        ([size("A", "an")], r"peers.csv:2: .*peer_group"),
        (["size,a,,Small,an,,"], r"peers.csv:2: .*name_vi"),
        ([size("a", "an"), "size,a,Nhỏ,Size a,binh,,"], r"peers.csv:3: size a is called 'Nhỏ' .* at .*peers.csv:2"),
        ([size("a", "an") + ",more"], r"peers.csv:2: .*cell without a heading"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(load, lines, message):
    with pytest.raises(DeclarationError, match=f"(?s){message}"):
        load(*lines)


def test_a_wrong_heading_is_named(load):
    with pytest.raises(DeclarationError, match="unknown key 'unit'; did you mean unit_id"):
        load(size("a", "an"), header=HEADER.replace("unit_id", "unit"))


def test_what_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "peers.csv").write_bytes(f"{HEADER}\n{size('a', 'an')}\n".encode("utf-16"))
    with pytest.raises(DeclarationError, match="not in UTF-8"):
        load_peers(tmp_path / "peers.csv", REGISTER)


def test_groupings_do_not_mix(city):
    both = city(size("a", "an", "", "2024-06-30"), "age,old,Lâu năm,Old,an,,", size("b", "an", "2024-07-01"))
    assert groupings(both) == ("kind", "level", "age", "size")
    assert groups(both, "2024-01-01", "2024-12-31", "age") == {"an": "old"}
    assert groups(both, "2024-07-01", "2024-12-31") == {"an": "b"}
    assert peer_name(both, "age", "old") == ("Lâu năm", "Old")
