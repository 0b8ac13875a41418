"""Texts that nobody should write into a plan, and somebody will: harmless and to be seen wherever they are shown."""

HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "a\u202eb",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "#N/A",
    "x" * 500,
    "字" * 500,
    "W" * 500,
    "\x1b[31m\x00",
    "\ufffe\uffff",
    "[/x]",
    "[/annex](javascript:x)",
    '" onload="x',
    "a | b",
    "`code` **bold** _it_ ~~no~~",
    "# head",
    "&lt;b&gt;",
    "line\nbreak",
]
