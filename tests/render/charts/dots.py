"""A PNG read back: its size, and the colours that are in it."""

import struct
import zlib


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def colours(png: bytes) -> set[tuple[int, ...]]:
    """The colours of a PNG of eight bits a channel: its filters undone, line by line."""
    width, height = size(png)
    depth, kind = png[24], png[25]
    assert (depth, kind) == (8, 6)
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, before, found = zlib.decompress(packed), bytes(4 * width), set()
    for row in range(height):
        line = raw[row * (4 * width + 1) : (row + 1) * (4 * width + 1)]
        before = _unfiltered(line[0], line[1:], before)
        found |= {tuple(before[at : at + 3]) for at in range(0, len(before), 4)}
    return found


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    out = bytearray(line)
    for at, value in enumerate(line):
        left = out[at - 4] if at >= 4 else 0
        up, corner = above[at], above[at - 4] if at >= 4 else 0
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda each, guess=guess: abs(guess - each))  # type: ignore[misc]
        out[at] = (value + (0, left, up, (left + up) // 2, nearest)[kind]) & 255
    return bytes(out)
