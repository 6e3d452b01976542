"""The closing of a day, for those who oversee the site."""

from server.desk.closing import close_day
from server.desk.house import House
from server.web import bodies
from server.web.actor import OVERSIGHT
from server.web.answers.closings import ClosingAnswer, closing_answer
from server.web.route import Answer, Asked, Deed, commands


@commands("POST", "/api/closings", OVERSIGHT, {201: ClosingAnswer}, bodies.CloseDay)
def close(asked: Asked[bodies.CloseDay]) -> Deed:
    """Print the day's closing slip: how many visits, and the head of the ledger as an anchor."""

    def deed(house: House) -> Answer:
        return Answer(201, closing_answer(close_day(house, asked.body.printer, asked.actor.member.id)))

    return deed
