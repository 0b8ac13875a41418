"""A TOML file as read: its text, and the data that it holds."""

from typing import Any, NamedTuple


class Document(NamedTuple):
    """A TOML file that parses: its path as shown, its text, its data with every fraction as Decimal."""

    file: str
    text: str
    data: dict[str, Any]
