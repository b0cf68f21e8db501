"""What every template may print, and how the fields of a template are described.

A field's name is what a template prints (`{{ møte.dato }}`). `Annotated` says in Norwegian what it is, of a
list first what a turn of its loop is called; `python tools/docs/template_fields.py` writes docs/maler.md from
that. Every field is always there; what the plan does not say is an empty string or list, so that a template
can ask `if`. Dates and times are written out, text fields are `Rich`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from typing import Annotated, Final, TypedDict

from dokumentmaskin.document.markdown import Block, Inline, link_to, parse_text, with_pictures
from dokumentmaskin.document.richtext import Marks, Rich
from dokumentmaskin.plan import (
    Gruppe,
    Møte,
    Organord,
    Plan,
    Språk,
    body_title,
    body_words,
    initial_capital,
    leader_at,
    read_picture,
)

# What means something in the Markdown of a text field, and nothing in words that were read from Word.
_MEANING: Final = re.compile(r"([\\*_\[\]<>#|])")

Tekst = Annotated[Rich, "tekst"]
Lenke = Annotated[Rich, "lenke"]
Bilde = Annotated[Rich, "bilde"]


@dataclass(frozen=True, slots=True)
class OrganisasjonFelt:
    """The organisation."""

    navn: Annotated[str, "navnet på organisasjonen"]
    form: Annotated[str, "hva slags organisasjon det er; tom når navnet sier det"]
    nettsted: Annotated[Lenke, "nettstedet"]
    organisasjonsnummer: Annotated[str, "organisasjonsnummeret: «999 888 777»"]
    logo: Annotated[Bilde, "logoen; tom når organisasjonen ikke har noen"]


@dataclass(frozen=True, slots=True)
class SekretariatFelt:
    """The sender."""

    navn: Annotated[str, "navnet på sekretariatet"]
    adresse: Annotated[str, "postadressen"]
    epost: Annotated[Lenke, "e-postadressen"]
    telefon: Annotated[str, "telefonnummeret"]
    kontaktperson: Annotated[str, "hvem som svarer på spørsmål"]


@dataclass(frozen=True, slots=True)
class GruppeFelt:
    """The group."""

    navn: Annotated[str, "det korte navnet, slik det står i planen"]
    tittel: Annotated[
        str,
        "navnet skrevet ut: «Faggruppen for klima og miljø»; i et dokument for alle gruppene organisasjonens",
    ]
    leder: Annotated[str, "hvem som leder gruppen"]
    nestleder: Annotated[str, "hvem som er nestleder"]
    arkivreferanse: Annotated[str, "arkivsaken som papirene hører til"]


class Fellesfelt(TypedDict):
    """What every template may print."""

    tittel: Annotated[str, "tittelen på dokumentet"]
    emne: Annotated[str, "det dokumentet handler om: navnet på gruppen eller organisasjonen, skrevet ut"]
    organisasjon: Annotated[OrganisasjonFelt, "organisasjonen"]
    sekretariat: Annotated[SekretariatFelt, "sekretariatet"]
    gruppe: Annotated[GruppeFelt, "gruppen"]
    organ: Annotated[
        Organord,
        "ordene for gruppen, etter hva slags organ den er; tomme i et dokument for alle gruppene",
    ]


# Of a document that is the organisation's and no group's.
_NO_WORDS: Final = Organord(**dict.fromkeys((word.name for word in fields(Organord)), ""))


def common_fields(plan: Plan, group: Gruppe | None, day: date, title: str, marks: Marks) -> Fellesfelt:
    """What every template may print of a document with this title; the day says who leads the group.

    Without a group it is the organisation's, whose name stands where the group's would.
    """
    own = plan.organisasjon
    whose = _group_fields(plan, group, day) if group else GruppeFelt("", own.navn, "", "", "")
    by = own.sekretariat
    email = contact(by.epost, marks)
    return {
        "tittel": title,
        "emne": whose.tittel,
        "organisasjon": _organisation(plan, marks),
        "sekretariat": SekretariatFelt(by.navn, by.adresse, email, by.telefon, by.kontaktperson),
        "gruppe": whose,
        "organ": body_words(group, plan.språk_of(group)) if group else _NO_WORDS,
    }


def _form(name: str, form: str) -> str:
    """The form of organisation, unless the name says it: «Dalsfjella interkommunalt politisk råd»."""
    return "" if form.partition("(")[0].strip().casefold() in name.casefold() else form


def _organisation(plan: Plan, marks: Marks) -> OrganisasjonFelt:
    own = plan.organisasjon
    shown = (Block((Inline(own.logo.tekst, picture=plan.logo),)),) if own.logo else ()
    form, website = _form(own.navn, own.form), web_link(own.nettsted, marks)
    number = own.organisasjonsnummer.replace(" ", "\N{NO-BREAK SPACE}")
    return OrganisasjonFelt(own.navn, form, website, number, Rich(shown, marks))


def web_link(address: str, marks: Marks) -> Rich:
    """A web address as a link; nothing when there is none."""
    return Rich(link_to(address) if address else (), marks)


def contact(text: str, marks: Marks) -> Rich:
    """An e-mail address as a link, anything else as it is."""
    is_address = "@" in text and " " not in text
    return Rich(link_to(text) if is_address else parse_text(text), marks)


def rich(text: str, marks: Marks) -> Rich:
    """A text field of the plan."""
    return Rich(parse_text(text), marks)


def case_text(text: str, møte: Møte, marks: Marks) -> Rich:
    """A text of a case of a meeting, with its pictures.

    Raises:
        AttachmentError: A picture cannot be read any more.
    """
    return Rich(tuple(with_pictures(parse_text(text), partial(read_picture, møte))), marks)


def as_written(text: str, marks: Marks) -> Rich:
    """A text that was read from a Word file, with its paragraphs and lists; no sign in it means anything."""
    return Rich(written_text(text), marks)


def written_text(text: str) -> tuple[Block, ...]:
    """The blocks of such a text."""
    return parse_text(_MEANING.sub(r"\\\1", text))


def as_it_is(text: str, marks: Marks, *, before: str = "", struck: str = "") -> Rich:
    """A text in which no sign means anything, after one that a line goes through and what stands before."""
    parts = tuple(part for part in (Inline(before), Inline(struck, struck=True), Inline(text)) if part.text)
    return Rich((Block(parts),) if parts else (), marks)


def _group_fields(plan: Plan, group: Gruppe, day: date) -> GruppeFelt:
    title = body_title(group, plan.språk_of(group))
    leaders = leader_at(plan, group, day), leader_at(plan, group, day, "nestleder")
    return GruppeFelt(group.navn, title, *leaders, group.arkivreferanse)


def meeting_word(språk: Språk, møte: Møte) -> str:
    """«styremøte», «ekstraordinært styremøte», «webinar»."""
    if not møte.er_gruppemøte:
        return språk.typer[møte.rad.type]
    word = body_words(møte.gruppe, språk).møte
    return f"ekstraordinært {word}" if møte.er_ekstraordinært else word


def row_name(språk: Språk, møte: Møte) -> str:
    """«Faggruppemøte (digitalt)», «Styremøte: Strategisamling», or an event's own title."""
    kind, title = initial_capital(meeting_word(språk, møte)), møte.rad.tittel
    own = f"{kind}: {title}" if møte.er_gruppemøte else title
    name = own if title else kind
    return f"{name} ({møte.rad.form})" if møte.rad.form else name


def in_a_row(texts: Iterable[str], between: str) -> str:
    """Texts after each other; of their own full stops only that of the last stays."""
    *before, last = [*texts] or [""]
    return between.join([*(text.removesuffix(".") for text in before), last])
