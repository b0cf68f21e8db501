"""What a letter says, by a template of plain text: its first line is the subject, the rest the letter.

A template of a meeting's letters may print what the document that lies in them may, and `Brevfelt` beside. It
is filled from the open plan: nothing in the text of a letter is more than everyone may read, but for the link
to the video meeting, which stands in the letters of those who are summoned.
"""

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Annotated, Any, Final, TypedDict

from dokumentmaskin.document import Rich
from dokumentmaskin.errors import Place, Problem, TemplateError
from dokumentmaskin.pipeline.pipeline import Pipeline
from dokumentmaskin.plan import Gruppe
from dokumentmaskin.site import printed

FOLDER: Final = "epost"
_SUBJECT: Final = re.compile(r"Emne:[ \t]*(?P<emne>\S.*)\n\s*(?P<tekst>\S[\s\S]*)")


@dataclass(frozen=True, slots=True)
class Papirlenke:
    """A paper that lies on the website."""

    sak: Annotated[str, "nummeret på saken"]
    tittel: Annotated[str, "hva papiret heter"]
    adresse: Annotated[str, "nettadressen"]


class Brevfelt(TypedDict):
    """What a letter about a meeting may print beside the fields of the document that lies in it."""

    mottaker: Annotated[str, "navnet på den som får brevet; tomt når flere får det samme"]
    vara_for: Annotated[str, "hvem en vara er vara for; tomt når det ikke er sagt"]
    oppdatert_innkalling: Annotated[str, "«ja» når de som får brevet, har fått en innkalling før"]
    nettadresse: Annotated[str, "møtets side på nettstedet; tom til møtet er publisert"]
    papirlenker: Annotated[tuple[Papirlenke, ...], "papir", "papirene på nettstedet"]
    videolenke: Annotated[str, "videomøtet, i brev til dem som er innkalt"]


def plain(value: Any) -> Any:
    """A field of a document's template as a letter has it: formatted text as its words alone."""
    if isinstance(value, Rich):
        return "\n".join("".join(inline.text for inline in block.inlines) for block in value.blocks)
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{own.name: plain(getattr(value, own.name)) for own in fields(value)})
    return {key: plain(own) for key, own in value.items()} if isinstance(value, dict) else value


def written(pipeline: Pipeline, gruppe: Gruppe | None, name: str, own: dict[str, object]) -> tuple[str, str]:
    """The subject and the text of a letter.

    Args:
        pipeline: The run.
        gruppe: The group whose language it is in; None for the organisation's.
        name: The template's name.
        own: What it may print.

    Raises:
        TemplateError: The template is missing or broken, uses a name that does not exist, or has no subject.
    """
    path = f"{pipeline.plan.språk_of(gruppe).mappe}/{name}.txt"
    text = printed(pipeline.workspace.templates / FOLDER, path, own).decode("utf-8-sig")
    if (parts := _SUBJECT.fullmatch(text)) is None:
        message = "Første linje i en mal for e-post er emnet, og etter den kommer teksten."
        place = Place(f"templates/{FOLDER}/{path}", 1, 1)
        raise TemplateError(Problem("feil-i-mal", message, "Begynn malen med «Emne: …».", place))
    # A subject is one line, whatever breaks lines elsewhere.
    subject = " ".join(parts["emne"].split())
    # Lines that nothing was printed on leave one empty line between what stands above and below.
    return subject, re.sub(r"\n{3,}", "\n\n", parts["tekst"]).strip() + "\n"
