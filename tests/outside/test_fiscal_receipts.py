"""Whatever the fiscal provider does, a payment has exactly one fiscal receipt in the end, and a return at most one."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from server.desk import fiscal_receipts, payments
from server.desk.fiscal_provider import FiscalRefused
from server.domain.fiscal import FiscalState, Registered, ToRegister, pause_after
from server.domain.job import JobState
from server.domain.money import Ending, Payment
from server.domain.paper import Paper
from server.domain.ticket import Move
from server.outside.fiscal_api import FiscalAccount, FiscalApi
from server.outside.fiscal_file import read_fiscal_file
from server.outside.fiscal_worker import FiscalWorker
from tests.desk.a_house import CLERKS, OFFICE, AHouse, MovedClock, a_site, open_house
from tests.outside.provider import (
    API_KEY,
    DOWN,
    GARBLED,
    HALF,
    LOGIN,
    LOST,
    PASSWORD,
    REGISTER,
    SLOW,
    Provider,
    running_provider,
)

PATIENCE, SLOW_BY = 1.5, 2.0


@dataclass
class Office:
    """A house with a fiscal provider, and the worker between them."""

    house: AHouse
    provider: Provider
    worker: FiscalWorker

    def sells(self) -> Payment:
        visit = self.house.kiosk("tb-certificate")
        self.house.finish(self.house.serve("window-2").opened[0], "window-2")
        ticket = self.house.next("cash-1").ticket
        assert ticket is not None
        self.house.move(ticket, Move.START, "cash-1")
        self.house.finish(ticket, "cash-1")
        return self.house.ask(lambda house: house.payments_of_visit(visit.id))[0]

    def gives_back(self, payment: Payment) -> None:
        self.house.do(
            lambda house: payments.give_back(house, payment.id, Ending.VOID, "changed_mind", CLERKS["cash-1"])
        )

    def works(self, rounds: int = 12) -> None:
        """Until nothing is left, or for so long; time goes by meanwhile."""
        for _ in range(rounds):
            while self.worker.work_once():
                pass
            self.house.clock.go_on(minutes=1)

    def states(self, payment: Payment) -> list[FiscalState]:
        found = self.house.ask(lambda house: house.fiscal_receipts_of(payment.id))
        return [receipt.state for receipt in found]

    def papers(self) -> list[Paper]:
        found = self.house.ask(lambda house: house.jobs(OFFICE, JobState.QUEUED))
        return [paper for job, paper in found if paper and job.kind in ("receipt", "refund")]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running_provider(SLOW_BY) as provider:
        site = replace(a_site(), fiscal=True)
        house = open_house(tmp_path, MovedClock(), site)
        yield Office(house, provider, FiscalWorker(house.store, an_api(provider)))
        house.store.close()


def an_api(provider: Provider) -> FiscalApi:
    account = FiscalAccount(provider.url, API_KEY, LOGIN, PASSWORD, {"cash-1": REGISTER})
    return FiscalApi(account, PATIENCE)


def text(paper: Paper) -> str:
    return "\n".join(str(block) for block in paper.blocks)


def test_a_payment_is_registered_and_the_providers_own_numbers_are_printed(office: Office) -> None:
    payment = office.sells()
    assert office.states(payment) == [FiscalState.PENDING]
    assert office.papers() == [], "the person waits a moment for the fiscal receipt"
    office.works(1)
    assert office.states(payment) == [FiscalState.REGISTERED]
    (paper,) = office.papers()
    said = text(paper)
    assert all(part in said for part in ("ФИСКАЛДЫ ЧЕК", "000000000001", "ofd.example", payment.receipt))
    assert "НЕФИСКАЛЬНЫЙ" not in said


@pytest.mark.parametrize("trouble", [LOST, GARBLED, HALF, SLOW, DOWN, 505, 7, 18, 12, 13, 1014, 1])
def test_after_one_trouble_there_is_one_receipt(office: Office, trouble: str | int) -> None:
    office.provider.faults = [trouble]
    payment = office.sells()
    office.works(3)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert office.provider.sales() == 1


@pytest.mark.parametrize("trouble", [LOST, GARBLED, HALF, SLOW])
def test_a_lost_answer_is_looked_up_and_not_sent_again(office: Office, trouble: str) -> None:
    office.provider.faults = [trouble]
    office.sells()
    office.works(3)
    assert (office.provider.calls["check"], office.provider.calls["Check/History"]) == (1, 1)


def test_a_receipt_that_is_taken_already_is_looked_up(office: Office) -> None:
    """Its look-up said that it was not there, and then it was."""
    office.provider.faults, office.provider.faults_of_history = [LOST], [9]
    payment = office.sells()
    office.works(3)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert office.provider.sales() == 1


def test_a_look_up_may_be_answered_with_a_list(office: Office) -> None:
    office.provider.history_as_list = True
    office.provider.faults = [LOST, DOWN]
    payments_made = [office.sells(), office.sells()]
    office.works(4)
    assert [office.states(one) for one in payments_made] == [[FiscalState.REGISTERED]] * 2
    assert office.provider.sales() == 2


def test_a_shift_that_is_too_old_is_closed_there_first(office: Office) -> None:
    office.provider.shift_too_old = True
    payment = office.sells()
    office.works(1)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert office.provider.calls["ZReport"] == 1


def test_a_session_that_ran_out_is_opened_again(office: Office) -> None:
    office.sells()
    office.works(1)
    office.provider.tokens.clear()
    payment = office.sells()
    office.works(1)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert office.provider.calls["Authorize"] == 2


def test_while_the_provider_is_down_the_paper_says_so_once_and_the_fiscal_one_follows(office: Office) -> None:
    office.provider.is_down = True
    payment = office.sells()
    office.works(5)
    assert office.states(payment) == [FiscalState.PENDING]
    (meanwhile,) = office.papers()
    assert "НЕФИСКАЛЬНЫЙ ЧЕК" in text(meanwhile)
    assert "ещё не зарегистрирован" in text(meanwhile)
    office.provider.is_down = False
    office.works(10)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert "ФИСКАЛДЫ ЧЕК" in text(office.papers()[-1])
    assert len(office.papers()) == 2


def test_a_return_comes_after_its_sale_and_names_it(office: Office) -> None:
    office.provider.is_down = True
    payment, neighbour = office.sells(), office.sells()
    office.gives_back(payment)
    office.works(2)
    office.provider.is_down = False
    office.works(12)
    assert office.states(payment) == [FiscalState.REGISTERED] * 2
    assert office.states(neighbour) == [FiscalState.REGISTERED]
    assert (office.provider.sales(), office.provider.returns()) == (2, 1)


def test_what_the_provider_will_not_take_fails_and_can_be_sent_again(office: Office) -> None:
    office.provider.faults = [9]
    payment, neighbour = office.sells(), office.sells()
    office.works(2)
    assert office.states(payment) == [FiscalState.FAILED]
    assert office.states(neighbour) == [FiscalState.REGISTERED]
    assert office.house.do(lambda house: fiscal_receipts.try_failed_again(house, "cash-1")) == 1
    office.works(2)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert office.provider.sales() == 2


def test_a_return_of_a_sale_that_was_never_taken_is_not_sent(office: Office) -> None:
    office.provider.faults = [9]
    payment = office.sells()
    office.works(1)
    office.gives_back(payment)
    office.works(1)
    assert office.states(payment) == [FiscalState.FAILED, FiscalState.FAILED]
    assert office.provider.calls["check"] == 1


def test_an_outcome_told_twice_changes_nothing(office: Office) -> None:
    payment = office.sells()
    office.works(1)
    (receipt,) = office.house.ask(lambda house: house.fiscal_receipts_of(payment.id))
    assert receipt.registered is not None
    registered = receipt.registered
    with office.house.nothing_changes():
        office.house.do(lambda house: fiscal_receipts.register(house, receipt.id, registered))
        office.house.do(lambda house: fiscal_receipts.defer(house, receipt.id, "unreachable"))
        office.house.do(lambda house: fiscal_receipts.fail(house, receipt.id, "code_9"))


class Crashing:
    """The house's process dies when the provider has answered, before the answer is saved."""

    def __init__(self, api: FiscalApi, crashes: int) -> None:
        self.api, self.left = api, crashes

    def register(self, told: ToRegister, sent_before: bool) -> Registered:
        registered = self.api.register(told, sent_before)
        if self.left:
            self.left -= 1
            raise KeyboardInterrupt
        return registered


