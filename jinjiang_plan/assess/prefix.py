"""The first ones of a long sequence, without a copy."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

T = TypeVar("T")


class Prefix(Sequence[T]):
    """The first `end` of a sequence, which does not change."""

    def __init__(self, whole: Sequence[T], end: int) -> None:
        self._whole, self._end = whole, end

    def __len__(self) -> int:
        return self._end

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return tuple(self._whole[at] for at in range(*place.indices(self._end)))
        if not -self._end <= place < self._end:
            raise IndexError(place)
        return self._whole[place + self._end if place < 0 else place]

    def __iter__(self) -> Iterator[T]:
        return islice(self._whole, self._end)
