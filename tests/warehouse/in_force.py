"""What is declared for Ho Chi Minh City, for tests of any room: by name, by code, methods."""

from schemas.city import load_city
from schemas.method import Method, load_method

_CITY = load_city()
TABLES, MEASURES, INDICATORS = _CITY.tables, _CITY.measures, _CITY.indicators


def method_of(name: str) -> Method:
    """Return a method of the city by its id."""
    return load_method(_CITY.method_path(name), INDICATORS)
