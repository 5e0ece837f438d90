from collections.abc import Callable
from typing import Any, Final, final

__all__ = [
    "DEFAULT_LAYERS",
    "LAYERS",
    "TABLES",
    "Batch",
    "Document",
    "DondooError",
    "Extractor",
    "Table",
    "__version__",
    "analyze",
    "json_schema",
    "lemmatize",
    "parse_time",
    "train_names",
]

LAYERS: Final[list[str]]
DEFAULT_LAYERS: Final[list[str]]
TABLES: Final[list[str]]
__version__: Final[str]

class DondooError(ValueError):
    code: str
    kind: str
    offset: int | None
    id: str | None

def json_schema() -> str: ...
def analyze(word: str) -> str: ...
def lemmatize(texts: list[str]) -> list[list[str]]: ...
def parse_time(text: str, published: str | None = None) -> str | None: ...
def train_names(
    labels: str,
    name: str,
    conll: bool,
    articles: list[tuple[str, str]],
    seed: int,
    epochs: int,
    rows: int,
    models: int,
) -> tuple[bytes, str]: ...

@final
class Document:
    @staticmethod
    def from_json(json: str) -> Document: ...
    def to_json(self, text: bool = False) -> str: ...
    @property
    def id(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def error(self) -> str | None: ...
    def raise_error(self) -> None: ...
    def to_timeml(self) -> str: ...
    def table(self, name: str) -> Table: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Batch:
    @staticmethod
    def of(documents: list[Document]) -> Batch: ...
    def __len__(self) -> int: ...
    def document(self, index: int) -> Document: ...
    def table(self, name: str) -> Table: ...
    def deduplicated(self, window: int) -> Batch: ...
    def to_jsonl(self, text: bool = False) -> str: ...

@final
class Table:
    @property
    def name(self) -> str: ...
    @property
    def column_names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def to_pydict(self) -> dict[str, list[Any]]: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Extractor:
    def __new__(
        cls,
        layers: list[str] | None = None,
        max_bytes: int | None = None,
        any_language: bool = False,
        names: str = "wide",
        names_model: str | None = None,
        lexicon: tuple[str, str] | None = None,
        nested: bool = False,
    ) -> Extractor: ...
    @property
    def layers(self) -> list[str]: ...
    @property
    def max_bytes(self) -> int: ...
    @property
    def any_language(self) -> bool: ...
    @property
    def names(self) -> str: ...
    def extract(self, text: object, published: str | None = None, id: str | None = None, headline: str | None = None) -> Document: ...
    def extract_batch(
        self,
        texts: object,
        ids: object | None = None,
        published: object | None = None,
        headlines: object | None = None,
        threads: int | None = None,
        tick: Callable[[int], object] | None = None,
    ) -> Batch: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
