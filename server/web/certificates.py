"""Certificates: signed several at once, printed once more, made void, replaced; and whether one is genuine."""

from server.desk.certificate_moves import annul, issue_replacement, print_again, replace_certificate
from server.desk.certificate_views import (
    certificate_view,
    certificates_on_desk,
    preview_at,
    sample,
    verify_view,
)
from server.desk.sign_certificates import sign_certificates
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.web import bodies_of_certificates as bodies
from server.web.actor import ANYONE, OVERSIGHT
from server.web.answers.certificates import (
    AnnulmentGroundsAnswer,
    CertificateAnswer,
    CertificateViewAnswer,
    DeskAnswer,
    PaperAnswer,
    PrintedAnswer,
    ReplacedAnswer,
    SignedAnswer,
    TemplatesAnswer,
    VerifyAnswer,
    annulment_grounds_answer,
    certificate_answer,
    certificate_view_answer,
    desk_answer,
    paper_answer,
    printed_answer,
    replaced_answer,
    signed_answer,
    templates_answer,
    verify_answer,
)
from server.web.route import Answer, Asked, Deed, commands, reads

SIGNERS = frozenset(
    role.value
    for role in (Role.REGISTRAR, Role.PHTHISIATRICIAN, Role.PSYCHIATRIST, Role.NARCOLOGIST, Role.COUNSELLOR)
)


@reads("/api/certificates", SIGNERS, {200: DeskAnswer})
def list_certificates(asked: Asked[None]) -> Deed:
    """The certificates that wait for who asks: for his signature, or to be printed once more."""
    return lambda house: Answer(200, desk_answer(certificates_on_desk(house, asked.actor.member)))


@commands("POST", "/api/signatures", SIGNERS, {200: SignedAnswer}, bodies.SignCertificates)
def sign(asked: Asked[bodies.SignCertificates]) -> Deed:
    """Sign several at once; those that cannot be signed are named, the others are signed."""
    body, staff = asked.body, asked.actor.member
    return lambda house: Answer(
        200, signed_answer(sign_certificates(house, body.certificates, body.sealed, staff), asked.language)
    )


@reads("/api/annulment-grounds", SIGNERS, {200: AnnulmentGroundsAnswer})
def list_annulment_grounds(_: Asked[None]) -> Deed:
    """The grounds on which a certificate is made void or replaced."""
    return lambda _: Answer(200, annulment_grounds_answer())


@reads("/api/certificates/<certificate>", SIGNERS, {200: CertificateViewAnswer})
def show_certificate(asked: Asked[None]) -> Deed:
    """A certificate with its paper, and what may be done with it, for those who sign it."""
    return lambda house: Answer(
        200,
        certificate_view_answer(
            certificate_view(house, asked.ids["certificate"], asked.actor.member), asked.language
        ),
    )


@commands(
    "POST",
    "/api/certificates/<certificate>/prints",
    SIGNERS,
    {201: PrintedAnswer},
    bodies.PrintCertificate,
)
def print_certificate(asked: Asked[bodies.PrintCertificate]) -> Deed:
    """Print it once more: as a COPY, unless it is certain that no paper of it exists."""
    certificate, on_page = asked.ids["certificate"], asked.body.on == "page"
    return lambda house: Answer(
        201, printed_answer(print_again(house, certificate, on_page, asked.actor.member))
    )


@commands(
    "POST",
    "/api/certificates/<certificate>/moves",
    SIGNERS,
    {200: CertificateAnswer},
    bodies.MoveCertificate,
)
def move_certificate(asked: Asked[bodies.MoveCertificate]) -> Deed:
    """Make it void, or hand over one that replaced another after its visit."""
    certificate, body, staff = asked.ids["certificate"], asked.body, asked.actor.member
    if body.move == "issue":
        return lambda house: Answer(200, certificate_answer(issue_replacement(house, certificate, staff)))
    if body.ground is None:
        raise Refusal("ground_required", 422)
    ground = body.ground
    return lambda house: Answer(200, certificate_answer(annul(house, certificate, ground, staff)))


@commands(
    "POST",
    "/api/certificates/<certificate>/replacements",
    SIGNERS,
    {201: ReplacedAnswer},
    bodies.ReplaceCertificate,
)
def replace(asked: Asked[bodies.ReplaceCertificate]) -> Deed:
    """Make another paper in its place, with what was wrong put right; it is signed anew."""
    body = asked.body
    corrected = body.model_dump(exclude={"ground"}, exclude_none=True)
    return lambda house: Answer(
        201,
        replaced_answer(
            replace_certificate(house, asked.ids["certificate"], body.ground, corrected, asked.actor.member)
        ),
    )


@reads("/api/tickets/<ticket>/certificate", SIGNERS, {200: PaperAnswer})
def preview(asked: Asked[None]) -> Deed:
    """The certificate that the step of this ticket is about to print, for the role of the step."""
    return lambda house: Answer(200, paper_answer(preview_at(house, asked.ids["ticket"], asked.actor.member)))


@reads("/api/certificate-templates", OVERSIGHT, {200: TemplatesAnswer})
def list_templates(_: Asked[None]) -> Deed:
    """The templates of certificates, and of which findings each has a sample."""
    return lambda house: Answer(200, templates_answer(house.site.regulations.values()))


@reads(
    "/api/services/<service>/certificate",
    OVERSIGHT,
    {200: PaperAnswer},
    query={"finding": ("absent", "present", "negative", "otherwise")},
)
def show_sample(asked: Asked[None]) -> Deed:
    """The template of a certificate, filled with invented data."""
    service, finding = asked.ids["service"], asked.query.get("finding")
    return lambda house: Answer(200, paper_answer(sample(house, service, finding, asked.language)))


@reads("/verify/<code>", frozenset({ANYONE}), {200: VerifyAnswer})
def verify(asked: Asked[None]) -> Deed:
    """Is this certificate genuine: kind, number, date, state, digest; no name. A browser is shown a page."""
    return lambda house: Answer(200, verify_answer(verify_view(house, asked.ids["code"])))
