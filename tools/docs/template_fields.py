"""Write the fields of the templates into docs/maler.md: `python tools/docs/template_fields.py`.

The page holds a place for each kind of template (`<!-- felt: Møtemal -->` … `<!-- slutt -->`); what stands
there is written from the records of `dokumentmaskin.document`, in their order, with their own descriptions.
A record that is listed above already is not listed again.
"""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from dokumentmaskin.document.cancellation import Avlysningsmal
from dokumentmaskin.document.case_context import Særutskriftmal
from dokumentmaskin.document.context import Møtemal, Pakkemal
from dokumentmaskin.document.fields import Fellesfelt
from dokumentmaskin.document.richtext import Rich
from dokumentmaskin.document.withdrawal import Trukketmal
from dokumentmaskin.document.year.members import Medlemsmal
from dokumentmaskin.document.year.programme import Årsmal
from dokumentmaskin.document.year.whole import Samlemal
from dokumentmaskin.site.pages.about import Omside
from dokumentmaskin.site.pages.frame import Sidefelt
from dokumentmaskin.site.pages.meeting import Møteside
from dokumentmaskin.site.pages.shared.bodies import Gruppeside
from dokumentmaskin.site.pages.shared.front import Forside
from dokumentmaskin.site.pages.shared.searching import Søkeside
from dokumentmaskin.site.pages.shared.years import Årsside
from dokumentmaskin.site.pages.twin import Tvillingside
from dokumentmaskin.site.pages.withdrawn import Trukketside
from dokumentmaskin.site.words import Nettord

PAGE = Path(__file__).parents[2] / "docs" / "maler.md"
WORD = (
    Fellesfelt,
    Møtemal,
    Avlysningsmal,
    Trukketmal,
    Særutskriftmal,
    Pakkemal,
    Årsmal,
    Samlemal,
    Medlemsmal,
)
WEB = (Sidefelt, Møteside, Forside, Gruppeside, Årsside, Søkeside, Tvillingside, Trukketside, Omside)
# Of each kind of template what it may print, and what is listed for all of its sort.
KINDS: dict[str, tuple[Any, Any]] = {
    kind.__name__: (kind, () if kind is sort[0] else sort[0].__annotations__)
    for sort in (WORD, WEB)
    for kind in sort
}
HEAD = ("| Felt | Hva det er |", "|---|---|")
PLACE = re.compile(r"(?<=<!-- felt: )(\w+)( -->\n).*?(?=<!-- slutt -->)", re.DOTALL)


class UndescribedError(Exception):
    """A field says nothing to the author of a template."""


class Lists:
    """The tables of fields, as far as they are written."""

    def __init__(self) -> None:
        self.names: dict[type, str] = {}

    def table(self, kind: str) -> str:
        """The table of what a kind of template may print beside what all may."""
        record, shared = KINDS[kind]
        rows = list(self.rows(record, "", shared))
        return "\n".join(["", *HEAD, *rows, "\n"])

    def rows(self, record: Any, above: str, left_out: Any = ()) -> Iterator[str]:
        """The rows of a record's fields; those of a list's record come after them."""
        later: list[tuple[type, str, str]] = []
        for name, hint in get_type_hints(record, include_extras=True).items():
            if name in left_out:
                continue
            kind, said = described(f"{record.__name__}.{name}", hint)
            field = f"{above}.{name}" if above else name
            if is_record(kind) and kind not in self.names:
                self.names[kind] = field
                yield from self.rows(kind, field)
            elif is_record(kind):
                yield f"| `{field}` | {said[-1]} (de samme feltene som over) |"
            elif get_origin(kind) is not tuple:
                yield f"| `{field}` | {said[-1]}{form(said[:-1])} |"
            else:
                item = get_args(kind)[0]
                yield f"| `{field}` | {said[-1]} ({self.loop(item, said[:-1], field, later)}) |"
        for item, loop, field in later:
            yield from ("", f"Hver `{loop}` i `{field}`:", "", *HEAD)
            yield from self.rows(item, loop)

    def loop(self, item: Any, said: tuple[str, ...], field: str, later: list[tuple[type, str, str]]) -> str:
        """What the list of a field is a list of."""
        if not is_record(item):
            return "liste" + "".join(f" av {word}" for word in getattr(item, "__metadata__", ()))
        (name,) = said
        if item not in self.names:
            self.names[item] = name
            later.append((item, name, field))
        known = self.names[item]
        return f"liste av `{name}`" + (f", med feltene til `{known}`" if known != name else "")


def is_record(kind: Any) -> bool:
    """Whether a field holds fields of its own."""
    return is_dataclass(kind) and kind not in {Rich, Nettord}


def described(where: str, hint: Any) -> tuple[Any, tuple[str, ...]]:
    """The type of a field and what is said of it."""
    if (said := getattr(hint, "__metadata__", ())) and said[-1] not in {"tekst", "lenke", "bilde"}:
        return get_args(hint)[0], said
    raise UndescribedError(f"{where}: write what it is, as Annotated[str, «hvem som innleder»]")


def form(said: tuple[str, ...]) -> str:
    """Whether a field is a text or a link."""
    return "".join(f" ({word})" for word in said)


def page(text: str) -> str:
    """The page with every list as the records have it."""
    lists = Lists()
    return PLACE.sub(lambda match: match[1] + match[2] + lists.table(match[1]), text)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")
