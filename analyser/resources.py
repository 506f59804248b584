"""Where the trained models lie: ``data/`` in a checkout, inside the package in a wheel."""

from pathlib import Path

from analyser.errors import UnreadableModel

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """Return the folder of the models called "positions", "motion" or "undertakings".

    Raises ``UnreadableModel`` where there is none, as in a package that left them out.
    """
    for folder in (_PACKAGE.parent / "data" / name, _PACKAGE / "data" / name):
        if folder.is_dir():
            return folder
    raise UnreadableModel(
        _PACKAGE.parent / "data" / name, "the whole folder", "it is not there", "a folder of models"
    )
