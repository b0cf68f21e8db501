"""Build the Word templates: `python tools/templates/build.py [FOLDER]`, by default into templates/.

The layout stands here once; the words stand in `layout/words.py` in both languages. The same words
give the same bytes, so that a change of a template can be read as a change of this program.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from layout import handlingsprogram, innkalling, referat, saksliste
from layout.blocks import Blocks
from layout.package import Template, pack
from layout.words import LANGUAGES, Language

TEMPLATES = Path(__file__).parents[2] / "templates"

BODIES: Mapping[str, Callable[[Language], Blocks]] = {
    "handlingsprogram": handlingsprogram.body,
    "innkalling": innkalling.body,
    "referat": referat.body,
    "saksliste": saksliste.body,
}
WHEN = {"handlingsprogram": "{{ år }}"}


def template(name: str, language: Language) -> Template:
    """Return the template `name` in a language."""
    foot = f"{language[name]} {WHEN.get(name, '{{ møte.kort_dato }}')}"
    return Template(language, BODIES[name](language), foot)


def build(folder: Path) -> list[Path]:
    """Write every template in every language under `folder` and return the files."""
    files = []
    for language in LANGUAGES:
        for name in BODIES:
            file = folder / language.folder / f"{name}.docx"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(pack(template(name, language)))
            files.append(file)
    return files


if __name__ == "__main__":
    for built in build(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES):
        print(built)
