"""The thread beside the loop: the loop goes on, faults come back, and it ends."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import gevent
import pytest
from gevent import monkey

from server.store.aside import Aside

_sleep = monkey.get_original("time", "sleep")


@pytest.fixture
def aside() -> Iterator[Aside]:
    aside = Aside()
    yield aside
    aside.end()


def test_the_loop_goes_on_while_the_thread_works(aside: Aside) -> None:
    has_gone_on = monkey.get_original("threading", "Event")()

    def tick() -> None:
        for _ in range(10):
            gevent.sleep(0.001)
        has_gone_on.set()

    ticking = gevent.spawn(tick)
    assert aside.do(lambda: has_gone_on.wait(30))
    ticking.join()


def test_it_answers_what_the_task_returned_from_another_thread(aside: Aside) -> None:
    get_ident = monkey.get_original("threading", "get_ident")
    assert aside.do(get_ident) != get_ident()
    assert [aside.do(partial(pow, n, 2)) for n in range(50)] == [n * n for n in range(50)]


def test_a_fault_is_raised_where_it_was_asked_and_the_next_task_is_done(aside: Aside) -> None:
    with pytest.raises(ZeroDivisionError):
        aside.do(lambda: 1 // 0)
    assert aside.do(lambda: "done") == "done"


def test_its_thread_ends_with_it() -> None:
    aside = Aside()
    thread = aside.do(lambda: threading.get_native_id())
    aside.end()
    for _ in range(3000):
        if thread not in _threads():
            return
        _sleep(0.01)
    pytest.fail("the thread lives on")


def _threads() -> set[int]:
    return {int(task.name) for task in Path("/proc/self/task").iterdir()}
