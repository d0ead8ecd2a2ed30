"""Where the ontology and the curated data are: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pharmagraph import __version__
from pharmagraph.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent


def bundled_directory() -> Path:
    """The directory that holds ``ontology/`` and ``data/``.

    A wheel carries both in ``_bundled/`` beside the modules; an editable install reads them from the
    top of the repository, so that there is never a second copy to forget.

    Raises:
        ConfigError: neither place has them; the installation is damaged.
    """
    for directory in (_PACKAGE / "_bundled", _PACKAGE.parent.parent):
        if (directory / "data" / "datapackage.json").is_file() and (directory / "ontology").is_dir():
            return directory
    raise ConfigError(
        f"the ontology and the data are not beside {_PACKAGE}; install pharmagraph again, "
        "or run it from a checkout that has ontology/ and data/"
    )


def ontology_directory() -> Path:
    """Where the Turtle files, the derivation rules and the shapes are."""
    return bundled_directory() / "ontology"


def data_directory() -> Path:
    """Where ``datapackage.json``, the mappings and the curated tables are."""
    return bundled_directory() / "data"


def ontology_files() -> list[Path]:
    """The Turtle files that are the ontology."""
    return [ontology_directory() / "pharmagraph.ttl", ontology_directory() / "schemes.ttl"]


def bundled_files() -> list[Path]:
    """Every bundled input of a build: ontology and rules, then the package, the mappings and the tables."""
    data = data_directory()
    return [
        *ontology_files(),
        *sorted((ontology_directory() / "rules").glob("*.rq")),
        data / "datapackage.json",
        *sorted((data / "mappings").glob("*.toml")),
        *sorted((data / "russia").glob("*.tsv")),
    ]


def data_release_date() -> str:
    """The date of the data release, as the data package gives it."""
    return str(_data_package()["created"])


def data_licence() -> str:
    """The address of the licence under which the curated tables are published."""
    return str(_data_package()["licenses"][0]["path"])


def _data_package() -> dict[str, Any]:
    package: dict[str, Any] = json.loads((data_directory() / "datapackage.json").read_text(encoding="utf-8"))
    return package


def bundled_digest() -> str:
    """One hash over the bundled inputs and the version of the code that reads them.

    A graph made under another hash is built again. Costs a few milliseconds: the files are small.
    """
    digest = hashlib.sha256(__version__.encode())
    for file in bundled_files():
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def user_graph_directory() -> Path:
    """Where the first command builds the bundled data when no other graph is named."""
    import platformdirs

    return Path(platformdirs.user_data_dir("pharmagraph", appauthor=False)) / "graph"
