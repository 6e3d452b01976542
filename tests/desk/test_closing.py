"""The closing slip: what it says, and what it proves."""

from server.desk.closing import Closing, close_day
from server.domain.paper import Field, Text
from server.domain.visit import VisitState
from server.store.ledger import head_of
from tests.desk.a_house import OFFICE, AHouse, connection_of


def closed(house: AHouse) -> Closing:
    return house.do(lambda h: close_day(h, OFFICE, "supervisor"))


def test_it_counts_the_visits_of_the_day_and_no_others(house: AHouse) -> None:
    house.kiosk("reception")
    house.clock.go_on(hours=24)
    house.kiosk("reception")
    house.serve("cabinet-17")
    house.kiosk("attachment")
    house.telephone("house-call", "window-1")
    assert closed(house).visits == {
        VisitState.OPEN: 2,
        VisitState.DONE: 0,
        VisitState.REFUSED: 0,
        VisitState.WITHDRAWN: 0,
    }


def test_its_paper_bears_the_head_of_the_ledger_and_nothing_personal(house: AHouse) -> None:
    house.kiosk("attachment", iin="890101199900")
    before = head_of(house.store.reading)
    closing = closed(house)
    assert closing.head == before
    (paper,) = [paper for job, paper in house.ask(lambda h: h.jobs(OFFICE, closing.job.state)) if paper]
    texts = "".join(block.text for block in paper.blocks if isinstance(block, Text))
    values = [block.value for block in paper.blocks if isinstance(block, Field)]
    assert before.mac.hex() in texts
    assert f"{before.epoch} · {before.seq}" in values
    assert "890101199900" not in repr(paper)
    assert house.kinds()[-1] == "day_closed"


def test_a_device_that_does_not_print_prints_no_slip(house: AHouse) -> None:
    house.do(lambda h: h.connection.execute("UPDATE device SET kind = 'board' WHERE id = ?", (OFFICE,)))
    with house.refuses("printer_unsuitable", 422):
        closed(house)


def test_the_slip_proves_that_the_tail_was_cut_or_written_anew(house: AHouse) -> None:
    house.kiosk("attachment")
    head = closed(house).head
    ledger, connection = house.store.ledger, connection_of(house.store)
    assert ledger.holds(connection, head.seq, head.mac)
    assert not ledger.holds(connection, head.seq, bytes(32))
    connection.execute("DELETE FROM ledger WHERE seq >= ?", (head.seq,))
    assert ledger.fault(connection) is None
    assert not ledger.holds(connection, head.seq, head.mac)
