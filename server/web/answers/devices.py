"""How a device is."""

from datetime import datetime

from typing_extensions import TypedDict

from server.desk.house import Device


class DeviceAnswer(TypedDict):
    id: str
    kind: str
    name: str
    state: str
    fault: str | None
    seen_at: datetime | None


def device_answer(device: Device) -> DeviceAnswer:
    return {
        "id": device.id,
        "kind": device.kind,
        "name": device.name,
        "state": device.state,
        "fault": device.fault,
        "seen_at": device.seen_at,
    }
