"""Signs and codes of currencies that stand before a figure: $1.2 million, RMB 300, ￥1800."""

import re
import unicodedata

from jinjiang_plan.model.unit_tables.currencies import SHARED_SIGNS
from jinjiang_plan.model.units import Unit, find_unit

# Compiled by `re` when first used, so that importing this costs nothing.
CURRENCY = r"人民币|RMB|CNY|[A-Z]{3}(?= *[0-9.])|[A-Z]{0,3}\$U?|[¥€£₩₽₹₺₫₱฿₴₦₪₸₮₭₲₡₵₾₼֏৳៛]"
"""The pattern of a currency's sign, or of its code, before a figure."""


def currency_of_sign(sign: str, target: Unit | None) -> Unit | None:
    """Return the currency of a sign before a figure, None where it is none.

    A sign that several currencies have is the target's own where that is one of them, else the most usual.
    """
    own = target.currency if target is not None else ""
    unit = find_unit(own) if own in SHARED_SIGNS.get(sign, ()) else find_unit(sign)
    return unit if unit is not None and unit.currency else None


def is_money_of_no_unit(text: str) -> bool:
    """Whether a figure has the sign of a currency and no unit after it: ￥1800 in a column of 万元 may be either."""
    plain = unicodedata.normalize("NFKC", text).strip()
    sign = re.match(rf"[-−+]?(?:{CURRENCY})", plain, re.IGNORECASE)
    return sign is not None and re.search("元|[a-z]", plain[sign.end() :], re.IGNORECASE) is None
