"""Text on its way to a log that a CI service reads: it says things, and commands nothing."""

import re

_COMMANDS = re.compile(r"^([^\S\n]*):(?=:)|##(?=\w*\[)", re.MULTILINE)


def inert(text: str) -> str:
    """The text with what GitHub, Azure and TeamCity would take for a command broken up: `: :`, `# #[`."""
    return _COMMANDS.sub(lambda found: f"{found[1]}: " if found[1] is not None else "# #", text)
