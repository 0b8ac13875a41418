"""`python -m tests.benchmarks`, from the repository's top: what every command costs, as a multiple of `pass`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tests.benchmarks.cases import all_cases, missing_peers
from tests.benchmarks.measure import FEW, LONG, Figure, measured

HEADINGS = ("case", "CPU ms", "x pass", "x bare Typer", "peak MiB", "rounds")


def run(
    rounds: Annotated[int, typer.Option(min=1, help="How often each case is run.")] = 15,
    sizes: Annotated[
        str, typer.Option(metavar="N,N", help="Numbers of reports, parted by commas.")
    ] = "1000,10000,100000",
    quick: Annotated[bool, typer.Option("--quick", help="Three rounds, 1,000 reports alone.")] = False,
) -> None:
    """Measure whole processes on generated plans, and print their CPU time as multiples of `python -c pass`."""
    rounds, numbers = (3, [1000]) if quick else (rounds, _numbers(sizes))
    with TemporaryDirectory(prefix="benchmark-") as name:
        typer.echo("writing the plans", err=True)
        cases = all_cases(Path(name), numbers)
        figures = measured(cases, Path(name), rounds, lambda text: typer.echo(text, err=True))
    for line in table(figures):
        typer.echo(line)
    typer.echo()
    typer.echo(f"Median CPU time, user and system; at most {FEW} rounds for what takes {LONG:g} s or more.")
    typer.echo(f"Python {sys.version_info.major}.{sys.version_info.minor}.")
    if missing := missing_peers():
        typer.echo(f"Not installed, not measured: {', '.join(missing)}.")


def table(figures: Sequence[Figure]) -> list[str]:
    """The figures as aligned lines; the first two are what the others are compared with."""
    bare_python, bare_typer = figures[0].seconds, figures[1].seconds
    rows = [
        (
            each.name,
            f"{1000 * each.seconds:,.0f}",
            f"{each.seconds / bare_python:,.1f}",
            f"{each.seconds / bare_typer:,.2f}",
            f"{each.memory:,.0f}",
            str(each.rounds),
        )
        for each in figures
    ]
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (HEADINGS, *rows)
    ]


def _numbers(sizes: str) -> list[int]:
    try:
        numbers = [int(part) for part in sizes.split(",")]
    except ValueError as error:
        raise typer.BadParameter(f"`{sizes}` is no list of numbers", param_hint="--sizes") from error
    if min(numbers) < 1:
        raise typer.BadParameter("a plan has at least one report", param_hint="--sizes")
    return sorted(set(numbers))


if __name__ == "__main__":
    typer.run(run)
