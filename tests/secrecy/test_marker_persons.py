"""T18: marker persons go through every service in every way; afterwards they are looked for everywhere.

They may be found in the answers to the clerk at whose step they are, and on the papers that are meant for them; of
whoever was examined without a name, nothing is found at all.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import pytest

from server.domain.journal import writers
from server.domain.task import TASKS
from server.store.keys import Sealer, read_or_make_keys
from server.store.sealed import SEALED, open_all
from tests.domain.test_regulations import HOUSE
from tests.pictures.house import House, running_house
from tests.secrecy.ears import Heard, ListeningSite, NewsEars, command_lines, files_of
from tests.secrecy.markers import PERSONS, Marker, answers_of, found_in
from tests.site import Clerk
from tests.web.people import People, Walk, return_code

ANONYMOUS = {"kind": "voluntary-anonymous"}
CONFIDENTIAL = {"kind": "mandatory-confidential"}
RESULTS = ("negative", "positive", "indeterminate")
SERVICES: dict[str, dict[str, str]] = {
    "house-call": {},
    "appointment": {},
    "attachment": {},
    "hiv-test": CONFIDENTIAL,
    "tb-certificate": {},
    "psychoneurological-certificate": {},
    "narcological-certificate": {},
    "reception": {},
}
TEXTS = frozenset(text for person in PERSONS for text in person.texts())
_OF_TICKET = re.compile(r"/api/tickets/([^/]+)(/.+)?")
_OF_JOURNAL = re.compile(r"/api/journals/([^/]+)/.+")


class MarkedWalk(Walk):
    """A marker person's way: whatever a form asks of him is what he says.

    `keeps_paper`: the house does, and hands none over, as to somebody who will be refused.
    """

    keeps_paper = False

    def __init__(self, people: People, person: Marker | None, service: str, **more: Any) -> None:
        self.person = person
        super().__init__(people, service, **more, **({"iin": person.iin} if person else {}))

    def _do_tasks(self, step: str, while_pending: bool) -> None:
        clerk, ticket = self.clerk(step), self.ticket(step)["id"]
        for task in clerk.ticket(ticket)["tasks"]:
            if task["task"] == "register-check" and self.person:
                clerk.ask("POST", f"/api/tickets/{ticket}/look-ups", {"iin": self.person.iin})
            keeps_paper = self.keeps_paper and TASKS[task["task"]].hands_over
            if not task["done"] and not keeps_paper and (task["while_pending"] or not while_pending):
                answers = answers_of(self.person, task) if self.person else task["example"]
                self.jobs[task["task"]] = clerk.do(ticket, task["task"], answers)["job"]


@dataclass
class Day:
    """What happened, and everything that was heard of it."""

    house: House
    site: ListeningSite
    people: People
    walks: list[MarkedWalk] = field(default_factory=list)
    anonymous: dict[str, MarkedWalk] = field(default_factory=dict)
    news: list[tuple[str, bytes]] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    description: Any = None  # of the API, before anybody came: its examples may look like people

    def walk(self, person: Marker | None, service: str, **more: Any) -> MarkedWalk:
        self.walks.append(MarkedWalk(self.people, person, service, **(SERVICES[service] | more)))
        return self.walks[-1]

    def sign_in_anew(self) -> None:
        """Nobody's session lasts over night."""
        listening: Any = self.site
        self.people = People(listening)
        self.site.know(self.people)
        for walk in self.walks:
            walk.people = self.people


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("marked") / "house"
    with running_house(folder) as house:
        site: Any = ListeningSite(house.site)
        people = People(site)
        site.know(people)
        day = Day(house, site, people)
        day.description = house.site.request("GET", "/api/openapi.json").body
        persons = cycle(PERSONS)
        ears = NewsEars(site, people)
        _before_midnight(day, persons)
        day.news += ears.told()
        ears.leave()
        house.site.module, house.site.settings["DAYS_LATER"] = "tests.secrecy.tomorrow", "1"
        house.site.restart()
        day.sign_in_anew()
        ears = NewsEars(site, day.people)
        _after_midnight(day, persons)
        _everybody_looks_at_everything(day)
        day.news += ears.told()
        ears.leave()
        house.site.kill()  # so that the log of the database stays as it was
        day.files = dict(files_of(folder))
        yield day
        house.site.start()


