"""A site whose printers have rolls of one width, and everybody who leaves a paper there."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image

from deploy.tryout import FONTS
from deploy.virtual_printer import VirtualPrinter
from server.desk.papers import as_copy
from server.domain.paper import from_data
from server.printing.escpos_bytes import to_bytes
from server.printing.picture import draw
from server.printing.printer import NetworkPrinter
from server.printing.typeface import Typeface
from server.tryout import CASH_PRINTER, LOBBY_PRINTER, OFFICE_PRINTER
from tests.pictures.counter import ANONYMOUS, STEPS
from tests.site import Site
from tests.web.people import People, Walk

DOTS = {"80mm": 576, "58mm": 384}
OF_STAFF = "both"  # Kazakh and Russian: these papers know no person, and so no third language
DRAWER = 2_000_000
SHORT_WALK, PAID_WALK, FINDING_WALK = "house-call", "tb-certificate", "hiv-test"
IIN = "890101199900"  # of the examples
DOCTOR = "d-7"
_PRINTED_SECONDS = 60.0


@dataclass(frozen=True)
class Paper:
    """`name` says what it is, `size` how wide the roll is."""

    name: str
    language: str
    size: str
    picture: Image.Image


class Office:
    """Each method leaves papers, and waits until they are out of the printer."""

    def __init__(self, site: Site, printers: dict[str, VirtualPrinter], size: str) -> None:
        self._site = site
        self._people = People(site)
        self._printers = printers
        self._size = size

    def papers(self, language: str) -> Iterator[Paper]:
        """Whatever a person is handed in that language."""
        for service in STEPS:
            walk = Walk(self._people, service, language=language, **ANONYMOUS.get(service, {}))
            walk.to_the_end()
            jobs = {"slip": walk.taken["job"]["id"]}
            jobs |= {"receipt" if task == "payment" else task: job for task, job in walk.jobs.items() if job}
            for name, job in jobs.items():
                yield self._paper(f"{name}-{service}", language, job)
        yield self._sheet(language)
        yield from self._refusals(language)
        yield from self._money_back(language)
        yield from self._notices(language)
        yield self._copy(language)

    def slip(self, name: str, language: str) -> Paper:
        taken = self._site.kiosk.take(SHORT_WALK, language=language)
        return self._paper(name, language, taken["job"]["id"])

    def fiscal_receipts(self, language: str) -> Iterator[Paper]:
        """Of a payment, and of the money given back."""
        walk = Walk(self._people, PAID_WALK, language=language)
        before = self._out_of(CASH_PRINTER)
        walk.until("sign")
        (sale,) = self._newly_out(CASH_PRINTER, before)
        yield self._paper("fiscal-receipt", language, sale)
        before = self._out_of(CASH_PRINTER)
        self._end_payment(walk, "refund", "changed_mind")
        _, refund = self._newly_out(CASH_PRINTER, before, papers=2)  # behind the one that the person signs
        yield self._paper("fiscal-refund", language, refund)

    def papers_of_staff(self) -> Iterator[Paper]:
        """The reports of a shift, and the slip that closes a day."""
        cashier, desk = self._people.of("cashier"), "/api/counters/cash-1"
        report = self._asked(cashier.ask("POST", f"{desk}/shift-reports"))
        yield self._paper("report-x", OF_STAFF, report["job"])
        closed = self._asked(cashier.ask("POST", f"{desk}/shift-closings", {"counted": DRAWER}))
        yield self._paper("report-z", OF_STAFF, closed["job"])
        self._people.open_cash_desk()
        day = self._people.of("supervisor").ask("POST", "/api/closings", {"printer": OFFICE_PRINTER})
        yield self._paper("closing", OF_STAFF, self._asked(day)["job"]["id"])

    def _sheet(self, language: str) -> Paper:
        """What is handed over where there is nothing to certify."""
        walk = Walk(self._people, FINDING_WALK, language=language, **ANONYMOUS[FINDING_WALK])
        walk.until("counsel-after")
        ticket = walk.ticket("counsel-after")["id"]
        walk.clerk("counsel-after").do(ticket, "result", {"result": "positive"})
        walk.to_the_end()
        return self._paper(f"sheet-{FINDING_WALK}", language, walk.jobs["result-certificate"])

    def _refusals(self, language: str) -> Iterator[Paper]:
        """Of a service that anybody may know of, and of one that nobody may: they must look the same."""
        for service in (SHORT_WALK, PAID_WALK):
            walk = Walk(self._people, service, language=language)
            step = walk.open[0]["step"]
            walk.begin(step)
            before = self._out_of(OFFICE_PRINTER)
            walk.moved(step, "refuse", ground="documents_incomplete")
            (job,) = self._newly_out(OFFICE_PRINTER, before)
            yield self._paper(f"refusal-{service}", language, job)

    def _money_back(self, language: str) -> Iterator[Paper]:
        for ending, reason in (("void", "wrong_method"), ("refund", "changed_mind")):
            walk = Walk(self._people, PAID_WALK, language=language)
            walk.until("sign")
            yield self._paper(ending, language, self._end_payment(walk, ending, reason)["job"])

    def _end_payment(self, walk: Walk, ending: str, reason: str) -> Any:
        cashier = self._people.of("cashier")
        desk = self._asked(cashier.ask("GET", "/api/counters/cash-1/cash-desk"))
        payment = next(
            row["payment"]
            for row in desk["receipts"]
            if row["payment"]["visit"] == walk.visit["id"] and row["payment"]["state"] == "paid"
        )
        body = {"ending": ending, "reason": reason}
        return self._asked(cashier.ask("POST", f"/api/payments/{payment['id']}/endings", body))

    def _notices(self, language: str) -> Iterator[Paper]:
        """A booking that is moved, and cancelled then."""
        self._people.receive_now(DOCTOR)
        clerk = self._people.of("registry_clerk")
        for booking in self._bookings():
            self._asked(clerk.ask("POST", f"/api/bookings/{booking}/moves", {"move": "cancel"}))
        Walk(self._people, "appointment", language=language).to_the_end()
        (booking,) = self._bookings()
        for move, name in (("move", "booking-moved"), ("cancel", "booking-cancelled")):
            body = {"move": move, "slot": self._people.slot(DOCTOR)} if move == "move" else {"move": move}
            moved = self._asked(clerk.ask("POST", f"/api/bookings/{booking}/moves", body))
            yield self._paper(name, language, moved["job"]["id"])

    def _bookings(self) -> list[str]:
        found = self._people.of("registry_clerk").ask("POST", "/api/bookings/search", {"iin": IIN}).body
        return [one["id"] for one in found["bookings"] if one["state"] == "booked"]

    def _copy(self, language: str) -> Paper:
        """Of a slip."""
        slip = self._site.kiosk.take(SHORT_WALK, language=language)["slip"]
        lobby = self._printers[LOBBY_PRINTER]
        printer = NetworkPrinter("127.0.0.1", lobby.port, DOTS[self._size], notes=True)
        picture = draw(as_copy(from_data(slip)), Typeface(FONTS), printer.width)
        printer.print(to_bytes(picture, {"job": f"copy-{language}", "kind": "slip"}))
        return self._paper("copy", language, f"copy-{language}")

    @staticmethod
    def _asked(reply: Any) -> Any:
        assert reply.status in (200, 201), reply
        return reply.body

    def _out_of(self, printer: str) -> list[str]:
        """The jobs that it has printed."""
        return [paper.job for paper in list(self._printers[printer].papers)]

    def _newly_out(self, printer: str, before: list[str], papers: int = 1) -> list[str]:
        until = time.monotonic() + _PRINTED_SECONDS
        while time.monotonic() < until:
            if len(new := [job for job in self._out_of(printer) if job not in before]) >= papers:
                return new
            time.sleep(0.02)
        raise TimeoutError(f"{printer} did not print {papers} more")

    def _paper(self, name: str, language: str, job: str) -> Paper:
        """What came out for that job. Raises TimeoutError."""
        until = time.monotonic() + _PRINTED_SECONDS
        while time.monotonic() < until:
            for printer in self._printers.values():
                if found := [paper.picture for paper in list(printer.papers) if paper.job == job]:
                    return Paper(name, language, self._size, found[-1])
            time.sleep(0.02)
        raise TimeoutError(f"job {job}, {name}, was not printed")
