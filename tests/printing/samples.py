"""One paper of each kind, of an organisation that does not exist."""

from server.desk.papers import StepAhead, as_copy, certificate, receipt, refusal_slip, slip
from server.domain.language import Language, Words
from server.domain.paper import Paper
from server.domain.regulation import Limit, LimitUnit, Provider
from tests.domain.test_regulations import HOUSE

SITE = Words("Үлгі диспансері", "Образцовый диспансер", "Model dispensary")
SERVICE = Words("Дәрігерді үйге шақыру", "Вызов врача на дом", "House call of a doctor")
PLACE = Words("№ 2 терезе", "Окно № 2", "Window 2")
GROUND = Words("Құжаттар толық емес", "Представлены не все документы", "Documents are missing")
STEPS = (
    StepAhead(Words("Тіркеу", "Регистрация", "Registration"), PLACE, Limit(10, LimitUnit.MINUTES, "start")),
    StepAhead(Words("Төлем", "Оплата", "Payment"), None, Limit(3, LimitUnit.WORKING_DAYS, "start")),
)
PROVIDER = Provider(
    name=Words("Үлгі наркология орталығы", "Образцовый наркологический центр", "Model narcological centre"),
    bin="990640999903",
    address=Words("Үлгі к-сі, 1", "ул. Образцовая, 1", "1 Model street"),
    seal=Words("Көрсетілетін қызметті берушінің мөрі", "Печать услугодателя", "Provider's seal"),
)


def a_slip(
    number: str = "A014",
    *,
    confidential: bool = False,
    steps: tuple[StepAhead, ...] = STEPS,
    language: Language = Language.KK,
) -> Paper:
    return slip(
        organisation=SITE,
        number=number,
        place=PLACE,
        at="23.11.2026 08:45",
        track_url="https://kezek.example/t/3kQ9vTz1mB7xLw0p",
        ahead=4,
        wait=(10, 25),
        confidential=confidential,
        service=SERVICE,
        steps=steps,
        language=language,
    )


def a_refusal() -> Paper:
    return refusal_slip(organisation=SITE, number="K1-01", ground=GROUND, at="23.11.2026 08:45")


def a_receipt() -> Paper:
    return receipt(
        provider=PROVIDER,
        receipt_number="123/2026",
        number="A014",
        at="23.11.2026 08:45",
        service=SERVICE,
        price=150_000,
        method="cash",
        taken=200_000,
        change=50_000,
    )


def finding(present: bool) -> Words:
    template = HOUSE["narcological-certificate"].certificate
    assert template is not None
    return template.texts["present" if present else "absent"]


def a_certificate(full_name: str = "Үлгібаева Ұлту Өткелқызы", *, present: bool = False) -> Paper:
    return certificate(
        provider=PROVIDER,
        certificate_number="123/2026",
        title=Words("наркологиялық", "наркологическая", "narcological"),
        issued_on="23.11.2026",
        finding=finding(present),
        purpose="Талап етілген жерге",
        valid_until="03.12.2026",
        doctor="Қ. Ғ. Үлгібаев",
        registrar="Һ. І. Үлгібаева",
        verify_url="https://kezek.example/verify/7Q4M2K9X",
        full_name=full_name,
        iin="890101199900",
        birth_date="01.01.1889",
    )


EVERY_PAPER = {
    "slip": a_slip(),
    "slip, confidential": a_slip(confidential=True),
    "slip in English": a_slip(language=Language.EN),
    "refusal": a_refusal(),
    "receipt": a_receipt(),
    "copy": as_copy(a_receipt()),
    "certificate": a_certificate(),
}