def _before_midnight(day: Day, persons: Iterator[Marker]) -> None:
    for service in SERVICES:
        if service != "hiv-test":
            day.walk(next(persons), service).to_the_end()
        _refused(day.walk(next(persons), service))
        _withdrawn(day.walk(next(persons), service))
    _refused_where_only_paper_is(day.walk(next(persons), "psychoneurological-certificate"))
    for service in ("house-call", "appointment"):
        _telephones(day, next(persons), service)
    _by_the_box(day, next(persons))
    _in_wrong_places(day, next(persons))
    for result in RESULTS:
        walk = day.walk(None, "hiv-test", **ANONYMOUS)
        day.anonymous[result] = walk
        day.codes.add(return_code(walk.taken["slip"]))
        walk.until("counsel-after")
    day.walk(next(persons), "hiv-test").until("counsel-after")
    day.walk(next(persons), "attachment").begin("register")
    day.walk(next(persons), "tb-certificate").until("pay")
    day.walk(next(persons), "house-call")
    certified = day.walk(next(persons), "narcological-certificate")
    certified.until("issue")


def _refused(walk: MarkedWalk) -> None:
    step = walk.open[0]["step"]
    walk.keeps_paper = True
    walk.begin(step)
    walk.do_tasks(step)
    walk.moved(step, "refuse", ground="documents_incomplete")


def _withdrawn(walk: MarkedWalk) -> None:
    opened = walk.finish(walk.open[0]["step"])
    if opened:
        walk.moved(opened[0]["step"], "withdraw")


def _refused_where_only_paper_is(walk: MarkedWalk) -> None:
    walk.until("sign")
    walk.begin("sign")
    walk.open = walk.moved("sign", "refuse", ground="data_untrue")
    walk.finish("issue")


def _telephones(day: Day, person: Marker, service: str) -> None:
    clerk = day.people.of("registry_clerk")
    body = {"service": service, "language": "ru", "channel": "telephone", "iin": person.iin}
    opened = clerk.ask("POST", "/api/visits", body).body
    (ticket,) = opened["tickets"]
    for task in clerk.ticket(ticket["id"])["tasks"]:
        clerk.do(ticket["id"], task["task"], answers_of(person, task))
    clerk.move(ticket["id"], "finish")


def _by_the_box(day: Day, person: Marker) -> None:
    """At the screen of the kiosk, also wrongly: what it is sent and cannot read, it does not write down."""
    taken = day.house.box.take("reception", iin=person.iin)
    assert taken.status in (201, 400, 422)
    for body in ({"service": person.iin}, {person.full_name: 1}, {"return_code": person.phone}):
        assert day.house.box.ask("POST", "/api/visits", body).status < 500
    day.house.box.http.request("GET", f"{day.house.box.url}/{person.iin}")


def _in_wrong_places(day: Day, person: Marker) -> None:
    """What somebody says where it does not belong is neither answered with nor kept."""
    clerk, site = day.people.of("registry_clerk"), day.site
    walk = day.walk(person, "house-call")
    ticket = walk.begin("record")
    wrong: list[tuple[str, dict[str, Any]]] = [
        (f"/api/tickets/{ticket}/moves", {"move": "refuse", "ground": person.full_name}),
        (f"/api/tickets/{ticket}/moves", {"move": person.full_name}),
        (f"/api/tickets/{ticket}/tasks/call-entry", {"complaint": person.complaint, person.iin: "x"}),
        (f"/api/tickets/{person.iin}/moves", {"move": "start"}),
        (f"/api/counters/{person.iin}/calls", {}),
        ("/api/visits", {"service": person.full_name}),
        ("/api/visits", {"return_code": person.iin}),
        ("/api/visits", {"service": "house-call", "iin": person.iin[:-1] + "5"}),
        (f"/api/printers/{person.iin}/jobs/x/outcomes", {"state": "printed"}),
    ]
    for path, body in wrong:
        assert 400 <= clerk.ask("POST", path, body).status < 500, path
    kiosk = {"Authorization": f"Bearer {site.token('kiosk-1')}"}
    anonymous = {"service": "hiv-test", "iin": person.iin, **ANONYMOUS}
    assert site.request("POST", "/api/visits", anonymous, kiosk).status == 422
    fault = {"state": "fault", "fault": person.full_name}
    assert site.request("POST", "/api/devices/me/heartbeats", fault, kiosk).status == 422
    signing_in = {"name": person.full_name, "password": person.iin}
    assert site.request("POST", "/api/sign-in", signing_in).status == 401
    walk.to_the_end()


def _after_midnight(day: Day, persons: Iterator[Marker]) -> None:
    """Who stayed over night comes back with his code; results are in."""
    counsellor = day.people.of("counsellor")
    for result, walk in day.anonymous.items():
        counsellor.do(walk.ticket("counsel-after")["id"], "result", {"result": result})
        assert day.people.come_back(return_code(walk.taken["slip"])).status == 201
        walk.to_the_end()
        assert walk.visit["state"] == "done"
    day.walk(next(persons), "tb-certificate").to_the_end()


