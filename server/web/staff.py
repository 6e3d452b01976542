"""Who works here, for whoever says what they do."""

from server.web.answers.staff import StaffListAnswer, staff_answer
from server.web.route import Answer, Asked, Deed, reads
from server.web.timetables import ADMINISTRATOR


@reads("/api/staff", ADMINISTRATOR, {200: StaffListAnswer})
def list_staff(_: Asked[None]) -> Deed:
    """Who works here, and in which roles: to say who of them is a doctor of the timetable."""
    return lambda house: Answer(200, {"staff": [staff_answer(staff) for staff in house.staff()]})
