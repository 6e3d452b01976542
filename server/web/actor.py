"""Who asks: a member of staff with a session, a device with a token, or nobody."""

from dataclasses import dataclass

from server.desk.house import Device, Staff
from server.domain.role import SERVING_ROLES, Role

# What a route may name as those who may call it: roles, device kinds, or anyone at all.
KIOSK, BOARD, PRINTER, ANYONE = "kiosk", "board", "printer", "anyone"
DEVICE_KINDS = (KIOSK, BOARD, PRINTER)
SERVING = frozenset(role.value for role in SERVING_ROLES)
STAFF = frozenset(role.value for role in Role)
OVERSIGHT = frozenset({Role.SUPERVISOR.value, Role.ADMINISTRATOR.value})


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` scopes idempotency keys and stands in the ledger: "staff:…", "device:…", or "nobody"."""

    id: str
    may_as: frozenset[str]  # the roles or the device kind that it may call routes as
    staff: Staff | None = None
    device: Device | None = None

    @property
    def member(self) -> Staff:
        """The staff member. Only for routes that let nobody else in."""
        if self.staff is None:
            raise LookupError("this route lets in others than staff")
        return self.staff


NOBODY = Actor("nobody", frozenset())


def actor_of_staff(staff: Staff) -> Actor:
    return Actor(f"staff:{staff.id}", frozenset(role.value for role in staff.roles), staff=staff)


def actor_of_device(device: Device) -> Actor:
    return Actor(f"device:{device.id}", frozenset({device.kind}), device=device)
