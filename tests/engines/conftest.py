import dondoo
import pyarrow as pa
import pytest
from thousand import thousand


@pytest.fixture(scope="session")
def rows() -> list[dict]:
    """The articles."""
    return list(thousand())


@pytest.fixture(scope="session")
def batch(rows) -> dondoo.Batch:
    """The records that one process reads."""
    return dondoo.extract_batch(
        [row["text"] for row in rows], ids=[row["id"] for row in rows], published=[row["published"] for row in rows]
    )


@pytest.fixture(scope="session")
def want(batch):
    """A table's rows as one process gives them, keyed by the number."""

    def table(name: str) -> list[dict]:
        found = pa.table(batch.tables[name]).drop_columns(["row"]).to_pylist()
        return [{**fact, "id": int(fact["id"])} for fact in found]

    return table
