"""Whose figure a claim is, by the names that texts write."""

import pytest
from claim_sets import claims

from warehouse.claims.claim import Claim
from warehouse.claims.entities import Entity, entities_of


def entities(*units: str, codes: tuple[str, ...] = ()) -> list[Entity]:
    of: list[Claim] = claims(*(f"{unit} | dossiers_resolved | 1" for unit in units))
    coded = [claim._replace(statistical_code=code) for claim, code in zip(of, codes, strict=False)]
    return entities_of(coded or of)


@pytest.mark.parametrize(
    ("unit", "level"),
    [
        ("TP.HCM, cấp xã", "commune"),
        ("TP.HCM (168 phường, xã, đặc khu)", "commune"),
        ("Cấp xã TP.HCM", "commune"),
        ("HCMC, commune level", "commune"),
        ("TPHCM - khối sở, ngành", "province"),
        ("Thành phố Hồ Chí Minh, các sở, ban, ngành", "province"),
        ("TP Hồ Chí Minh, quận, huyện", "district"),
        ("TP.HCM, cấp huyện và cấp xã", "commune+district"),
        ("toàn địa bàn TP.HCM", "whole"),
        ("UBND TP.HCM", "whole"),
    ],
)
def test_levels_of_one_place(unit: str, level: str) -> None:
    whole, part = entities("TP.HCM", unit)
    assert (part.place, part.level) == (whole.place, level)


@pytest.mark.parametrize(
    "unit", ["Sở Xây dựng TP.HCM", "TP.HCM, Chi nhánh Văn phòng đăng ký đất đai", "Quận 1, TP.HCM"]
)
def test_a_body_of_a_place_is_no_level_of_it(unit: str) -> None:
    whole, part = entities("TP.HCM", unit)
    assert part.place == whole.place
    assert part.is_part and not whole.is_part


def test_a_level_without_a_place_is_of_the_only_one() -> None:
    whole, level = entities("Tỉnh An Thử", "Cấp xã")
    assert level == whole._replace(level="commune")
    assert entities("Tỉnh An Thử", "Tỉnh Bình Thử", "Cấp xã")[2].place == ""


def test_district_1_is_no_part_of_district_12() -> None:
    twelve, one = entities("Quận 12", "Quận 1")
    assert twelve.place != one.place
    assert not one.is_part


def test_two_names_of_one_code_are_one_place() -> None:
    assert len(set(entities("Đà Nẵng", "TP Đà Nẵng", codes=("48", "48")))) == 1
    assert len({entity.place for entity in entities("Tỉnh An Thử", "Tỉnh Bình Thử", codes=("1", "2"))}) == 2
    province, city = entities("Tỉnh Cao Bằng", "TP Cao Bằng", codes=("04", "040"))
    assert city.is_part and not province.is_part
