"""Looking a person up in the register of a service."""

from server.desk.ask_register import Question, keep_look_up, question_of
from server.desk.house import House
from server.domain.register import RegisterAnswer
from server.web import bodies
from server.web.actor import SERVING
from server.web.answers.look_ups import LookUpAnswer, look_up_answer
from server.web.route import Answer, Asked, AsksFirst, commands


@commands("POST", "/api/tickets/<ticket>/look-ups", SERVING, {201: LookUpAnswer}, bodies.LookUp)
def look_up(asked: Asked[bodies.LookUp]) -> AsksFirst:
    """Look the person up in the register of the service; the answer is kept, and fills in the register check.

    Until the register has said something of him it may be asked at the entry in the journal too.
    """
    ticket, staff = asked.ids["ticket"], asked.actor.member
    iin = asked.body.iin.strip()

    def deed(house: House, question: Question, answer: RegisterAnswer) -> Answer:
        return Answer(201, look_up_answer(keep_look_up(house, ticket, question, answer, staff)))

    return AsksFirst(lambda house: question_of(house, ticket, iin, staff), deed)
