"""TOML's keys, values and headers as patterns, for a text that is known to parse.

Every pattern gives nothing back that it has taken (possessive): a search takes steps in proportion to the text.
"""

import re

_BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
_PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_LONG = r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+"{3,5}' + r"|'''(?:[^']++|'{1,2}(?!'))*+'{3,5}"
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9:.]++(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
_BLANK = r"(?:[ \t\r\n\ufeff]++|#[^\n]*+)*+"
BLANK = re.compile(_BLANK)
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_PLAIN = rf"[^\[\]{{}}\"'#\n]++|(?!\"\"\"|''')(?:{_BASIC}|{_LITERAL})"
_FLAT = rf"[\[{{](?:{_PLAIN})*+[\]}}]"
_DEEP = rf"[\[{{](?:{_PLAIN}|{_FLAT})*+[\]}}]"
_FOLD = rf"[\[{{](?:{_PLAIN}|{_DEEP})*+[\]}}]"
"""An array or inline table on one line, at most three deep: it can be passed over without a look at what it holds."""

PART = re.compile(_PART)
ASSIGNED = re.compile(rf"({_KEY})[ \t]*+=[ \t]*+")
HEADER = re.compile(rf"\[\[?[ \t]*+({_KEY})[ \t]*+\]\]?")
FURTHER = re.compile(r"[ \t]*+\.")
_SCALAR = rf"{_LONG}|{_BASIC}|{_LITERAL}|{_MOMENT}|[^\s,\[\]{{}}#]++"
SCALAR = re.compile(_SCALAR)
COMMA = re.compile(rf"{_BLANK}(?:,{_BLANK})?")
STATEMENT = re.compile(
    rf"(?:([A-Za-z0-9_-]++)(?=[ \t]*+=)|({_KEY}))[ \t]*+=[ \t]*+(?:({_FOLD})|({_SCALAR})){_BLANK}"
)
"""A key with its value and the blank behind it: the key where it is one bare word, or as it is; the value folded, or not."""
