"""What workbooks and Word documents share: a package with no clock in it, and the colours of a status.

The same content is the same bytes.
"""

import re
from datetime import date
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinjiang_plan.model.codes import Light

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


# The colours of a status: a pale ground with dark writing, so that the word is read also where it is grey.


class Tint(NamedTuple):
    """A ground and the ink on it, as RRGGBB; each pair has a contrast of 7 to 1 or more."""

    ground: str
    ink: str


TINTS = {
    Light.RED: Tint("F8D2D2", "6B0F1A"),
    Light.YELLOW: Tint("FCE9B2", "523600"),
    Light.GREEN: Tint("D0EDDA", "0F4427"),
    Light.BLUE: Tint("D2E5F8", "103A66"),
    Light.GREY: Tint("E8EAED", "33383F"),
}
HEAD = Tint("E1E6EC", "1A1A1A")
SAMPLE = "9E1022"
"""The ink in which figures are said to be samples."""
LINE = "B8BCC4"
SOFT = "595959"
LINK = "0B4F9E"
