"""Grounds that are given for a decision: whether a text says one, or only fills its place."""

from unicodedata import category, normalize

_FILLERS = frozenset(
    [
        "na",
        "nil",
        "none",
        "null",
        "nothing",
        "tbd",
        "tbc",
        "tba",
        "todo",
        "tofollow",
        "pending",
        "unknown",
        "test",
        "document",
        "reason",
        "text",
        "ground",
        "source",
        "xxx",
        "无",
        "暂无",
        "没有",
        "不详",
        "不明",
        "未知",
        "暂缺",
        "待补原因",
        "待定",
        "待补",
        "待补充",
        "待填",
        "待查",
        "略",
        "文件",
        "依据",
        "原因",
        "理由",
        "测试",
        "空",
    ]
)
"""What stands where a ground should, as people leave it open; the words of the hints are among them."""


def plain(text: str) -> str:
    """A text without what is only its dress: width, case, spaces, punctuation."""
    return "".join(sign for sign in normalize("NFKC", text).casefold() if category(sign)[0] not in "ZPC")


def says_nothing(text: str) -> bool:
    """Whether a text only fills the place of a ground: blank, dots, crosses, a word for nothing."""
    bare = plain(text)
    return not bare.strip("x") or bare in _FILLERS
