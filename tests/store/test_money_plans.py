"""What the cash desk asks again and again is answered out of an index, however many years of receipts there are."""

import re

import pytest

from server.store import money as sql
from tests.desk.a_house import AHouse
from tests.store.test_query_plans import plan

QUERIES = {
    "price": (sql.PRICES_SQL, "price_of_service"),
    "open shift": (sql.OPEN_SHIFT_SQL, "one_open_shift"),
    "payments of a visit": (sql.PAYMENTS_OF_VISIT_SQL, "payment_of_visit"),
    "payments of a shift": (sql.PAYMENTS_IN_SHIFT_SQL.replace("?1", "?"), "payment_of_shift"),
    "given back in a shift": (sql.PAYMENTS_IN_SHIFT_SQL.replace("?1", "?"), "payment_ended_in"),
    "to be refunded": (sql.REFUNDS_SQL, "payment_to_refund"),
    "fiscal receipts that wait": (sql.FISCAL_FIRST_SQL, "fiscal_pending"),
    "fiscal receipts unsettled": (sql.UNSETTLED_SQL, "fiscal_unsettled"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_cash_desk_uses_its_index(house: AHouse, name: str) -> None:
    query, index = QUERIES[name]
    found = plan(house, query)
    assert re.search(rf"INDEX {index}\b", found), found
    assert not re.search(r"SCAN (price|shift|payment|fiscal_receipt)\b(?! USING)", found), found
