"""Each service has its register: one may be asked over HTTP while another is a list of the house."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.desk.house_of_registers import Register
from server.domain.register import RegisterAnswer


@dataclass(frozen=True, slots=True)
class ByService:
    registers: Mapping[str, Register]
    others: Register

    def look_up(self, service: str, iin: str) -> RegisterAnswer:
        return self.registers.get(service, self.others).look_up(service, iin)