def test_a_crash_between_the_answer_and_the_saving_of_it_makes_no_second_receipt(office: Office) -> None:
    payment = office.sells()
    worker = FiscalWorker(office.house.store, Crashing(an_api(office.provider), 1))
    with pytest.raises(KeyboardInterrupt):
        worker.work_once()
    assert office.states(payment) == [FiscalState.PENDING]
    office.works(2)
    assert office.states(payment) == [FiscalState.REGISTERED]
    assert (office.provider.sales(), office.provider.calls["check"]) == (1, 1)


def test_whatever_fails_there_is_one_fiscal_receipt_a_payment(office: Office, full: bool) -> None:
    chance = random.Random(7)
    troubles: list[str | int] = [LOST, GARBLED, HALF, DOWN, 505, 14, 2, 3, 11, 7]
    made: list[Payment] = []
    given_back = 0
    rounds = 60 if full else 15
    for _ in range(rounds):
        office.provider.faults += chance.choices(troubles, k=chance.randint(0, 4))
        office.provider.faults_of_history += chance.choices([LOST, DOWN, 505, 9], k=chance.randint(0, 2))
        office.provider.shift_too_old = chance.random() < 0.2
        made.append(office.sells())
        if chance.random() < 0.4:
            office.gives_back(made[-1])
            given_back += 1
        office.works(2)
    office.provider.faults.clear()
    office.provider.faults_of_history.clear()
    for _ in itertools.repeat(None, 10):
        office.house.do(lambda house: fiscal_receipts.try_failed_again(house, "cash-1"))
        office.works(10)
    assert {state for one in made for state in office.states(one)} == {FiscalState.REGISTERED}
    assert (office.provider.sales(), office.provider.returns()) == (len(made), given_back)
    assert office.provider.most_at_once == 1
    print(
        f"{len(made)} payments, {given_back} given back, {office.provider.calls['check']} sent,"
        f" {office.provider.calls['Check/History']} looked up: 0 twice, 0 lost"
    )


