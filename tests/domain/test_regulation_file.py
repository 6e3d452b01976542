"""Every fault is found on a doctored file: which file, which key, why; and all of them at once."""

import pytest

from server.domain.regulation import Limit, LimitUnit
from server.domain.regulation_file import Fault, FaultyRegulations, read_regulations

GOOD = """
service = "paper"
group = "certificate"
adopted_from = 2026-01-01
form = ["paper"]
channels = ["in_person"]
confidential = true
over_days = false
at_kiosk = true
price = 100
name = { kk = "Қағаз", ru = "Бумага", en = "Paper" }

[provider]
name = { kk = "Ұйым", ru = "Организация", en = "Organisation" }
bin = "990640999903"
address = { kk = "Мекенжай", ru = "Адрес", en = "Address" }
seal = { kk = "Мөр", ru = "Печать", en = "Seal" }

[[kinds]]
code = "plain"
name = { kk = "Жай", ru = "Простая", en = "Plain" }

[[steps]]
code = "check"
name = { kk = "Тексеру", ru = "Проверка", en = "Check" }
role = "registrar"
after = []
presence = "present"
same_sitting = false
limit = { amount = 30, unit = "minutes", counted_from = "documents" }
waiting_limit = 30
tasks = ["look", "write"]
gate = "look"

[[steps]]
code = "draft"
name = { kk = "Дайындау", ru = "Подготовка", en = "Draft" }
role = "registrar"
after = ["check"]
presence = "present"
same_sitting = true
limit = { amount = 20, unit = "minutes", counted_from = "start" }
waiting_limit = 20
tasks = []

[[steps]]
code = "pay"
name = { kk = "Төлеу", ru = "Оплата", en = "Pay" }
role = "cashier"
after = ["draft"]
presence = "absent"
same_sitting = false
limit = { amount = 2, unit = "working_days", counted_from = "check" }
waiting_limit = 20
tasks = []
fee = true
"""
TASKS = ("look", "write")

CHECK, PAY = 'code = "check"', 'code = "pay"'


def faults_of(**texts: str) -> list[Fault]:
    with pytest.raises(FaultyRegulations) as caught:
        read_regulations({f"{name}.toml": text for name, text in texts.items()}, TASKS)
    return list(caught.value.faults)


def doctored(old: str, new: str, inside: str = "") -> str:
    """GOOD with `old` replaced by `new` once, behind `inside`. What is not there cannot be doctored."""
    at = GOOD.index(old, GOOD.index(inside))
    return GOOD[:at] + new + GOOD[at + len(old) :]


def test_a_good_file_becomes_a_regulation() -> None:
    (paper,) = read_regulations({"paper.toml": GOOD}, TASKS)
    assert paper.name.ru == "Бумага"
    assert paper.adopted_until is None
    assert [kind.anonymous for kind in paper.kinds] == [False]
    assert [step.fee for step in paper.steps] == [False, False, True]
    assert paper.step("check").gate == "look"
    assert paper.step("pay").limit == Limit(2, LimitUnit.WORKING_DAYS, "check")


def test_regulations_keep_the_order_of_their_files() -> None:
    other = doctored('"paper"', '"another"')
    assert [one.service for one in read_regulations({"b": GOOD, "a": other}, TASKS)] == ["paper", "another"]


