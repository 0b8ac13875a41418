"""What editors need to complete and check a plan's files without a network: schemas beside the plans, and settings."""

from collections.abc import Mapping
from pathlib import Path

from jinjiang_plan.files.layout import FOLDER, HEAD

SCHEMAS = ".jinjiang"
"""The folder of the schemas; it begins with a dot, so that no plan is looked for in it."""

_SETTINGS = Path(__file__).parent / "starter" / "editors"
_TAKEN = {
    ".taplo.toml": ("taplo.toml",),
    ".tombi.toml": ("tombi.toml", ".config/tombi.toml"),
}
"""The settings that are written, and the other names that an editor reads them by: one is enough, the user's own."""

Texts = Mapping[str, str]


def directed(file: str, text: str, schemas: Texts, up: str) -> str:
    """A plan's or an action's text with the line that names its schema on top; a ledger's as it is.

    `file` is its path within its plan's folder, `up` the way from that folder to the one that holds the schemas. A ledger
    begins with its table, by which it is read fast: the settings name its schema.
    """
    if not schemas or file.startswith(f"{FOLDER}/"):
        return text
    kind = "plan" if file == HEAD else "action"
    return f"#:schema {up}/{SCHEMAS}/{kind}.schema.json\n{text}"


def editor_files(folder: Path, schemas: Texts, *, inside: bool) -> dict[str, str]:
    """The texts of what editors read, by their path below a folder; those that are there already are left out.

    `inside` says that the folder is itself the plans folder.
    """
    if not schemas:
        return {}
    texts = {f"{SCHEMAS}/{kind}.schema.json": text for kind, text in schemas.items()}
    for name, others in _TAKEN.items():
        if not any((folder / other).exists() for other in others):
            text = (_SETTINGS / name.removeprefix(".")).read_text(encoding="utf-8")
            texts[name] = text.replace('"plans/', '"') if inside else text
    return {name: text for name, text in texts.items() if not (folder / name).exists()}
