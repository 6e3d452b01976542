"""Certificates: on the desk of those who sign them, one of them with its paper, and what anyone is told of one."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from typing_extensions import TypedDict

from server.desk.certificate_moves import Printed, Replaced
from server.desk.certificate_views import CertificateLook, CertificateView, Correctable, Desk, VerifyView
from server.desk.sign_certificates import Signed
from server.domain.certificate import Certificate
from server.domain.certificate_template import findings_of
from server.domain.language import Language
from server.domain.paper import Paper
from server.domain.regulation import Regulation
from server.web.answers.papers import JobAnswer, job_answer
from server.web.answers.said import Said, said
from server.web.answers.tickets import OnPaperAnswer, on_paper_answer
from server.web.answers.titled_schema import titled_schema
from server.web.bodies_of_certificates import CORRECTED
from server.web.problems import problem
from server.web.qr_picture import qr_of
from server.words.certificates import ANNULMENT_GROUNDS, CERTIFICATE_STATES, SHEET_IN_PLACE
from server.words.tasks import CHOICE_NAMES


class CertificateAnswer(TypedDict):
    """`signers` in their order; `waits_for`: who signs next. `replaces`, `replaced_by`: ids."""

    id: str
    visit: str
    service: str
    number: str
    state: str
    state_name: Said
    made_on: date
    valid_until: date
    signers: list[str]
    signed: list[str]
    waits_for: str | None
    replaces: str | None
    replaced_by: str | None
    issued_at: datetime | None


class CertificateLookAnswer(CertificateAnswer):
    """`print_state`: of its last print job. `copy_next`: another print would bear COPY. `ticket`: the paper's own."""

    visit_number: str | None
    paper: OnPaperAnswer | None
    service_name: Said
    full_name: str | None
    birth_date: date | None
    finding: str | None
    finding_name: Said | None
    purpose: str | None
    print_state: str | None
    copy_next: bool
    ticket: str | None


class DeskAnswer(TypedDict):
    """`to_sign`: they wait for a signature of who asks. `lost`: their last print failed, or may have."""

    to_sign: list[CertificateLookAnswer]
    lost: list[CertificateLookAnswer]


class PaperAnswer(TypedDict):
    """`qr`: the code that it bears, as a picture."""

    paper: Paper
    qr: str | None


class CorrectionAnswer(TypedDict):
    """`schema`: of what may be put right when it is replaced, each with its `title`; `known`: what stands there now."""

    schema: dict[str, Any]
    known: dict[str, str]


class CertificateViewAnswer(TypedDict):
    """`text` null: an older version made it and kept none. `seated`: who asks sits where he serves as a signer of it;
    `may`: what he may do with it from there, of annul, issue, replace. `correction` null: it may not be replaced.
    """

    certificate: CertificateLookAnswer
    text: PaperAnswer | None
    seated: bool
    may: list[str]
    correction: CorrectionAnswer | None


class NotSignedAnswer(TypedDict):
    """Why this one was not signed: the code of the refusal, and its words in the language asked for."""

    certificate: str
    code: str
    title: str


class SignedAnswer(TypedDict):
    signed: list[CertificateAnswer]
    refused: list[NotSignedAnswer]


class ReplacedAnswer(TypedDict):
    before: CertificateAnswer
    certificate: CertificateAnswer
    job: JobAnswer | None


class PrintedAnswer(TypedDict):
    """`copy`: it bears the word COPY. `job` null: a browser prints it."""

    certificate: CertificateAnswer
    copy: bool
    job: JobAnswer | None


class AnnulmentGroundAnswer(TypedDict):
    ground: str
    name: Said


class AnnulmentGroundsAnswer(TypedDict):
    grounds: list[AnnulmentGroundAnswer]


class SampleAnswer(TypedDict):
    finding: str
    name: Said


class TemplateAnswer(TypedDict):
    service: str
    name: Said
    samples: list[SampleAnswer]


class TemplatesAnswer(TypedDict):
    templates: list[TemplateAnswer]


class VerifyAnswer(TypedDict):
    """Is this paper genuine? No name stands here, and no finding. `replaced_by`: the number of the one in its place."""

    kind: str
    number: str
    date: date
    valid_until: date
    state: str
    digest: str
    replaced_by: str | None