# what is doctored, behind what; and the key and the words that the fault must have
SHAPE = {
    "an_unknown_key": (("price = 100", 'price = 100\ncolour = "red"', ""), "colour", "unknown key"),
    "an_unknown_key_of_a_step": ((CHECK, CHECK + "\ncolour = 1", ""), "steps.check.colour", "unknown key"),
    "a_missing_key": (("confidential = true", "", ""), "confidential", "is missing"),
    "a_missing_key_of_a_step": (("waiting_limit = 20", "", PAY), "steps.pay.waiting_limit", "is missing"),
    "a_missing_language": ((', en = "Paper"', "", ""), "name.en", "is missing"),
    "an_empty_text": (('"Бумага"', '"  "', ""), "name.ru", "not empty"),
    "a_text_that_is_a_figure": (('"Мөр"', "3", ""), "provider.seal.kk", "must be a text"),
    "an_unknown_role": (('"cashier"', '"janitor"', ""), "steps.pay.role", "unknown role 'janitor'"),
    "a_role_that_serves_nobody": (('"cashier"', '"auditor"', ""), "steps.pay.role", "unknown role 'auditor'"),
    "an_unknown_channel": (('"in_person"', '"pigeon"', ""), "channels.1", "unknown channel 'pigeon'"),
    "no_channel": (('["in_person"]', "[]", ""), "channels", "is empty"),
    "an_unknown_form": (('["paper"]', '["clay"]', ""), "form.1", "unknown form 'clay'"),
    "an_unknown_group": (('"certificate"', '"other"', ""), "group", "unknown group 'other'"),
    "an_unknown_presence": (('"absent"', '"asleep"', ""), "steps.pay.presence", "unknown presence 'asleep'"),
    "an_unknown_unit": (('"minutes"', '"moons"', ""), "steps.check.limit.unit", "unknown unit 'moons'"),
    "a_limit_of_nothing": (("amount = 30", "amount = 0", ""), "steps.check.limit.amount", "1 or more"),
    "a_limit_that_is_true": (
        ("amount = 30", "amount = true", ""),
        "steps.check.limit.amount",
        "whole number",
    ),
    "a_limit_that_is_no_table": (
        ('{ amount = 30, unit = "minutes", counted_from = "documents" }', "30", ""),
        "steps.check.limit",
        "must be a table",
    ),
    "a_price_below_zero": (("price = 100", "price = -1", ""), "price", "0 or more"),
    "a_day_in_quotation_marks": (("2026-01-01", '"2026-01-01"', ""), "adopted_from", "must be a date"),
    "a_moment_for_a_day": (("2026-01-01", "2026-01-01T00:00:00Z", ""), "adopted_from", "must be a date"),
    "a_flag_that_is_a_word": (("over_days = false", 'over_days = "no"', ""), "over_days", "true or false"),
    "a_bin_of_another_form": (('"990640999903"', '"99064"', ""), "provider.bin", "12 digits"),
    "a_bin_that_is_a_figure": (('"990640999903"', "990640999903", ""), "provider.bin", "12 digits"),
    "a_bin_with_a_wrong_check_digit": (("990640999903", "990640999904", ""), "provider.bin", "check digit"),
    "a_code_in_capitals": (('service = "paper"', 'service = "Paper"', ""), "service", "small Latin letters"),
}

ROUTE = {
    "an_unknown_step_in_after": (
        ('["draft"]', '["draft", "drafd"]', ""),
        "steps.pay.after",
        "no step 'drafd'",
    ),
    "the_same_step_twice_in_after": (('["draft"]', '["draft", "draft"]', ""), "steps.pay.after", "twice"),
    "a_step_that_is_called_like_a_moment": ((PAY, 'code = "start"', ""), "steps.start.code", "no step may"),
    "a_limit_counted_from_an_unknown_step": (
        ('counted_from = "check"', 'counted_from = "chekc"', ""),
        "steps.pay.limit.counted_from",
        "not 'chekc'",
    ),
    "a_limit_counted_from_a_step_that_comes_later": (
        ('counted_from = "start"', 'counted_from = "pay"', ""),
        "steps.draft.limit.counted_from",
        "a step that comes before",
    ),
    "a_limit_counted_from_its_own_finish": (
        ('counted_from = "check"', 'counted_from = "pay"', ""),
        "steps.pay.limit.counted_from",
        "a step that comes before",
    ),
    "a_same_sitting_without_a_step_before": (
        ("same_sitting = false", "same_sitting = true", CHECK),
        "steps.check.same_sitting",
        "exactly one step",
    ),
    "a_same_sitting_with_another_role": (
        ("same_sitting = false", "same_sitting = true", PAY),
        "steps.pay.same_sitting",
        "'draft', has another role",
    ),
    "an_absent_patient_on_a_first_step": (
        ('"present"', '"absent"', CHECK),
        "steps.check.presence",
        "needs its patient",
    ),
    "an_unknown_task": (('"write"]', '"wriet"]', ""), "steps.check.tasks", "no task 'wriet'"),
    "the_same_task_twice": (('"write"]', '"look"]', ""), "steps.check.tasks", "twice"),
    "a_gate_that_is_not_among_the_tasks": (
        ('gate = "look"', 'gate = "wait"', ""),
        "steps.check.gate",
        "'wait' is not among the tasks",
    ),
    "dates_the_wrong_way_round": (
        ("form =", "adopted_until = 2025-12-31\nform =", ""),
        "adopted_until",
        "2025-12-31 is before",
    ),
    "an_unknown_category": (
        ("price = 100", 'price = 100\nexempt = ["rich"]', ""),
        "exempt.1",
        "unknown category 'rich'",
    ),
    "a_category_that_stands_twice": (
        ("price = 100", 'price = 100\nexempt = ["benefit", "benefit"]', ""),
        "exempt",
        "twice",
    ),
    "a_form_that_stands_twice": (('["paper"]', '["paper", "paper"]', ""), "form", "twice"),
    "two_kinds_of_one_code": (
        ("[[steps]]", '[[kinds]]\ncode = "plain"\nname = { kk = "Ж", ru = "П", en = "P" }\n[[steps]]', ""),
        "kinds.plain.code",
        "two kinds",
    ),
    "a_price_that_nobody_takes": (("fee = true", "", ""), "price", "nobody would take it"),
}


