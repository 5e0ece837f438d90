"""TimeML: a ZIP of one ``.tml`` a document (``doc.to_timeml()`` makes it; XML files cannot be strung together)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from dondoo.export import _view

if TYPE_CHECKING:
    from dondoo.document import Document

__all__ = ["write_timeml"]


def write_timeml(file: BinaryIO, documents: Iterable[Document]) -> None:
    """Write documents to an open binary file as a ZIP of ``ID.tml``; the file need not be seekable."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, doc in _view.keyed(documents):
            archive.writestr(_view.entry(f"{name}.tml"), doc.to_timeml())