def test_a_copy_of_a_fiscal_receipt_is_the_fiscal_one(office: Office) -> None:
    payment = office.sells()
    office.works(1)
    office.house.do(lambda house: payments.copy_receipt(house, payment.receipt, None, CLERKS["cash-1"]))
    first, copy = office.papers()
    assert copy.blocks[2:-2] == first.blocks


def test_without_a_provider_nothing_waits_and_the_receipt_says_that_it_is_not_fiscal(tmp_path: Path) -> None:
    house = open_house(tmp_path)
    with running_provider() as provider:
        alone = Office(house, provider, FiscalWorker(house.store, an_api(provider)))
        payment = alone.sells()
        assert alone.states(payment) == []
        (paper,) = alone.papers()
        assert "НЕФИСКАЛЬНЫЙ ЧЕК" in text(paper)
        assert "ещё не зарегистрирован" not in text(paper)
        assert not alone.worker.work_once()
        assert not provider.calls
    house.store.close()


def test_a_cash_desk_that_has_no_register_is_said_so(office: Office) -> None:
    account = FiscalAccount(office.provider.url, API_KEY, LOGIN, PASSWORD, {"cash-9": REGISTER})
    payment = office.sells()
    receipt = office.house.ask(fiscal_receipts.next_to_register)
    assert receipt is not None
    told = ToRegister(receipt, "x", payment.price, payment.method, payment.taken)
    with pytest.raises(FiscalRefused):
        FiscalApi(account).register(told, False)


def test_the_pause_grows_up_to_five_minutes() -> None:
    pauses = [pause_after(tries).total_seconds() for tries in range(12)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (5, 300)


def test_the_account_tells_none_of_its_secrets() -> None:
    account = FiscalAccount("https://x.example", API_KEY, LOGIN, PASSWORD, {})
    assert not any(secret in repr(account) for secret in (API_KEY, LOGIN, PASSWORD))


FILE = (
    'url = "https://x.example/"\napi_key = "k"\nlogin = "l"\npassword = "p"\n[registers]\ncash-1 = "SWK1"\n'
)


@pytest.mark.parametrize(
    ("content", "mode", "says"),
    [
        (FILE, 0o644, "0600"),
        (FILE.replace('login = "l"', ""), 0o600, "login"),
        (FILE.replace("[registers]", "[other]"), 0o600, "registers"),
        (FILE + "cash-2 = 7", 0o600, "registers"),
        ("more = 1\n" + FILE, 0o600, "more"),
        ("p ä ss =", 0o600, "TOML"),
    ],
)
def test_a_file_of_the_provider_that_cannot_be_used_is_told(
    tmp_path: Path, content: str, mode: int, says: str
) -> None:
    path = tmp_path / "fiscal.toml"
    path.write_text(content)
    path.chmod(mode)
    with pytest.raises(ValueError, match=says):
        read_fiscal_file(path)


def test_a_file_of_the_provider_is_read(tmp_path: Path) -> None:
    path = tmp_path / "fiscal.toml"
    path.write_text(FILE)
    path.chmod(0o600)
    assert read_fiscal_file(path) == FiscalAccount("https://x.example", "k", "l", "p", {"cash-1": "SWK1"})
