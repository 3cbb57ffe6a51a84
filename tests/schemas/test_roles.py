import pytest

from schemas.city import load_city
from schemas.errors import DeclarationError
from schemas.roles import Roles
from schemas.strict import parse


def test_nobody_may_do_anything_in_the_city_as_it_is_shipped():
    roles = load_city().about.roles
    assert {role: roles.holders(role) for role in Roles.model_fields} == dict.fromkeys(Roles.model_fields, ())


def test_the_shipped_city_says_how_to_fill_the_roles_in(tmp_path):
    text = (load_city().folder / "city.toml").read_text(encoding="utf-8")
    for role in Roles.model_fields:
        assert f"{role} = []" in text
    assert "approve = [" in text.split("[roles]")[0]  # the example


@pytest.mark.parametrize("bad", [{"approver": ["an"]}, {"approve": ["hai tu"]}, {"approve": [""]}, {"approve": "an"}])
def test_roles_are_lists_of_user_names(bad):
    with pytest.raises(DeclarationError):
        parse(Roles, bad, "city.toml")


def test_a_role_is_held_by_those_listed_and_nobody_else():
    roles = parse(Roles, {"approve": ["an", "binh"]}, "city.toml")
    assert roles.holders("approve") == ("an", "binh")
    assert roles.holders("publish") == ()
