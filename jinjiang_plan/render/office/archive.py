"""A package of Office Open XML with no clock in it: the same content is the same bytes."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATOR = "jinjiang-plan"
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*")
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP file can name."""


def settled(package: bytes, day: date) -> bytes:
    """The package with its parts in their order, made and changed on that day, whenever it was written."""
    out = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(out, "w") as kept:
        for name in given.namelist():
            content = given.read(name)
            if name == _PROPERTIES:
                content = _TIMES.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), content)
            part = ZipInfo(name, _FIRST)
            part.compress_type = ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            kept.writestr(part, content)
    return out.getvalue()