def _everybody_looks_at_everything(day: Day) -> None:
    """Every member of staff and every device asks for all there is; nobody's pages and addresses, too."""
    ids = {kind: _ids(day, kind) for kind in ("visit", "ticket")}
    asked = [
        "/api/boards/main", "/api/counters", "/api/lines", "/api/services", "/api/grounds", "/api/session",
        *(f"/api/counters/{one['id']}" for one in day.site.try_out()["counters"]),
        *(f"/api/visits/{visit}" for visit in ids["visit"]),
        *(f"/api/tickets/{ticket}" for ticket in ids["ticket"]),
        *_lists_of_doctors(day),
    ]  # fmt: skip
    for staff in day.site.try_out()["staff"]:
        clerk = day.people.called(staff["name"])
        for path in asked:
            clerk.ask("GET", path)
        _looks_into_journals(day, clerk)
    for device in ("kiosk-1", "board-main"):
        headers = {"Authorization": f"Bearer {day.site.token(device)}"}
        for path in asked:
            day.site.request("GET", path, headers=headers)
    pages = [
        "/",
        "/counter",
        "/board/main",
        "/metrics",
        "/healthz",
        "/readyz",
        "/nowhere",
    ]
    assert day.house.site.request("GET", "/api/openapi.json").body == day.description
    for walk in day.walks:
        pages += [f"/track/{walk.taken['track']}", f"/api/track/{walk.taken['track']}"]
    verified = set(re.findall(r"/verify/[\w.-]+", str(papers(day))))
    assert verified
    for path in (*pages, *verified):
        day.site.fetch(path)
    for call in day.people.of("supervisor").ask("GET", "/api/boards/main").body["calls"]:
        for clip in re.findall(r"/clips/[^\"]+\.wav", str(call).replace("'", '"')):
            day.site.fetch(clip, {"Authorization": f"Bearer {day.site.token('board-main')}"})


def _lists_of_doctors(day: Day) -> list[str]:
    days = "SELECT DISTINCT doctor, day FROM booking UNION SELECT DISTINCT doctor, day FROM house_call"
    return [f"/api/doctors/{doctor}/list/{on}" for doctor, on in rows(day, days)]


def _looks_into_journals(day: Day, clerk: Clerk) -> None:
    """Searched by name, given out as files; whoever may not read one is told so."""
    (first, last), *_ = rows(day, "SELECT min(day), max(day) FROM visit")
    days = {"since": first, "until": last}
    for service in SERVICES:
        clerk.ask("POST", f"/api/journals/{service}/searches", {})
        clerk.ask("POST", f"/api/journals/{service}/searches", {"name": PERSONS[0].full_name})
        for form in ("csv", "xlsx"):
            ordered = clerk.ask("POST", f"/api/journals/{service}/exports", {"form": form, **days})
            if ordered.status == 201:
                day.site.fetch(ordered.body["url"], {"Cookie": clerk.headers["Cookie"]})


def _ids(day: Day, table: str) -> list[str]:
    return [row[0] for row in rows(day, f"SELECT id FROM {table}")]


