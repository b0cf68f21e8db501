"""Build the Word templates: `python tools/templates/build.py [FOLDER]`, by default into templates/.

What a template holds stands in the module of `layout/` that has its name, for both languages. The words stand
in `layout/words.py`; those that minutes are known by again, in `dokumentmaskin.minutes.labels`. The same
words give the same bytes, so that a change of a template can be read as a change of this program.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from layout import (
    avlysning,
    brevhode,
    handlingsprogram,
    innkalling,
    medlemsliste,
    motepakke,
    referat,
    saerutskrift,
    saksliste,
    samlet_handlingsprogram,
    trukket,
)
from layout.blocks import Blocks
from layout.package import Template, pack
from layout.package_styles import COVER
from layout.styles import Style
from layout.words import LANGUAGES, Language

TEMPLATES = Path(__file__).parents[2] / "templates"

BODIES: Mapping[str, Callable[[Language], Blocks]] = {
    "avlysning": avlysning.body,
    "brevhode": brevhode.body,
    "handlingsprogram": handlingsprogram.body,
    "innkalling": innkalling.body,
    "medlemsliste": medlemsliste.body,
    "motepakke": motepakke.body,
    "referat": referat.body,
    "saerutskrift": saerutskrift.body,
    "saksliste": saksliste.body,
    "samlet-handlingsprogram": samlet_handlingsprogram.body,
    "trukket": trukket.body,
}
FEET: Mapping[str, Callable[[Language], str]] = {
    "brevhode": brevhode.foot,
    "handlingsprogram": handlingsprogram.foot,
    "medlemsliste": medlemsliste.foot,
    "motepakke": motepakke.foot,
    "samlet-handlingsprogram": handlingsprogram.foot,
}
STYLES: Mapping[str, Sequence[Style]] = {
    "brevhode": brevhode.STYLES,
    "handlingsprogram": handlingsprogram.STYLES,
    "motepakke": COVER,
    "samlet-handlingsprogram": handlingsprogram.STYLES,
}


def template(name: str, language: Language) -> Template:
    """Return the template `name` in a language."""
    foot = FEET[name](language) if name in FEET else f"{language[name]} {{{{ møte.kort_dato }}}}"
    styles = STYLES.get(name, ())
    return Template(language, BODIES[name](language), foot, cover=name == "motepakke", styles=styles)


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
