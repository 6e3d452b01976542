"""What callers send about certificates."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.desk.sign_certificates import MOST_AT_ONCE
from server.web.bodies import Code

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


def _example(**example: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [example]})


class SignCertificates(BaseModel):
    """`signed`: by hand, all of them. `sealed`: with the personal seal and the provider's, as a doctor does."""

    model_config = _example(certificates=["0f3k9a"], signed=True, sealed=True)

    certificates: Annotated[list[Code], Field(min_length=1, max_length=MOST_AT_ONCE)]
    signed: Literal[True]
    sealed: bool = False


class PrintCertificate(BaseModel):
    """`on`: the printer of the counter, or a page of the browser."""

    model_config = _example(on="printer")

    on: Literal["printer", "page"] = "printer"


class MoveCertificate(BaseModel):
    """`ground` goes with annul."""

    model_config = _example(move="annul", ground="paper_spoiled")

    move: Literal["annul", "issue"]
    ground: Code | None = None


class ReplaceCertificate(BaseModel):
    """What is put right; the rest stays as it was. What was found is not changed here."""

    model_config = _example(ground="error_in_text", full_name="Аманов Арман")

    ground: Code
    full_name: Text | None = None
    birth_date: Text | None = None
    iin: Annotated[str, StringConstraints(max_length=20)] | None = None
    address: Text | None = None
    purpose: Text | None = None


CORRECTED = ReplaceCertificate.model_fields.keys() - {"ground"}  # what of a certificate may be put right
