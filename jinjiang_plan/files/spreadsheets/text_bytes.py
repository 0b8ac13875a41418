"""The encoding of a text that somebody sent: taken for what most write, and noticed where it is another."""

import unicodedata

from jinjiang_plan.files.spreadsheets.file_type import refused
from jinjiang_plan.model.refusal import Refusal
from jinjiang_plan.model.words import Words

_STRANGE, _RARE = 0.1, 0.25
"""From these shares on of characters beyond GB 2312, and beyond its common ones, a text is hardly Chinese."""
_LAST_COMMON = 0xD7
_LOST = ("\ufffd", "锟斤拷", "烫烫烫", "ï»¿", "Ã©", "Ã¼", "â€")
"""What is left of a text that was once read in the wrong encoding and saved again."""


def decoded(content: bytes, file: str, encoding: str = "") -> str:
    """The text: in the encoding that was named, else UTF-8, UTF-16 with its mark, or as Chinese Windows writes it.

    Raises:
        Refusal: it is no text, or not in that encoding (exit 3); or there is no such encoding.
    """
    text = _as(content, encoding, file) if encoding else _told(content, file)
    if any(each in text for each in _LOST):
        raise refused(
            file,
            Words(
                "里有乱码，曾被按错误的编码打开又保存；请从原文件重新导出",
                "it holds garbled characters, as of a text saved in a wrong encoding: export it again from its source",
            ),
        )
    return text


def _as(content: bytes, encoding: str, file: str) -> str:
    named = "utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding
    try:
        return content.decode(named)
    except LookupError as error:
        raise Refusal(
            f"没有编码 `{encoding}`；如 utf-8、gb18030、big5、cp1252",
            f"there is no encoding `{encoding}`; such as utf-8, gb18030, big5, cp1252",
        ) from error
    except UnicodeError as error:
        raise refused(file, Words(f"不是 {encoding} 编码", f"it is not in {encoding}")) from error


def _told(content: bytes, file: str) -> str:
    """The text in the encoding that it shows."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            continue
        if encoding == "gb18030" and _is_unlikely(text):
            raise refused(
                file,
                Words(
                    "看不出是什么编码；请另存为 UTF-8 编码的 csv，或用 --encoding 写明，如 big5、cp1252",
                    "its encoding cannot be told: save it as CSV in UTF-8, or name it with --encoding, such as big5 or "
                    "cp1252",
                ),
            )
        return text
    raise refused(
        file,
        Words(
            "不是文本表格；请另存为 UTF-8 编码的 csv，或 .xlsx；是别的编码的，用 --encoding 写明",
            "it is no table of text; save it as CSV in UTF-8 or as .xlsx, or name its encoding with --encoding",
        ),
    )


def _is_unlikely(text: str) -> bool:
    """Whether a text is hardly Chinese: too many of its characters are none of the common ones."""
    letters = [
        sign for sign in text[:100_000] if not sign.isascii() and unicodedata.category(sign)[0] in "LC"
    ]
    leads = [_lead(sign) for sign in letters]
    strange = sum(lead == 0 for lead in leads)
    rare = sum(not 0 < lead <= _LAST_COMMON for lead in leads)
    return strange > _STRANGE * len(letters) or rare > _RARE * len(letters)


def _lead(sign: str) -> int:
    """The first byte of a character in GB 2312, where the common ones come first; 0 where it is not in it."""
    try:
        return sign.encode("gb2312")[0]
    except UnicodeEncodeError:
        return _LAST_COMMON if sign == "〇" else 0
