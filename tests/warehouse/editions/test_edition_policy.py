"""Who may do what, and by which policy, is what is bound to the data root, whatever folder somebody names."""

from dataclasses import replace
from datetime import timedelta

import pytest
from edition_cases import NOON, OWNER, ROLES, SERIES, Office, city_at, content

from schemas.city import load_city
from schemas.edition import EditionRefused
from schemas.roles import Roles
from warehouse import store
from warehouse.editions import acts, policy
from warehouse.editions.binding import binding_in_force, bound_parts, differing, role_changes
from warehouse.editions.log import read_book
from warehouse.editions.permission import policy_warning
from warehouse.editions.verify import verify_editions
from warehouse.ranking.record import Disclosure, TableDisclosure

METHOD_FILE = "methods/timeliness.toml"


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


def refused(code, function, *arguments, **named):
    with pytest.raises(EditionRefused) as caught:
        function(*arguments, **named)
    assert caught.value.code == code
    return caught.value


def attempt(office):
    """Who tried what last, and why it was refused."""
    entry = acts.history(office.home)[-1]
    assert entry.action == "refuse"
    return entry.actor, entry.details["attempted"], entry.details["because"]


def test_the_parts_are_the_roles_and_every_file_that_decides(office):
    parts = bound_parts(office.city)
    assert set(parts) == {"city.toml [roles]", "city.toml", "units.csv", "calendar.toml", METHOD_FILE}
    assert parts["units.csv"] == store.file_hash(office.city.folder / "units.csv")


@pytest.mark.parametrize(
    ("file", "before", "after", "part"),
    [
        ("city.toml", '"chi"', '"ke-la"', "city.toml [roles]"),
        ("city.toml", 'nightly_period = "year"', 'nightly_period = "month"', "city.toml"),
        ("city.toml", "\n[limits]", "\nsuppress_below = 4\n[limits]", "city.toml"),
        ("city.toml", "# A small", "# The small", None),
        ("units.csv", "general,1", "general,9", "units.csv"),
        (METHOD_FILE, "min_n = 10", "min_n = 11", METHOD_FILE),
        ("sources/wabo.toml", "# ", "#  ", None),
    ],
)
def test_each_change_is_seen_where_it_is_and_comments_of_the_city_are_none(office, file, before, after, part):
    earlier = bound_parts(office.city)
    office.change(file, before, after)
    assert differing(earlier, bound_parts(office.city)) == ([part] if part else [])


@pytest.mark.parametrize("path", ["tables/own.toml", "measures/own.toml", "indicators/own.toml", "words/en/own.ftl"])
def test_a_file_that_is_put_there_or_taken_away_is_a_change(office, path):
    before = bound_parts(office.city)
    (office.city.folder / path).parent.mkdir(parents=True)
    (office.city.folder / path).write_text("", encoding="utf-8")
    after = bound_parts(office.city)
    assert differing(before, after) == differing(after, before) == [path]


def test_changes_of_roles_name_who_comes_and_who_goes():
    before, after = Roles(approve=("an", "chi")), Roles(approve=("chi", "em"), publish=("an",))
    assert role_changes(before, after) == [("approve", ["em"], ["an"]), ("publish", ["an"], [])]
    assert role_changes(before, Roles(approve=("chi", "an"))) == []


def test_where_nothing_is_bound_every_step_says_what_to_type_and_reading_goes_on(office):
    act = replace(office.act("an"), home=store.Home(office.home.root.parent / "other"))
    why = refused("not_bound", acts.submit, act, content())
    assert f"motcua policy bind --city {office.city.folder}" in why.message_en
    assert [entry.actor for entry in acts.history(act.home)] == ["an"]
    assert policy_warning(read_book(act.home).log, office.city).key == "policy.policy-not-bound"
    assert verify_editions(act.home, office.city)[1] == []


def test_only_the_owner_binds_first_and_then_only_an_administrator(office):
    act = replace(office.act("quang"), home=store.Home(office.home.root.parent / "other"))
    why = refused("not_owner", policy.bind, act, OWNER, bound_parts(office.city))
    assert OWNER in why.message_vi
    assert policy.bind(replace(act, who=OWNER), OWNER, bound_parts(office.city)).by == OWNER
    assert "quang" in refused("not_administrator", office.bind, OWNER).message_vi
    assert attempt(office) == (OWNER, "bind", "not_administrator")


def test_who_makes_himself_administrator_in_a_copy_is_none(office, tmp_path):
    office.city = city_at(tmp_path / "copy", ROLES.replace('["quang"]', '["quang", "ke-la"]'))
    refused("not_administrator", office.bind, "ke-la")
    assert attempt(office) == ("ke-la", "bind", "not_administrator")
    assert binding_in_force(read_book(office.home).log).roles.administer == ("quang",)


def test_nobody_can_lock_everybody_out(office):
    office.change("city.toml", 'administer = ["quang"]', "administer = []")
    assert 'administer = ["quang"]' in refused("no_administrator", office.bind).message_en