@pytest.mark.parametrize("fault", SHAPE | ROUTE)
def test_a_fault_names_its_file_its_key_and_the_reason(fault: str) -> None:
    (old, new, inside), key, reason = (SHAPE | ROUTE)[fault]
    (found,) = faults_of(paper=doctored(old, new, inside))
    assert (found.file, found.key) == ("paper.toml", key)
    assert reason in found.reason


def test_a_same_sitting_goes_on_from_one_step_not_from_two() -> None:
    sitting = doctored("same_sitting = false", "same_sitting = true", PAY).replace('"cashier"', '"registrar"')
    (found,) = faults_of(paper=sitting.replace('after = ["draft"]', 'after = ["draft", "check"]'))
    assert found.key == "steps.pay.same_sitting"
    assert "exactly one step" in found.reason


def test_a_file_that_is_not_toml_is_named_with_the_place() -> None:
    (found,) = faults_of(paper='service = "paper"\nname = \nprice = 0')
    assert (found.file, found.key) == ("paper.toml", "")
    assert "not TOML" in found.reason
    assert "line 2" in found.reason


def test_two_steps_of_one_code_are_refused() -> None:
    found = faults_of(paper=GOOD + GOOD[GOOD.rindex("[[steps]]") :])
    assert found == [Fault("paper.toml", "steps.pay.code", "two steps have this code")]


def test_a_circle_is_refused_with_the_file_and_the_steps() -> None:
    circle = doctored('after = ["check"]', 'after = ["check", "pay"]')
    found = [fault for fault in faults_of(paper=circle) if fault.key == "steps"]
    assert found == [Fault("paper.toml", "steps", "these steps wait for each other in a circle: draft, pay")]


def test_a_step_that_waits_for_itself_is_a_circle() -> None:
    found = faults_of(paper=doctored('after = ["draft"]', 'after = ["draft", "pay"]'))
    assert [fault.reason for fault in found] == ["these steps wait for each other in a circle: pay"]


def test_a_step_behind_a_circle_is_never_reached() -> None:
    found = faults_of(paper=doctored('after = ["check"]', 'after = ["check", "draft"]'))
    assert ("steps.pay", "is never reached: it waits for steps that wait for each other") in [
        (fault.key, fault.reason) for fault in found
    ]


def test_a_route_without_a_first_step_is_refused() -> None:
    found = faults_of(paper=doctored("after = []", 'after = ["pay"]'))
    assert "no step is the first: each waits for another" in [fault.reason for fault in found]


def test_two_services_of_one_code_are_refused_with_both_files() -> None:
    (found,) = faults_of(paper=GOOD, copy=GOOD)
    assert found == Fault("copy.toml", "service", "'paper' is the service of paper.toml already")


def test_a_table_that_is_none_is_one_fault_and_not_one_for_each_of_its_keys() -> None:
    start, end = GOOD.index("[provider]"), GOOD.index("[[kinds]]")
    (found,) = faults_of(paper=GOOD[:start].replace("price", "provider = 3\nprice") + GOOD[end:])
    assert (found.key, found.reason) == ("provider", "must be a table")


def test_all_faults_of_all_files_are_told_at_once() -> None:
    three = (
        doctored('"cashier"', '"janitor"')
        .replace('gate = "look"', 'gate = "wait"')
        .replace("990640999903", "990640999904")
    )
    found = faults_of(good=GOOD, paper=three.replace('service = "paper"', 'service = "other"'), broken="=")
    assert [(fault.file, fault.key) for fault in found] == [
        ("paper.toml", "provider.bin"),
        ("paper.toml", "steps.pay.role"),
        ("paper.toml", "steps.check.gate"),
        ("broken.toml", ""),
    ]


def test_the_message_of_the_error_is_the_list_of_faults() -> None:
    with pytest.raises(FaultyRegulations, match=r"paper\.toml: price: must be a whole number, 0 or more"):
        read_regulations({"paper.toml": doctored("price = 100", "price = 1.5")}, TASKS)


@pytest.mark.parametrize("key", ["steps", "kinds", "after", "tasks", "limit", "name", "role", "gate", "code"])
@pytest.mark.parametrize("value", ["3", '"x"', "[]", "[3]", "{}", "[{}]", "[[]]", "true", '["check"]'])
def test_nonsense_is_answered_with_faults_and_never_with_a_crash(key: str, value: str) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} =")]
    text = "\n".join(
        line + (f"\n{key} = {value}" if line in ("[[steps]]", "price = 100") else "") for line in lines
    )
    assert faults_of(paper=text)
