"""Write the pages of docs/ that are made from the files of ontology/.

``python docs/generate`` writes them where they belong; ``python docs/generate DIRECTORY`` writes them there, to
compare. Nothing in them depends on the day or the machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

import drawing
import rules
from pages import Page
from reading import Lang, Ontology
from words import word

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES: tuple[Lang, ...] = ("en", "ru")
OPENING = {
    "en": """# The ontology of pharmagraph

<!-- Written by docs/generate from the files of ontology/. -->

[In English](en.html) · [По-русски](ru.html): every term, concept, check and rule, with an anchor each. The pages
are plain HTML, complete in themselves: save or open them, no network is needed.

The drawings of the relations are in `patterns/`, one file per relation and language, for slides and papers.
The data licence is in `data/LICENSE`; the ontology is published under CC BY 4.0. Who appears in the graph as a
person, and how to ask for a correction, is said in [the policy on persons](../persons.md).

""",
}


def pages(ontology: Ontology) -> dict[str, str]:
    """Every generated file: its path below docs/, and its text."""
    made = {"ontology/README.md": OPENING["en"] + _gallery(ontology)}
    for lang in LANGUAGES:
        page = Page(ontology, lang)
        made[f"ontology/{lang}.html"] = page.write()
        made[f"derivations{'' if lang == 'en' else '.ru'}.md"] = rules.write(ontology, lang)
        for pattern in page.patterns.values():
            picture = drawing.draw(pattern, ontology, lang, lambda anchor: f"../{lang}.html#{anchor}")  # noqa: B023
            made[f"ontology/patterns/{ontology.anchor(pattern.relation)}.{lang}.svg"] = drawing.document(picture)
    return made


def _gallery(ontology: Ontology) -> str:
    rows = "".join(
        f"- {ontology.label(one, 'en')} · {ontology.label(one, 'ru')}: "
        f"[en](patterns/{ontology.anchor(one)}.en.svg), [ru](patterns/{ontology.anchor(one)}.ru.svg)\n"
        for one in ontology.relations()
    )
    return f"## {word('patterns', 'en')}\n\n{rows}"


def main(directory: Path) -> None:
    """Write the files, and remove drawings of relations that are no more."""
    made = pages(Ontology(ROOT / "ontology"))
    for old in (directory / "ontology" / "patterns").glob("*.svg"):
        if f"ontology/patterns/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        file = directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
