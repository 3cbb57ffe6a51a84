"""A public tree that takes the place of one with the same number: whoever reads meanwhile always finds one."""

from threading import Event, Thread

import pytest

from warehouse import store
from warehouse.durable import exchange
from warehouse.store import Home, Placed

pytestmark = pytest.mark.long

PAGE = "page.html"


def published(home, text):
    store.switch_public(home, store.build_tree(home, [Placed(PAGE, text)]), 7)


def test_readers_always_find_a_tree(tmp_path):
    home, stop, lost = Home(tmp_path), Event(), []
    published(home, b"0")
    try:
        exchange(home.public_trees, home.public_trees)
    except OSError:
        pytest.skip("this file system cannot exchange two names")

    def read():
        while not stop.is_set():
            try:
                (home.public / PAGE).read_bytes()
            except FileNotFoundError as error:
                lost.append(error)

    reader = Thread(target=read)
    reader.start()
    for number in range(300):
        published(home, str(number).encode())
    stop.set()
    reader.join()
    assert not lost
    assert (home.public / PAGE).read_bytes() == b"299"


def test_what_a_crash_left_stops_no_publication(tmp_path):
    home = Home(tmp_path)
    published(home, b"first")
    (home.public_trees / ".old-7" / "inside").mkdir(parents=True)
    (home.public_trees / ".doctor-tried").write_bytes(b"x")
    published(home, b"second")
    assert (home.public / PAGE).read_bytes() == b"second"
    assert [path.name for path in home.public_trees.iterdir()] == ["7"]