def certificate_answer(one: Certificate) -> CertificateAnswer:
    return {
        "id": one.id,
        "visit": one.visit,
        "service": one.service,
        "number": one.number,
        "state": one.state.value,
        "state_name": said(CERTIFICATE_STATES[one.state]),
        "made_on": one.made_on,
        "valid_until": one.valid_until,
        "signers": [role.value for role in one.signers],
        "signed": [role.value for role in one.signed],
        "waits_for": one.waits_for.value if one.waits_for else None,
        "replaces": one.replaces,
        "replaced_by": one.replaced_by,
        "issued_at": one.issued_at,
    }


def look_answer(look: CertificateLook) -> CertificateLookAnswer:
    entry = look.drawn.entry if look.drawn else {}
    finding = look.drawn.finding if look.drawn else None
    born = entry.get("birth_date")
    return {
        **certificate_answer(look.certificate),
        "visit_number": look.visit.number_today,
        "paper": on_paper_answer(look.visit),
        "service_name": said(look.regulation.name),
        "full_name": entry.get("full_name"),
        "birth_date": date.fromisoformat(born) if born else None,
        "finding": finding,
        "finding_name": _finding_name(finding),
        "purpose": entry.get("purpose"),
        "print_state": look.print_state.value if look.print_state else None,
        "copy_next": look.copy_next,
        "ticket": look.ticket,
    }


def _finding_name(finding: str | None) -> Said | None:
    for field in ("finding", "result"):
        if finding in CHOICE_NAMES[field]:
            return said(CHOICE_NAMES[field][finding])
    return None


def desk_answer(desk: Desk) -> DeskAnswer:
    return {
        "to_sign": [look_answer(look) for look in desk.to_sign],
        "lost": [look_answer(look) for look in desk.lost],
    }


def certificate_view_answer(view: CertificateView, language: Language) -> CertificateViewAnswer:
    return {
        "certificate": look_answer(view.look),
        "text": paper_answer(view.paper) if view.paper else None,
        "seated": view.seated,
        "may": sorted(move.value for move in view.may),
        "correction": _correction(view.correctable, language) if view.correctable else None,
    }


def _correction(correctable: Correctable, language: Language) -> CorrectionAnswer:
    schema = titled_schema(correctable.task, correctable.known, language)
    fields = {name: one for name, one in schema["properties"].items() if name in CORRECTED}
    required = [name for name in schema["required"] if name in CORRECTED]
    known = {name: str(value) for name, value in correctable.entry.items() if name in fields}
    return {"schema": {**schema, "properties": fields, "required": required}, "known": known}


def paper_answer(paper: Paper) -> PaperAnswer:
    return {"paper": paper, "qr": qr_of(paper)}


def signed_answer(signed: Signed, language: Language) -> SignedAnswer:
    return {
        "signed": [certificate_answer(one) for one in signed.signed],
        "refused": [
            {
                "certificate": one.certificate,
                "code": one.why.code,
                "title": problem(one.why, language)["title"],
            }
            for one in signed.refused
        ],
    }


def replaced_answer(replaced: Replaced) -> ReplacedAnswer:
    return {
        "before": certificate_answer(replaced.before),
        "certificate": certificate_answer(replaced.certificate),
        "job": job_answer(replaced.job) if replaced.job else None,
    }


def printed_answer(printed: Printed) -> PrintedAnswer:
    return {
        "certificate": certificate_answer(printed.certificate),
        "copy": printed.copy,
        "job": job_answer(printed.job) if printed.job else None,
    }


def annulment_grounds_answer() -> AnnulmentGroundsAnswer:
    return {"grounds": [{"ground": code, "name": said(words)} for code, words in ANNULMENT_GROUNDS.items()]}


def templates_answer(regulations: Iterable[Regulation]) -> TemplatesAnswer:
    return {
        "templates": [
            {
                "service": one.service,
                "name": said(one.name),
                "samples": [
                    {"finding": finding, "name": _finding_name(finding) or said(SHEET_IN_PLACE)}
                    for finding in findings_of(one.certificate)
                ],
            }
            for one in regulations
            if one.certificate
        ]
    }


def verify_answer(view: VerifyView) -> VerifyAnswer:
    certificate = view.certificate
    return {
        "kind": certificate.service,
        "number": certificate.number,
        "date": certificate.made_on,
        "valid_until": certificate.valid_until,
        "state": view.verdict.value,
        "digest": certificate.digest,
        "replaced_by": view.replaced_by,
    }
