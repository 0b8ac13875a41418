"""What a file is, by its first bytes: its name may say anything."""

from jinjiang_plan.model.refusal import NOT_JUDGED, Refusal
from jinjiang_plan.model.words import Words

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SAVE = Words(
    "请用 Excel 或 WPS 打开，另存为 .xlsx 再导入",
    "open it in a spreadsheet, save it as .xlsx and import that",
)
_SAVE_TEXT = Words(
    "请用 Word 或 WPS 打开，另存为 .docx，或把表格复制到 .xlsx",
    "open it in a word processor and save it as .docx, or copy its table into an .xlsx",
)
_BEGINNINGS = (
    (b"{\\rtf", Words("RTF 文档", "an RTF document")),
    (b"\x89PNG", Words("图片", "a picture")),
    (b"\xff\xd8\xff", Words("图片", "a picture")),
    (b"Rar!", Words("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Words("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Words("gzip 压缩包", "a gzip archive")),
    (b"SQLite format 3", Words("数据库", "a database")),
)


def is_workbook(content: bytes, file: str) -> bool:
    """Whether a file is a spreadsheet of today's kind, else it is taken for text.

    Raises:
        Refusal: it is something else that is known, such as an .xls; says what it is, and what to do (exit 3).
    """
    if content.startswith(_ZIP):
        return True
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refused(
                file,
                Words(
                    "有打开密码；请去掉密码再导入",
                    "it has a password; take the password off and import it again",
                ),
            )
        if "WordDocument".encode("utf-16-le") in content:
            raise refused(
                file,
                Words(
                    f"是旧的 .doc 或 .wps 文档；{_SAVE_TEXT.zh}",
                    f"it is an old .doc or .wps; {_SAVE_TEXT.en}",
                ),
            )
        if file.lower().endswith(".et"):
            raise refused(file, Words(f"是 WPS 的 .et 格式；{_SAVE.zh}", f"it is an .et of WPS; {_SAVE.en}"))
        raise refused(file, Words(f"是旧的 .xls 格式；{_SAVE.zh}", f"it is an old .xls; {_SAVE.en}"))
    if content.startswith(b"%PDF"):
        raise refused(
            file, Words(f"是 PDF，不是表格；{_SAVE_TEXT.zh}", f"it is a PDF, no table; {_SAVE_TEXT.en}")
        )
    for beginning, words in _BEGINNINGS:
        if content.startswith(beginning):
            raise refused(file, Words(f"是{words.zh}，不是表格", f"it is {words.en}, no table"))
    _refuse_markup(content[:4096], file)
    return False


def _refuse_markup(head: bytes, file: str) -> None:
    """Refuse a web page or another kind of markup that goes by a spreadsheet's name."""
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")):
        raise refused(file, Words(f"其实是网页（HTML）；{_SAVE.zh}", f"it is a web page (HTML); {_SAVE.en}"))
    if plain.startswith((b"<?xml", b"<workbook")):
        raise refused(file, Words(f"是 XML；{_SAVE.zh}", f"it is XML; {_SAVE.en}"))


def refused(file: str, words: Words) -> Refusal:
    """The refusal of a file that cannot be read as a table."""
    return Refusal(f"{file} {words.zh}", f"{file}: {words.en}", NOT_JUDGED)


def other_package(names: frozenset[str], file: str) -> Refusal | None:
    """What a zip is that holds no workbook, by the names in it; None where it is one."""
    if "xl/workbook.bin" in names:
        return refused(file, Words(f"是 .xlsb 二进制格式；{_SAVE.zh}", f"it is a binary .xlsb; {_SAVE.en}"))
    if "[Content_Types].xml" in names and any(each.startswith("xl/") for each in names):
        return None
    if any(each.startswith("word/") for each in names):
        return refused(
            file,
            Words(
                "是 Word 文档；请把其中的表格复制到 Excel 或 WPS，存为 .xlsx 再导入，或用 `import -` 粘贴",
                "it is a Word document; copy its table into a spreadsheet, save it as .xlsx and import that, or paste it "
                "with `import -`",
            ),
        )
    known = (
        ("ppt/", Words("演示文稿", "a presentation")),
        ("content.xml", Words("OpenDocument（.ods 等）", "an OpenDocument file (.ods)")),
        ("Index/", Words("苹果 Numbers 文件", "a Numbers file")),
    )
    for beginning, words in known:
        if any(each.startswith(beginning) for each in names):
            return refused(file, Words(f"是{words.zh}；{_SAVE.zh}", f"it is {words.en}; {_SAVE.en}"))
    return refused(
        file,
        Words(
            "是 zip 压缩包，不是表格；请解压后导入", "it is a zip archive, no spreadsheet; unpack it first"
        ),
    )
