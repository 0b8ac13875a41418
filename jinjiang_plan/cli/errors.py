"""Wrong calls that Typer finds, said in the reader's language."""

from typer import TyperException

from jinjiang_plan.model.words import Words


def call_error(error: TyperException) -> Words:
    """What is wrong with the call, and where to look; Typer's own sentence where it has no other."""
    message = error.format_message().rstrip(".")
    option = str(getattr(error, "option_name", "") or "")
    close = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            nearest = Words(f"；相近的有：{close}", f"; nearest: {close}") if close else Words("", "")
            words = Words(f"没有选项 {option}{nearest.zh}", f"no such option: {option}{nearest.en}")
        case "MissingParameter" if parameter is not None:
            name = parameter.metavar or parameter.name
            if parameter.opts and parameter.opts[0].startswith("-"):
                name = f"{parameter.opts[0]} {name}"
            words = Words(f"缺少 {name}", f"{name} is missing")
        case "BadOptionUsage":
            words = Words(f"选项 {option} 的用法不对（{message}）", message)
        case _:
            words = Words(f"命令写法有误（{message}）", message)
    context = getattr(error, "ctx", None)
    if context is None:
        return words
    path = context.command_path
    return Words(f"{words.zh}；用法见 `{path} --help`", f"{words.en}; see `{path} --help`")
