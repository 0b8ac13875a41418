"""The one error that means "cannot go on"."""

import errno
from typing import NamedTuple

from jinjiang_plan.model.words import Words

NOT_WRITTEN = 1
WRONG_CALL = 2
NOT_JUDGED = 3


class Instead(NamedTuple):
    """A word of the call that was wrong, and the words to type in its place."""

    word: str
    typed: tuple[str, ...]


class Refusal(Exception):  # noqa: N818 - it refuses; it is no fault of the program
    """What is wrong, where, and what to do, in both languages, with the exit code that it ends in."""

    def __init__(self, zh: str, en: str, exit_code: int = WRONG_CALL, instead: Instead | None = None) -> None:
        super().__init__(en)
        self.words = Words(zh, en)
        self.exit_code = exit_code
        self.instead = instead
        """What to type for the word that was wrong, where that can be told: it is said and never run."""


class Declined(Refusal):
    """The answer no to a question whether to go on: nothing is wrong, and nothing was written."""

    def __init__(self) -> None:
        super().__init__("没有写入", "nothing was written", NOT_WRITTEN)


class NotAFile(OSError):  # noqa: N818 - named by what it finds, as `Refusal` is
    """What stands where a file is expected and is none that is read or written to; says why, in both languages."""

    def __init__(self, words: Words, path: object) -> None:
        super().__init__(errno.EINVAL, words.en, str(path))
        self.words = words


# What the system says when it refuses, in both languages.


_REASONS = {
    errno.ENOENT: Words("没有这个文件或目录", "no such file or folder"),
    errno.EACCES: Words("没有权限", "permission denied"),
    errno.EPERM: Words("系统不允许", "not permitted"),
    errno.EINVAL: Words(
        "这不是普通文件，或系统不接受", "it is no plain file, or the system does not take it"
    ),
    errno.ELOOP: Words("链接绕成了圈", "links lead in a circle"),
    errno.EFBIG: Words("文件太大", "the file is too large"),
    errno.EISDIR: Words("这是目录，不是文件", "it is a folder, not a file"),
    errno.ENOTDIR: Words("路径中有一段不是目录", "a part of the path is no folder"),
    errno.EEXIST: Words("已经存在", "it is there already"),
    errno.ENOSPC: Words("磁盘已满", "no space is left on the disk"),
    errno.EROFS: Words("磁盘是只读的", "the disk is read-only"),
    **dict.fromkeys(
        (errno.ENOLCK, errno.EOPNOTSUPP, getattr(errno, "ENOTSUP", errno.EOPNOTSUPP), errno.ENOSYS),
        Words("文件系统不支持加锁", "the file system has no locks"),
    ),
    errno.ENAMETOOLONG: Words("名称太长", "the name is too long"),
    errno.EMFILE: Words("打开的文件太多", "too many files are open"),
    errno.EIO: Words("读写出错", "the device failed"),
    **({errno.EDQUOT: Words("配额已用完", "the quota is used up")} if hasattr(errno, "EDQUOT") else {}),
}


def reason(error: OSError) -> Words:
    """Why the system refused; in its own words where we have none."""
    if isinstance(error, NotAFile):
        return error.words
    known = _REASONS.get(error.errno or 0)
    own = error.strerror or str(error)
    return known or Words(own, own)
