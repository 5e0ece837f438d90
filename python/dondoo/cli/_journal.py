"""What an interrupted run leaves beside its output, so that ``--resume`` goes on without a lost or doubled row.

The journal says how many rows are whole in the output, where their bytes end and what they were made from. It is replaced in one
step after the rows are on disk, never before: whatever the output holds beyond it is cut off and made again. Checksums of input
and output tell whether both are still what the run was begun with.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from dondoo.cli._errors import UsageError


@dataclass(frozen=True, slots=True)
class State:
    """How far a run has come: whole rows, error rows among them, CRC-32 of the rows read, size and CRC-32 of what was written."""

    rows: int = 0
    failed: int = 0
    input: int = 0
    size: int = 0
    crc: int = 0
    parts: int = 0


class Journal:
    """The journal of one output.

    Args:
        path: where it lies.
        settings: everything that the output depends on besides the input; a run with other settings cannot go on.

    """

    def __init__(self, path: str, settings: dict[str, Any]) -> None:
        self.path = path
        self._settings: dict[str, Any] = json.loads(json.dumps(settings))

    def read(self) -> State | None:
        """Return where the interrupted run stopped; None if there is none.

        Raises:
            UsageError: the journal is of other settings, or is none.

        """
        try:
            with open(self.path, encoding="utf-8") as file:
                raw = json.load(file)
            state, settings = State(**raw["state"]), dict(raw["settings"])
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{self.path} is no journal of dondoo: delete it to begin anew") from None
        other = sorted(k for k in settings.keys() | self._settings.keys() if settings.get(k) != self._settings.get(k))
        if other:
            raise UsageError(
                f"cannot resume: the interrupted run had another {', '.join(other)}; repeat its settings, or run without --resume"
            )
        return state

    def save(self, state: State) -> None:
        """Replace the journal in one step."""
        fresh = f"{self.path}.new"
        with open(fresh, "w", encoding="utf-8") as file:
            json.dump({"settings": self._settings, "state": asdict(state)}, file)
        os.replace(fresh, self.path)

    def remove(self) -> None:
        """Forget the run."""
        for path in (self.path, f"{self.path}.new"):
            if os.path.exists(path):
                os.unlink(path)
