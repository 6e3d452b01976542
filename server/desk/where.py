"""Where a person goes for a step: the counters that serve its role, in words."""

from server.desk.house import House
from server.domain.language import Words
from server.domain.place import Counter
from server.domain.role import Role
from server.words.places import place_name
from server.words.roles import ROLE_NAMES


def place_of_role(house: House, role: Role) -> Words:
    """«№ 2, № 3 терезе», «окно № 2, № 3»; where no counter serves the role, the role itself is named."""
    serving = [counter for counter in house.counters() if role in counter.roles]
    if not serving:
        return ROLE_NAMES[role]
    return _places(serving)


def _places(counters: list[Counter]) -> Words:
    """Counters of the kind that is met first; a role is not served behind doors of two kinds."""
    kind = counters[0].kind
    names = sorted(
        {counter.name for counter in counters if counter.kind is kind}, key=lambda name: (len(name), name)
    )
    return place_name(kind, ", № ".join(names))