def test_a_role_that_is_not_bound_is_none(office, tmp_path):
    edition = office.submit()
    true_city, office.city = office.city, city_at(tmp_path / "copy", ROLES.replace('"chi"', '"chi", "ke-la"'))
    why = refused("roles_not_bound", office.approve, edition, "ke-la")
    assert str(office.city.folder / "city.toml") in why.message_vi
    assert attempt(office) == ("ke-la", "approve", "roles_not_bound")
    office.bind()
    assert office.approve(edition, "ke-la").state == "approved"
    office.city = true_city
    refused("former_policy", office.publish, edition)


STEPS = {
    "submit": lambda office, edition: acts.submit(office.act("an"), content()),
    "return": lambda office, edition: acts.return_to_draft(office.act("chi"), SERIES, 1, "x"),
    "approve": lambda office, edition: acts.approve(office.act("chi"), SERIES, 1, edition.content_hash),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_with_another_policy_is_refused_and_the_files_are_named(office, step):
    edition = office.submit()
    office.change(METHOD_FILE, "min_n = 10", "min_n = 11")
    office.change("city.toml", "\n[limits]", "\nsuppress_below = 4\n[limits]")
    why = refused("other_policy", STEPS[step], office, edition)
    for words in (why.message_vi, why.message_en):
        for told in ("city.toml, ", METHOD_FILE, OWNER, str(office.city.folder), "quang", "motcua policy bind"):
            assert told in words
    assert attempt(office)[1:] == (step, "other_policy")
    assert read_book(office.home).editions[SERIES, 1].state == "in_review"


def test_neither_publishing_nor_withdrawing_goes_by_another_policy(office):
    edition = office.approve(office.submit())
    office.change("units.csv", "General", "Tổng hợp")
    assert "units.csv" in refused("other_policy", office.publish, edition).message_vi
    office.bind()
    office.publish(edition)
    office.change("units.csv", "Tổng hợp", "General")
    refused("former_policy", acts.withdraw, office.act("dung"), SERIES, 1, "sai")
    assert attempt(office) == ("dung", "withdraw", "former_policy")


def test_what_is_due_waits_for_the_policy_and_each_cause_is_written_down_once(office):
    edition = office.approve(office.submit())
    office.publish(edition, release_at=office.moment + timedelta(hours=1))
    office.change("units.csv", "General", "Tổng hợp")
    for hour in (2, 3):
        (due,) = office.release(at=NOON + timedelta(hours=hour))
        assert due.refused.code == "other_policy"
    assert office.actions() == ["submit", "approve", "schedule", "refuse"]
    office.bind()
    (due,) = office.release(at=NOON + timedelta(hours=4))
    assert due.refused is None
    assert verify_editions(office.home, office.city)[1] == []


def test_a_tree_that_a_crash_left_is_made_with_what_is_bound_alone(office):
    edition = office.published()
    office.home.public.unlink()
    office.change("city.toml", "Một đô thị Hà Lan", "Đô thị khác")
    refused("other_policy", office.release)
    assert not office.home.public.exists()
    office.city = replace(office.city, folder=office.city.folder)
    office.bind()
    office.release()
    assert "Đô thị khác" in office.public("index.html")
    assert edition.state == "published"


def test_a_draft_by_another_method_is_not_submitted(office):
    why = refused("other_method", office.submit, of=content(method_version="0" * 16))
    assert "motcua rank --method timeliness" in why.message_en
    assert attempt(office) == ("an", "submit", "other_method")


def test_a_draft_by_other_indicators_is_not_submitted(office):
    refused("other_method", office.submit, of=content(indicators_version="0" * 16))


@pytest.mark.parametrize(
    ("rule", "threshold", "is_refused"),
    [("small_counts", 10, False), ("exact", 10, True), ("small_counts", 4, True)],
)
def test_a_draft_that_tells_other_counts_than_the_policy_in_force_is_not_submitted(office, rule, threshold, is_refused):
    """This city declares no policy, so that small counts are told to nobody."""
    counts = {"legal_basis": "–", "counts": 9, "hidden": 0, "few_people": 0, "small_counts": 1}
    row = TableDisclosure(table="rankings", about="office", rule=rule, **counts)
    told = Disclosure(threshold=threshold, small=1, complementary=0, weakly_protected=0, by_table=(row,))
    of = content(disclosure=told)
    if is_refused:
        refused("other_disclosure", office.submit, of=of)
        assert attempt(office) == ("an", "submit", "other_disclosure")
    else:
        assert office.submit(of=of).state == "in_review"


def test_an_earlier_state_can_be_bound_again_by_an_administrator(office):
    edition = office.submit()
    office.change("units.csv", "General", "Tổng hợp")
    office.bind()
    office.change("units.csv", "Tổng hợp", "General")
    refused("former_policy", office.approve, edition)
    office.bind()
    assert office.approve(edition).state == "approved"


def test_the_same_declarations_elsewhere_are_the_same(office, tmp_path):
    office.city = city_at(tmp_path / "elsewhere")
    assert office.published().state == "published"


def test_doctor_is_told_what_differs(office):
    log = read_book(office.home).log
    assert policy_warning(log, load_city(office.city.folder)) is None
    office.change("units.csv", "General", "Tổng hợp")
    warning = policy_warning(log, office.city)
    assert (warning.key, warning.values["files"]) == ("policy.policy-differs", ["units.csv"])