def rows(day: Day, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{day.house.site.data / 'kezek.db'}?mode=ro", uri=True)) as reading:
        return reading.execute(sql, parameters).fetchall()


def papers(day: Day) -> list[tuple[str, str]]:
    """What was printed but for the slips, which are derived: kind and text."""
    data = day.house.site.data
    sealer = Sealer.of(read_or_make_keys(data / "keys", data / "kezek.db"))
    kept = rows(day, "SELECT id, kind, paper FROM job WHERE paper IS NOT NULL")
    return [(kind, sealer.unseal(paper, f"job {job}").decode()) for job, kind, paper in kept]


# where they are looked for


def test_they_were_really_there(day: Day) -> None:
    """What was sealed of them opens, every column of it by its own name."""
    data = day.house.site.data
    sealer = Sealer.of(read_or_make_keys(data / "keys", data / "kezek.db"))
    with closing(sqlite3.connect(data / "kezek.db")) as reading:
        values = open_all(reading, sealer)
        held = {one.table for one in SEALED if reading.execute(f"SELECT 1 FROM {one.table}").fetchone()}
    assert values > 100
    assert held == {one.table for one in SEALED}
    said = b"".join(heard.answer for heard in day.site.heard)
    assert {person.iin for person in PERSONS} <= set(found_in(said, TEXTS))


def test_they_are_in_no_file_of_any_process(day: Day) -> None:
    looked = sum(map(len, day.files.values()))
    assert not [(name, text) for name, content in day.files.items() for text in found_in(content, TEXTS)]
    assert looked > 1_000_000
    assert {"site/kezek.db", "site/kezek.db-wal", "site.log", "printing.log", "box/agent.log"} <= set(
        day.files
    )
    print(f"T18: {len(TEXTS)} markers of {len(PERSONS)} persons, {looked // 1024} KiB of files: 0 found")


def test_they_are_in_no_command_line(day: Day) -> None:
    assert day.walks
    assert not [(name, text) for name, line in command_lines() for text in found_in(line, TEXTS)]


def test_no_news_tells_of_them(day: Day) -> None:
    rooms = {room for room, _ in day.news}
    assert {"board:main", "lines", "counter:window-1"} <= rooms
    assert not [(room, text) for room, told in day.news for text in found_in(told, TEXTS)]


def test_they_are_told_to_the_clerk_of_their_step_and_stand_on_their_certificate_alone(day: Day) -> None:
    roles = {one["name"]: set(one["roles"]) for one in day.site.try_out()["staff"]}
    of_step = dict(rows(day, "SELECT id, role FROM ticket"))
    told = [heard for heard in day.site.heard if found_in(heard.answer, TEXTS)]
    assert {heard.who for heard in told} > {"operator", "registrar", "registry"}
    wrongly = [heard for heard in told if not _may_be_told(heard, roles, of_step)]
    assert not [(heard.who, heard.method, heard.path) for heard in wrongly]
    print(
        f"T18: {len(day.site.heard)} answers to {len(roles)} members of staff and 5 devices: 0 to a wrong one"
    )


def _may_be_told(heard: Heard, roles: dict[str, set[str]], of_step: dict[str, str]) -> bool:
    theirs = roles.get(heard.who, set())
    if of := _OF_TICKET.fullmatch(heard.path):
        return of_step.get(of[1]) in theirs
    if of := _OF_JOURNAL.fullmatch(heard.path):
        return bool(theirs & {role.value for role in writers(HOUSE[of[1]])})
    if heard.path.startswith("/api/doctors/"):
        return bool(theirs & {"registry_clerk", "doctor"})
    return heard.path.startswith("/api/printers/") and heard.who.startswith("printer-")


def test_they_stand_on_no_other_paper(day: Day) -> None:
    named = {kind for kind, paper in papers(day) if found_in(paper.encode(), TEXTS)}
    assert named == {"certificate"}
    assert {kind for kind, _ in papers(day)} > named


# of whoever was examined without a name, nothing at all


def test_the_code_of_an_anonymous_person_is_on_his_paper_alone(day: Day) -> None:
    codes = {form for code in day.codes for form in (code, code.replace("-", ""))}
    assert len(day.codes) == 3
    assert not [name for name, content in day.files.items() if found_in(content, codes)]
    assert not [room for room, told in day.news if found_in(told, codes)]
    assert not [name for name, line in command_lines() if found_in(line, codes)]
    told = {(heard.who, heard.path) for heard in day.site.heard if found_in(heard.answer, codes)}
    assert told == {("kiosk-1", "/api/visits")}


def test_nobody_but_the_counsellor_is_told_a_result(day: Day) -> None:
    visits = {walk.visit["id"] for walk in day.anonymous.values()}
    tickets = {ticket for ticket, visit in rows(day, "SELECT id, visit FROM ticket") if visit in visits}
    for heard in day.site.heard:
        if any(result.encode() in heard.answer for result in RESULTS):
            named = {ticket for ticket in tickets if ticket in heard.path}
            assert heard.who == "counsellor" or not named, heard.path


def test_the_database_alone_does_not_tell_one_result_from_another(day: Day) -> None:
    """Neither by what happened, nor by how many rows there are, nor by how long what is sealed is."""
    seen = {result: _seen_of(day, walk.visit["id"]) for result, walk in day.anonymous.items()}
    assert seen["negative"]["ledger"]
    assert seen["negative"] == seen["positive"] == seen["indeterminate"]


def _seen_of(day: Day, visit: str) -> dict[str, list[tuple[Any, ...]]]:
    queries = {
        "ledger": "SELECT kind FROM ledger WHERE facts LIKE '%' || ? || '%' ORDER BY seq",
        "tickets": "SELECT step, state, times_called FROM ticket WHERE visit = ? ORDER BY id",
        "tasks": "SELECT step, task, length(answers) FROM task WHERE visit = ? ORDER BY at",
        "jobs": "SELECT kind, printer, paper IS NULL FROM job WHERE visit = ? ORDER BY queued_at",
        "certificates": "SELECT count(*) FROM certificate WHERE visit = ?",
        "person": "SELECT iin FROM visit WHERE id = ?",
    }
    return {name: rows(day, query, visit) for name, query in queries.items()}
