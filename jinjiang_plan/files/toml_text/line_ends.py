"""The line ends of a text, of which there are two kinds."""


def line_end(text: str) -> str:
    """The end that most lines of a text have: what is added to it ends likewise."""
    windows = text.count("\r\n")
    return "\r\n" if 2 * windows > text.count("\n") else "\n"
