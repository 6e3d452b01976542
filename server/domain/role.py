"""Who works here: the roles that the decree names, and three of the house itself."""

from enum import StrEnum


class Role(StrEnum):
    REGISTRY_CLERK = "registry_clerk"
    REGISTRAR = "registrar"
    OPERATOR = "operator"
    CASHIER = "cashier"
    PHTHISIATRICIAN = "phthisiatrician"
    PSYCHIATRIST = "psychiatrist"
    NARCOLOGIST = "narcologist"
    COUNSELLOR = "counsellor"  # the doctor of the psychosocial counselling cabinet (ПӘК)
    NURSE = "nurse"
    DOCTOR = "doctor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


SERVING_ROLES = tuple(
    role for role in Role if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)
)
