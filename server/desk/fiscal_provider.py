"""The port to a fiscal provider: who keeps it registers a receipt once, however often it is asked to."""

from typing import Protocol

from server.domain.fiscal import Registered, ToRegister


class FiscalDown(Exception):
    """No answer, or none that settles it: perhaps it was registered. It is to be asked for again later."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class FiscalRefused(Exception):
    """The provider will not take it as it is, now or later."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class FiscalProvider(Protocol):
    def register(self, told: ToRegister, sent_before: bool) -> Registered:
        """`sent_before`: it may be there already, and is looked up before it is sent again.

        Raises FiscalDown, FiscalRefused.
        """
