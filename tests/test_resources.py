from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pharmagraph import resources

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_reads_the_files_at_its_top() -> None:
    assert resources.data_directory() == ROOT / "data"
    assert resources.ontology_directory() == ROOT / "ontology"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked as an installer does."""
    from hatchling.builders.wheel import WheelBuilder

    directory = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(directory), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(directory / "site")
    return directory / "site"


def run(code: str, *, site: Path, home: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(site), "XDG_DATA_HOME": str(home)}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=home
    )
    return result.stdout.strip()


def test_a_wheel_carries_the_ontology_and_the_data(installed: Path, tmp_path: Path) -> None:
    code = (
        "from pharmagraph import resources; print(resources.bundled_directory(), resources.bundled_digest())"
    )
    place, digest = run(code, site=installed, home=tmp_path).split()
    assert Path(place) == installed / "pharmagraph" / "_bundled"
    assert digest == resources.bundled_digest()


def test_a_wheel_answers_by_itself(installed: Path, tmp_path: Path) -> None:
    code = "import pharmagraph; print(pharmagraph.open().find_one('ХимРар').id)"
    assert run(code, site=installed, home=tmp_path) == "chemrar"


def test_importing_the_package_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, pharmagraph; from pharmagraph import open, KnowledgeGraph;"
        "print(sorted({'networkx', 'rdflib', 'pyoxigraph', 'rich', 'pyvis', 'click'} & set(sys.modules)))"
    )
    assert run(code, site=ROOT / "src", home=tmp_path) == "[]"
