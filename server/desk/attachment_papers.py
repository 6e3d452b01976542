"""The papers of an attachment: the application, filled in to be signed by hand, and the certificate (talon).

The decree (appendix 3, ¶ 5) asks for a written application and answers with a certificate on paper, in free form, with
the provider's seal. That «талон» is a certificate: the ticket of the queue is another paper.
"""

from server.desk.papers import issuer
from server.desk.two_languages import NEXT, both, field, framed, joined, line
from server.domain.language import Language
from server.domain.paper import Paper, PaperKind, Rule, Seal, Signature, Space, Text
from server.domain.regulation import Provider
from server.words import attachment as said
from server.words import paper as common


def application(
    *,
    provider: Provider,
    full_name: str,
    iin: str,
    address: str,
    applicant: str,
    organisation_left: str,
    on: str,
    language: Language = Language.KK,
) -> Paper:
    """`applicant`: who asks for another, with his basis; "" for whoever asks for himself. Empty lines are left out."""
    english = language is Language.EN
    lines = (
        (common.FULL_NAME, full_name),
        (common.IIN, iin),
        (said.ADDRESS, address),
        (said.ORGANISATION_LEFT, organisation_left),
        (said.APPLICANT, applicant),
    )
    return Paper(
        PaperKind.APPLICATION,
        (
            *issuer(provider, english),
            Rule(),
            framed(said.APPLICATION, english),
            *both(said.ASKS, english, between=True),
            Rule(),
            *(field(label, value, english) for label, value in lines if value),
            Rule(),
            *both(said.DOCUMENTS_HANDED_IN, english, size="small"),
            field(said.DATE, on, english),
            Signature(joined(said.APPLICANTS_SIGNATURE, english, NEXT)),
        ),
    )


def attachment_certificate(
    *,
    provider: Provider,
    certificate_number: str,
    full_name: str,
    iin: str,
    address: str,
    district: str,
    on: str,
    language: Language = Language.KK,
) -> Paper:
    english = language is Language.EN
    return Paper(
        PaperKind.ATTACHMENT,
        (
            *issuer(provider, english),
            Rule(),
            line(said.CERTIFICATE, english, bold=True, separator=NEXT),
            Text(f"№ {certificate_number}", bold=True, centred=True),
            Rule(),
            field(common.FULL_NAME, full_name, english),
            field(common.IIN, iin, english),
            field(said.ADDRESS, address, english),
            Rule(),
            *both(said.IS_ATTACHED, english, between=True),
            field(said.DISTRICT, district, english),
            field(said.DATE, on, english),
            Space(),
            Signature(joined(said.REGISTRY_CLERK, english, NEXT)),
            Seal(joined(provider.seal, english, NEXT)),
        ),
    )
