"""For a screen that shows ASCII alone: every sign that we draw has a stand-in of the same width."""

_DRAWN = "█▓░·│─…→▁▂▃▄▅▆▇×±≥≤“”‘’°²"
_STAND_INS = "##..|-~>_.-=+*%x+><\"\"''o2"
_TABLE = str.maketrans(_DRAWN, _STAND_INS)


def in_ascii(text: str) -> str:
    """The text with the signs that we draw replaced, one for one; Chinese and all else stays as it is."""
    return text.translate(_TABLE)
