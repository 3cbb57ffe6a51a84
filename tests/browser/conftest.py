import pytest
from chromium import chromium, needed
from hostile_city import HostileCity

# No longer than a module: while it is open, its thread has a running event loop, which others may need.
browser = pytest.fixture(scope="module")(chromium)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site of a draft of a city with hostile names; not made where there is no browser to look at it."""
    needed()
    city = HostileCity(tmp_path_factory.mktemp("draft"))
    city.night()
    return city.draft() / "site"
