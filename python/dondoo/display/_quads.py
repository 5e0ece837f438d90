"""PLOVER's four classes of events, the coarsest way to read a batch: words or deeds, cooperation or conflict."""

from __future__ import annotations

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_TYPES = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
_OF = {name: quad for quad, names in _TYPES.items() for name in names}


# To be replaced by the record's own field.
def quad_of(kind: str) -> int:
    """Return the class (1 to 4) of an event type.

    >>> quad_of("AID"), QUADS[quad_of("AID")]
    (2, 'material cooperation')
    """
    return _OF.get(kind, 0)
