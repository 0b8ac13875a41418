"""What an optional extra brings: whether it is there, and what to install where it is not."""

from importlib.util import find_spec

from jinjiang_plan.model.refusal import Refusal


def needs_excel() -> None:
    """Make sure that spreadsheets can be read and written.

    Raises:
        Refusal: the extra `excel` is not installed.
    """
    if find_spec("openpyxl") is None or find_spec("defusedxml") is None:
        raise Refusal(
            "读写 xlsx 需要安装：pip install 'jinjiang-plan[excel]'；csv 不用安装即可使用",
            "xlsx needs an extra: pip install 'jinjiang-plan[excel]'; csv works without it",
        )


def needs_pictures() -> None:
    """Make sure that a picture can be made of dots.

    Raises:
        Refusal: the extra `report` is not installed.
    """
    if find_spec("resvg_py") is None:
        raise Refusal(
            "画 png 需要安装：pip install 'jinjiang-plan[report]'；svg 不用安装即可使用",
            "png needs an extra: pip install 'jinjiang-plan[report]'; svg works without it",
        )
