"""`check`: everything that is wrong with the files, at its place."""

from typing import Annotated

import typer

from jinjiang_plan.cli import options
from jinjiang_plan.cli.check.run import CheckArguments, lint
from jinjiang_plan.cli.completion import complete_check_format, complete_check_output, complete_rule
from jinjiang_plan.cli.language import both
from jinjiang_plan.cli.session import Session

_Names = list[str] | None


@options.with_blocks
def run(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help=both(
                "文件或目录，`-` 为标准输入；默认整个计划目录",
                "files or folders, `-` for stdin; default the whole plans folder",
            ),
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        _Names,
        typer.Option(
            "--select",
            metavar="RULE",
            help=both(
                "只用这些规则：JP303、sum-mismatch 或 JP3", "only these rules: JP303, sum-mismatch, JP3"
            ),
            autocompletion=complete_rule,
        ),
    ] = None,
    ignore: Annotated[
        _Names,
        typer.Option(
            "--ignore",
            metavar="RULE",
            help=both("不用这些规则", "not these rules"),
            autocompletion=complete_rule,
        ),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="error|warning|info",
            help=both("有这么严重的问题时，退出码为 1", "exit with 1 for findings that weigh so much"),
        ),
    ] = "error",
    exit_zero: Annotated[
        bool,
        typer.Option("--exit-zero", help=both("有问题时退出码也为 0", "exit with 0 in spite of findings")),
    ] = False,
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help=both("只列每条规则的问题数", "count the findings of each rule")),
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REV",
            help=both(
                "与该版本和 HEAD 的分岔点比较；默认用 CI 给出的目标分支，none 不比较",
                "compare with where HEAD parted from it; default what CI names, none for nothing",
            ),
        ),
    ] = None,
    staged: Annotated[
        bool,
        typer.Option(
            "--staged",
            help=both("检查暂存区里的内容，不看工作目录", "judge what the index holds, not the work tree"),
        ),
    ] = False,
    as_of: options.AsOf = None,
    format_: Annotated[
        str | None,
        options.format_option(
            "full、concise、json、jsonl、github、gitlab、sarif、junit 或 markdown；默认 full，GitHub Actions 中为 github",
            "full, concise, json, jsonl, github, gitlab, sarif, junit or markdown; default full, github in its Actions",
            complete_check_format,
        ),
    ] = None,
    output: Annotated[
        _Names,
        typer.Option(
            "--output",
            "-o",
            metavar="FORMAT=FILE",
            help=both("另以某格式写入文件，可重复", "write a format to a file besides; repeatable"),
            autocompletion=complete_check_output,
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help=both("修正能安全修正的问题", "mend what can be mended without changing the meaning")
        ),
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes",
            help=both(
                "也作可能改变原意的修正；改完请看一遍",
                "mend also what may change the meaning; look at it after",
            ),
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff", help=both("只显示修正会改什么，不写入", "show what would be mended, write nothing")
        ),
    ] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename",
            metavar="FILE",
            help=both("标准输入当作哪个文件", "the file that stdin stands for"),
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help=both("其中的问题已接受，不再报告", "leave out the findings that it accepts"),
        ),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option(
            "--write-baseline",
            metavar="FILE",
            help=both("把现有的问题写入基线文件，即予接受", "accept what is found now, and write it there"),
        ),
    ] = None,
) -> int:
    session: Session = ctx.obj
    arguments = CheckArguments(
        paths=tuple(paths or ()),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        fail_on=fail_on,
        exit_zero=exit_zero,
        statistics=statistics,
        as_of=as_of,
        format=format_,
        outputs=tuple(output or ()),
        stdin_filename=stdin_filename,
        against=against,
        staged=staged,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
    )
    return lint(session, arguments)


run.__doc__ = both(
    "检查计划文件和台账：语法、格式、引用、数字、日期；指出每处错误的位置和改法",
    "Check plan files and ledgers: syntax, shape, references, figures, days; each fault at its place, with its cure.",
)
