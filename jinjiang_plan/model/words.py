"""Every text that a person reads, in Chinese and English side by side."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """One text in both languages; a text given in one language stands in both places."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """Give the text in the reader's language."""
        return self.zh if lang == "zh" else self.en
