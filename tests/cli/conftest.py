from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from pharmagraph.build import build
from pharmagraph.cli import main
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ARTICLE = """
id:alpha a pg:Company ; skos:prefLabel "Alpha"@en, "Альфа"@ru ; skos:altLabel "The first"@en .
id:beta a pg:Company ; skos:prefLabel "Beta"@en .
id:gamma a pg:Company ; skos:prefLabel "Гамма"@ru .
id:lone a pg:Company ; skos:prefLabel "Lonely"@en .
id:twin-1 a pg:Company ; skos:prefLabel "Twin"@en .
id:twin-2 a pg:Company ; skos:prefLabel "Twin"@en .
id:pill a pg:Drug ; skos:prefLabel "pill"@en .
id:pillex a pg:MedicinalProduct ; skos:prefLabel "Pillex"@en ; pg:hasActiveSubstance id:pill .
id:gene a pg:Biotarget ; skos:prefLabel "GENE1"@en .
id:ally a pg:Partnership ; pg:signatory id:alpha, id:beta ; pg:partnershipKind pg:partnership-cooperation ;
  pg:relationStatus pg:relation-status-in-force ; pg:validFrom "2020-01-01"^^xsd:date ;
  pg:validFromLatest "2020-12-31"^^xsd:date ; pg:lastConfirmed "2025-06-18"^^xsd:date .
id:mech a pg:MechanismOfAction ; pg:drug id:pill ; pg:target id:gene .
"""
OTHER = """
id:prog a pg:DevelopmentProgramme ; pg:developer id:beta ; pg:programmeDrug id:pill ;
  skos:prefLabel "pill of Beta"@en .
id:mech a pg:MechanismOfAction ; pg:drug id:pill ; pg:target id:gene .
id:plan a pg:Partnership ; pg:signatory id:alpha, id:gamma ; pg:partnershipKind pg:partnership-cooperation ;
  pg:relationStatus pg:relation-status-announced .
"""


def write_inputs(directory: Path) -> list[Path]:
    """Two files that say who works with whom: each is a source."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    files = [directory / "article.ttl", directory / "other.ttl"]
    for file, text in zip(files, (ARTICLE, OTHER), strict=True):
        file.write_text(prefixes + text, encoding="utf-8")
    return files


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph directory of a few firms, a medicine and a target."""
    directory = tmp_path_factory.mktemp("small")
    build(directory / "graph", extra=write_inputs(directory), bundled=False)
    return directory / "graph"


@pytest.fixture
def run(graph: Path) -> Callable[..., Result]:
    """Runs the program on the small graph, in English unless asked otherwise."""

    def invoke(*arguments: str, stdin: str | bytes | None = None, **environment: str) -> Result:
        settings = {"PHARMAGRAPH_GRAPH": str(graph), "PHARMAGRAPH_LANG": "en", **environment}
        return CliRunner().invoke(main, arguments, input=stdin, env=settings, prog_name="pharmagraph")

    return invoke
