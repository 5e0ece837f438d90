"""PLOVER's four classes of events, the coarsest way to read a batch: words or deeds, cooperation or conflict.

Every event bears its class (``quad``). This is for what shows events: the names of the classes, and the types of each in PLOVER's order.
"""

from __future__ import annotations

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
TYPES = {
    1: ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    2: ("COOPERATE", "AID", "RETREAT"),
    3: ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    4: ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {name: quad for quad, names in TYPES.items() for name in names}
