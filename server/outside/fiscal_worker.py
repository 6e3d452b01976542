"""The worker that has fiscal receipts registered: one after the other, each outcome a command of its own.

Before anything is sent it is written down that it may have been: so a crash at any moment, and an outcome that
could not be saved, end with a look-up and never with a second receipt.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from server.desk import fiscal_receipts
from server.desk.commands import Command, Store
from server.desk.fiscal_provider import FiscalDown, FiscalProvider, FiscalRefused
from server.desk.house import House

log = logging.getLogger("kezek")

ACTOR = "fiscal"
IDLE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class FiscalWorker:
    store: Store
    provider: FiscalProvider

    def work(self, pause: Callable[[float], Any], goes_on: Callable[[], bool] = lambda: True) -> None:
        while goes_on():
            try:
                if self.work_once():
                    continue
            except Exception:
                log.exception("a fiscal receipt was not settled; it will be looked up")
            pause(IDLE_SECONDS)

    def work_once(self) -> bool:
        """Whether there was one that was due."""
        due = self.store.read(fiscal_receipts.next_to_register)
        if due is None:
            return False
        begun = self._submit(lambda house: fiscal_receipts.begin_try(house, due.id))
        if begun is not None:
            self._submit(self._outcome(due.id, *begun))
        return True

    def _outcome(self, receipt: str, told: Any, sent_before: bool) -> Callable[[House], None]:
        try:
            registered = self.provider.register(told, sent_before)
        except FiscalDown as down:
            fault = down.fault
            return lambda house: fiscal_receipts.defer(house, receipt, fault)
        except FiscalRefused as refused:
            fault = refused.fault
            return lambda house: fiscal_receipts.fail(house, receipt, fault)
        except Exception as bug:  # ours: it must not hold up the receipts of other cash desks
            log.error("the fiscal provider's answer was not understood: %s", type(bug).__name__)
            return lambda house: fiscal_receipts.defer(house, receipt, "unintelligible")
        return lambda house: fiscal_receipts.register(house, receipt, registered)

    def _submit(self, run: Callable[[House], Any]) -> Any:
        return self.store.submit(Command(ACTOR, run))
