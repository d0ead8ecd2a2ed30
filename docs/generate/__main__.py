"""Write the pages of docs/ that are made from the files of ontology/.

``python docs/generate`` writes them where they belong; ``python docs/generate DIRECTORY`` writes them there,
to compare. Nothing in them depends on the day or the machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

import drawing
import rules
from pages import Page
from reading import Lang, Ontology
from words import prose, word

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES: tuple[Lang, ...] = ("en", "ru")


def pages(ontology: Ontology) -> dict[str, str]:
    """Every generated file: its path below docs/, and its text."""
    made = {"ontology/README.md": prose("opening.txt") + _gallery(ontology)}
    for lang in LANGUAGES:
        page = Page(ontology, lang)
        made[f"ontology/{lang}.html"] = page.write()
        made[f"derivations{'' if lang == 'en' else '.ru'}.md"] = rules.write(ontology, lang)
        for pattern in page.patterns.values():
            picture = drawing.draw(pattern, ontology, lang, lambda anchor: f"../{lang}.html#{anchor}")  # noqa: B023
            made[f"ontology/patterns/{ontology.anchor(pattern.relation)}.{lang}.svg"] = drawing.document(
                picture
            )
    return made


def _gallery(ontology: Ontology) -> str:
    rows = "".join(
        f"- {ontology.label(one, 'en')} · {ontology.label(one, 'ru')}: "
        f"[en](patterns/{ontology.anchor(one)}.en.svg), [ru](patterns/{ontology.anchor(one)}.ru.svg)\n"
        for one in ontology.relations()
    )
    return f"## {word('patterns', 'en')} · {word('patterns', 'ru')}\n\n{rows}"


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
