"""Text tables in the encodings and habits of other programs."""

import pytest

from jinjiang_plan.files.spreadsheets.reader import read_tables
from jinjiang_plan.model.refusal import Refusal

TEXT = "指标,完成值\n基站数量,1800\n"
OTHERS = [
    ("big5", "指標,完成值,備註\n基站數量,1800,目標進度說明\n"),
    ("cp1252", "Größe;für;Übung\nStraßen;1800;schön\n"),
    ("shift_jis", "指標,完成値,ひらがなカタカナ\n基地局の数,1800,です\n"),
    ("cp1251", "Показатель,Значение\nЧисло станций,1800\n"),
]


@pytest.mark.parametrize(
    ("encoding", "text"), [("utf-8", TEXT), ("UTF8", "\ufeff" + TEXT), ("gb18030", TEXT), *OTHERS]
)
def test_a_text_is_read_in_the_encoding_that_is_named(encoding: str, text: str) -> None:
    (table,) = read_tables(text.encode(encoding), "a.csv", encoding)
    first = text.removeprefix("\ufeff").splitlines()[0]
    assert table.rows[0].texts == tuple(first.replace(";", ",").split(","))


@pytest.mark.parametrize(("encoding", "text"), OTHERS)
def test_a_text_in_another_encoding_than_it_is_taken_for_is_noticed(encoding: str, text: str) -> None:
    with pytest.raises(Refusal, match=r"its encoding cannot be told|no table of text; .* --encoding"):
        read_tables(text.encode(encoding), "a.csv")


@pytest.mark.parametrize("text", ["指标\ufffd,完成值\n", "锟斤拷,1800\n", "GrÃ¼ne,1\n"])
def test_a_text_that_was_garbled_before_is_noticed(text: str) -> None:
    with pytest.raises(Refusal, match="garbled"):
        read_tables(text.encode(), "a.csv")


def test_an_encoding_that_does_not_fit_or_does_not_exist_is_refused() -> None:
    with pytest.raises(Refusal, match="it is not in utf-8"):
        read_tables(TEXT.encode("gb18030"), "a.csv", "utf-8")
    with pytest.raises(Refusal, match="there is no encoding `klingon`"):
        read_tables(TEXT.encode(), "a.csv", "klingon")


@pytest.mark.parametrize(
    "text",
    [
        "指标\t,完成值\t\n基站\t,1800\t\n",
        '"指标\t","完成值\t"\r\n"基站\t","1800\t"\r\n',
        '="指标",="完成值"\n="基站",="1800"\n',
        '"=""指标""","=""完成值"""\n基站,"=""1800"""\n',
        "指标\t;完成值\t\n基站\t;1800\t\n",
    ],
)
def test_what_keeps_a_field_a_text_is_left_out(text: str) -> None:
    (table,) = read_tables(text.encode(), "a.csv")
    assert [row.texts for row in table.rows] == [("指标", "完成值"), ("基站", "1800")]
