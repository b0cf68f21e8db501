"""What every record of the plan is, and the kinds of value that its fields hold: reading, words, JSON Schema.

The YAML reader hands over every scalar as the text that the person wrote; what it means is settled here,
by the field that it stands in. A refused value says what is wrong and how to write it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import ValidationInfo

from dokumentmaskin.plan.records.texts import (
    broken_links,
    is_path,
    is_web_address,
    link_targets,
    pictures,
    unsupported,
)
from dokumentmaskin.plan.words import (
    LANGUAGES,
    Møtedato,
    Tidsrom,
    parse_day,
    parse_meeting_date,
    parse_span,
    parse_time,
)

T = TypeVar("T")

MOST_DAYS: Final = 365
MEETING_KINDS: Final = ("møte", "ekstraordinært møte", "webinar", "konferanse", "samling")
MOST_MINUTES: Final = 24 * 60
MOST_PORTS: Final = 65535
_DAY_ADVICE: Final = "Skriv den som ÅÅÅÅ-MM-DD, for eksempel 2022-03-11."
_MEETING_ADVICE: Final = (
    "Skriv den som ÅÅÅÅ-MM-DD, som «24.–25. august 2022» når møtet går over flere dager, "
    "eller som «juni 2022» når dagen ikke er satt."
)
_TIME_ADVICE: Final = "Skriv det slik: 09:00."
_SPAN_ADVICE: Final = "Skriv det slik: 09:00–11:30."
_E_MAIL_PATTERN: Final = r"^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$"
_ADDRESS_PATTERN: Final = r"^https?://\S+$"
# What is drawn as nothing: white space, Unicode's Default_Ignorable_Code_Point, and the empty braille cell.
_CELL_ENDS: Final = re.compile(r"(?<!\\)\|")
UNSEEN: Final = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff]+"
)
_WEB_ADVICE: Final = "Begynn adressen med https://, mailto: eller tel:."
_SAID_BY_THE_KEY: Final = frozenset({"unntatt", "avlyst"})


def without_empty(data: object) -> object:
    """The keys that hold something; an empty «unntatt:» or «avlyst:» is kept, for its own field to refuse."""
    if isinstance(data, dict):
        return {key: value for key, value in data.items() if value is not None or key in _SAID_BY_THE_KEY}
    return data


class Innsyn(Enum):
    """Who may see what stands in a field."""

    ALLE = "alle"
    INNKALTE = "innkalte"
    MED_SAKEN = "med saken"


# Every field of a record says it: as open as the record that it stands in, for those summoned and nobody
# else, or open when its case or paper is.
Åpen = Annotated[T, Innsyn.ALLE]
ForInnkalte = Annotated[T, Innsyn.INNKALTE]
MedSaken = Annotated[T, Innsyn.MED_SAKEN]


class Record(BaseModel):
    """The base of every record in the plan: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        # Most are only parts of another, and a command reads a few of the files: each is built when used.
        defer_build=True,
        # What an editor shows is Norwegian: the descriptions of the fields, not the docstrings.
        json_schema_extra=lambda schema: schema.pop("description", None),
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        return without_empty(data)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a field that does not say who may see it.

        Raises:
            TypeError: Names the field.
        """
        super().__pydantic_init_subclass__(**kwargs)
        for name in cls.model_fields:
            cls.innsyn(name)

    @classmethod
    def innsyn(cls, name: str) -> Innsyn:
        """Who may see a field."""
        for marker in cls.model_fields[name].metadata:
            if isinstance(marker, Innsyn):
                return marker
        raise TypeError(f"{cls.__name__}.{name}: Åpen[…], ForInnkalte[…] or MedSaken[…]?")


def or_text(text: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    """Let an editor take a text for the whole of a record, or its keys."""

    def two_forms(schema: dict[str, Any]) -> None:
        keys = {key: value for key, value in schema.items() if key != "description"}
        schema.clear()
        schema.update({"title": keys.pop("title"), "anyOf": [{"type": "string", **text}, keys]})

    return two_forms


def refuse(code: str, message: str, advice: str) -> PydanticCustomError:
    """An error that a validator raises: its code, cause and way out reach the person unchanged."""
    return PydanticCustomError("plan", "{melding}", {"kode": code, "melding": message, "råd": advice})


def _reader(read: Callable[[str], T], code: str, advice: str) -> Callable[[object], T]:
    def validate(value: object) -> T:
        try:
            return read(_text(value, advice))
        except ValueError as error:
            raise refuse(code, str(error), advice) from None

    return validate


def _text(value: object, advice: str) -> str:
    if value is None:
        raise refuse("tomt", "Her er det tomt.", "Skriv noe her, eller slett linjen.")
    if not isinstance(value, str):
        raise refuse("feil-type", "Her skal det stå en tekst, ikke en liste eller flere nøkler.", advice)
    return value


def _seen(value: object, advice: str) -> str:
    """A text of which something is seen on paper, or none at all."""
    text = _text(value, advice).strip()
    if UNSEEN.fullmatch(text):
        message = "Her står det bare usynlige tegn."
        raise refuse("usynlig-tekst", message, "Skriv noe her, eller slett linjen.")
    return text


def _meeting_date(value: object, info: ValidationInfo) -> Møtedato:
    year = (info.context or {}).get("år")
    return _reader(lambda text: parse_meeting_date(text, year), "ugyldig-dato", _MEETING_ADVICE)(value)


def _line(value: object) -> str:
    text = _seen(value, "Skriv én linje tekst.")
    if "\n" in text:
        raise refuse("flere-linjer", "Her er det plass til én linje.", "Ta bort linjeskiftet.")
    return text


def _words(value: object) -> str:
    text = _with_links(value, is_web_address, "som ikke er en nettadresse", _WEB_ADVICE)
    for _, target in pictures(text):
        message = f"Bildet «{target}» kan ikke stå her."
        raise refuse("ugyldig-bilde", message, "Bilder kan stå i tekstene til en sak. Skriv ord i stedet.")
    return text


def _words_about_papers(value: object) -> str:
    """A case's text may lead to its meeting's papers too; `plan.loading.checks` looks for them."""
    advice = f"{_WEB_ADVICE} Til et vedlegg skriver du stien til filen, som i «fil:»."
    reason = "som verken er en nettadresse eller et vedlegg"
    text = _with_links(value, lambda target: is_web_address(target) or is_path(target), reason, advice)
    if faults := list(_picture_faults(text)):
        messages, ways_out = (" ".join(dict.fromkeys(said)) for said in zip(*faults, strict=True))
        raise refuse("ugyldig-bilde", messages, ways_out)
    return text


def _picture_faults(text: str) -> Iterator[tuple[str, str]]:
    for shows, target in pictures(text):
        if not is_path(target):
            message = f"Bildet «{target}» ligger ikke ved siden av planen."
            yield message, "Lagre bildet i mappen «vedlegg», og skriv stien dit."
        elif not shows:
            message = f"Bildet «{target}» mangler en tekst for dem som ikke ser det."
            yield message, f"Skriv hva det viser: ![kart over området]({target})."
        elif any(target in line and _CELL_ENDS.search(line) for line in text.split("\n")):
            message = f"Bildet «{target}» står i en tabell, der det ikke er plass til det."
            yield message, "Sett bildet i et avsnitt for seg."


def _with_links(value: object, allowed: Callable[[str], bool], reason: str, advice: str) -> str:
    text = _seen(value, "Skriv en tekst. Du kan bruke avsnitt, lister, **fet** og *kursiv*.")
    for target in broken_links(text):
        message = f"Lenken til «{target}» kan ikke leses."
        how = "Har adressen mellomrom eller parenteser, skriver du den slik: [tekst](<vedlegg/et notat.pdf>)."
        raise refuse("ugyldig-lenke", message, how)
    if found := list(unsupported(text)):
        said = " og ".join(f"{sign.name} på linje {sign.line}, «{sign.written}»" for sign in found)
        advice = " ".join(dict.fromkeys(sign.advice for sign in found))
        raise refuse("ukjent-markering", f"Teksten har {said}. Det kan ikke stå i et dokument.", advice)
    if lost := [target for target in link_targets(text) if not allowed(target)]:
        said = " ".join(f"Lenken går til «{target}», {reason}." for target in dict.fromkeys(lost))
        raise refuse("ugyldig-lenke", said, advice)
    return text


def _yes_or_no(value: object) -> bool:
    text = _text(value, "Skriv ja eller nei.").strip()
    answer = {"ja": True, "nei": False, "true": True, "false": False}.get(text.lower())
    if answer is None:
        raise refuse("ikke-ja-nei", f"«{text}» er verken ja eller nei.", "Skriv ja eller nei.")
    return answer


def _cancelled(value: object) -> str | None:
    """Why a meeting is cancelled; empty when that is not said, None when it is not cancelled."""
    advice = "Skriv ja, eller hvorfor møtet er avlyst."
    if value is None:
        raise refuse("tomt", "Her er det tomt.", f"{advice} Er det ikke avlyst, sletter du linjen.")
    text = _line(_text(value, advice))
    return {"ja": "", "true": "", "nei": None, "false": None}.get(text.lower(), text)


def _meeting_kind(value: object) -> str:
    """A kind of meeting, as written; `plan.loading` knows the body's own word for its meeting."""
    text = _line(value)
    if text in MEETING_KINDS or text.endswith("møte"):
        return text
    raise PydanticKnownError("literal_error", {"expected": " or ".join(MEETING_KINDS)})


def _language(value: object) -> str:
    if isinstance(value, str) and value in LANGUAGES:
        return value
    raise PydanticKnownError("literal_error", {"expected": " or ".join(LANGUAGES)})


def _days(value: object) -> int:
    text = _text(value, "Skriv et helt tall.").strip()
    if not re.fullmatch("[0-9]{1,3}", text) or int(text) > MOST_DAYS:
        raise refuse("ikke-tall", f"«{text}» er ikke et antall dager.", f"Skriv et tall, 0–{MOST_DAYS}.")
    return int(text)


def _count(value: object) -> int:
    text = _text(value, "Skriv et helt tall.").strip()
    if not re.fullmatch("[0-9]{1,4}", text):
        raise refuse("ikke-tall", f"«{text}» er ikke et antall.", "Skriv et helt tall, for eksempel 8.")
    return int(text)


def _port(value: object) -> int:
    text = _text(value, "Skriv nummeret på porten.").strip()
    if not re.fullmatch("[0-9]{1,5}", text) or not 0 < int(text) <= MOST_PORTS:
        raise refuse("ikke-tall", f"«{text}» er ikke en port.", f"Skriv et tall, 1–{MOST_PORTS}.")
    return int(text)


def _minutes(value: object) -> int:
    text = _text(value, "Skriv antall minutter.").strip()
    if not re.fullmatch("[0-9]{1,4}", text) or not 0 < int(text) <= MOST_MINUTES:
        message = f"«{text}» er ikke et antall minutter."
        raise refuse("ikke-tall", message, f"Skriv et tall, 1–{MOST_MINUTES}.")
    return int(text)


def _case_number(value: object) -> str:
    text = _line(value)
    match = re.fullmatch("([0-9]{1,3})(/[0-9]{2})?", text)
    if match is None or not int(match[1]):
        advice = "Skriv det som i innkallingen, for eksempel 4 eller 04/22."
        raise refuse("ikke-saksnummer", f"«{text}» er ikke et saksnummer.", advice)
    return f"{int(match[1]):02d}{match[2]}" if match[2] else str(int(match[1]))


def _e_mail(value: object) -> str:
    text = _line(value)
    if text and not re.fullmatch(_E_MAIL_PATTERN, text):
        message = f"«{text}» er ikke en e-postadresse."
        raise refuse("ugyldig-epost", message, "Skriv den slik: post@example.org.")
    return text


def _organisation_number(value: object) -> str:
    """Nine digits, in the groups that they are written in."""
    text = _line(str(value) if isinstance(value, int) else value)
    digits = "".join(text.split())
    if text and not re.fullmatch(r"[0-9]{9}", digits):
        message = f"«{text}» er ikke et organisasjonsnummer."
        raise refuse("ugyldig-orgnummer", message, "Skriv de ni sifrene, for eksempel 999 888 777.")
    return " ".join((digits[:3], digits[3:6], digits[6:])).strip()


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Refuse what stands a second time in a list, at its own place."""
    again = [index for index, value in enumerate(values) if value in values[:index]]
    if again:
        faults = [InitErrorDetails(type=_twice(values[n]), loc=(n,), input=values[n]) for n in again]
        raise ValidationError.from_exception_data("liste", faults)
    return values


def _twice(value: object) -> PydanticCustomError:
    return refuse("to-ganger", f"«{value}» står to ganger i listen.", "Slett den ene.")


def _address(value: object) -> str:
    text = _line(value)
    if not re.fullmatch(_ADDRESS_PATTERN, text):
        message = f"«{text}» er ikke en nettadresse."
        raise refuse("ugyldig-adresse", message, "Adressen begynner med https://.")
    return text


_DATE_PATTERN = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\. ?\S+ \d{4})$"
_TIME_PATTERN = r"^(kl\.? ?)?\d{1,2}[:.]\d{2}"
# An editor reads an unquoted 2022 as a number; dok reads it as the text that it is.
_TEXT = ["string", "number"]
_MARKUP = "Tekst med avsnitt, lister, overskrifter, sitater, tabeller, **fet**, *kursiv*"


def _shown(kind: str | list[str], description: str, **rest: object) -> WithJsonSchema:
    """What an editor is told of a field: the type of its value in JSON, what it is, and its pattern."""
    return WithJsonSchema({"type": kind, **rest, "description": description})


Linje = Annotated[str, BeforeValidator(_line), _shown(_TEXT, "Én linje tekst.")]
Tekst = Annotated[str, BeforeValidator(_words), _shown(_TEXT, f"{_MARKUP} og [lenker](https://…).")]
Sakstekst = Annotated[
    str,
    BeforeValidator(_words_about_papers),
    _shown(
        _TEXT,
        f"{_MARKUP}, [lenker](https://…), lenker til vedlegg: [budsjettet](vedlegg/budsjett.pdf), "
        "og bilder: ![kart over området](vedlegg/kart.png).",
    ),
]
Fritekst = Annotated[
    str,
    BeforeValidator(lambda value: _text(value, "Skriv en tekst.").strip()),
    _shown(_TEXT, "Tekst, ordrett som i Word-filen."),
]
# Items of a list: none is empty, and none stands there twice.
Linjer = Annotated[tuple[Annotated[Linje, Field(min_length=1)], ...], AfterValidator(_each_once)]
Tekster = Annotated[tuple[Annotated[Tekst, Field(min_length=1)], ...], AfterValidator(_each_once)]
Epost = Annotated[str, BeforeValidator(_e_mail), _shown("string", "E-postadresse.", pattern=_E_MAIL_PATTERN)]
Organisasjonsnummer = Annotated[
    str,
    BeforeValidator(_organisation_number),
    _shown(["string", "integer"], "Ni siffer.", pattern=r"^\d{3} ?\d{3} ?\d{3}$"),
]
Saksnummer = Annotated[
    str,
    BeforeValidator(_case_number),
    _shown(["string", "integer"], "Saksnummeret.", pattern=r"^\d{1,3}(/\d{2})?$"),
]
Antall = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Port = Annotated[
    int,
    BeforeValidator(_port),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_PORTS}),
]
Minutter = Annotated[
    int,
    BeforeValidator(_minutes),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_MINUTES}),
]
Dag = Annotated[
    date,
    BeforeValidator(_reader(parse_day, "ugyldig-dato", _DAY_ADVICE)),
    _shown("string", "Dato, ÅÅÅÅ-MM-DD.", pattern=_DATE_PATTERN),
]
Møtedag = Annotated[Møtedato, BeforeValidator(_meeting_date), _shown("string", _MEETING_ADVICE)]
Klokkeslett = Annotated[
    time,
    BeforeValidator(_reader(parse_time, "ugyldig-tid", _TIME_ADVICE)),
    _shown("string", "Klokkeslett, TT:MM.", pattern=_TIME_PATTERN),
]
Tid = Annotated[
    Tidsrom,
    BeforeValidator(_reader(parse_span, "ugyldig-tid", _SPAN_ADVICE)),
    _shown("string", "Tidsrom, TT:MM–TT:MM.", pattern=_TIME_PATTERN),
]
JaNei = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema({"enum": ["ja", "nei", True, False], "description": "Skriv ja eller nei."}),
]
Møtetype = Annotated[
    str,
    BeforeValidator(_meeting_kind),
    WithJsonSchema({"anyOf": [{"enum": list(MEETING_KINDS)}, {"type": "string", "pattern": "møte$"}]}),
]
Avlyst = Annotated[
    str | None,
    BeforeValidator(_cancelled),
    WithJsonSchema({"anyOf": [{"enum": ["ja", "nei", True, False]}, {"type": "string", "minLength": 1}]}),
]
Målform = Annotated[
    str, BeforeValidator(_language), WithJsonSchema({"enum": list(LANGUAGES), "type": "string"})
]
Dager = Annotated[
    int,
    BeforeValidator(_days),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_DAYS}),
]
Nettadresse = Annotated[
    str, BeforeValidator(_address), _shown("string", "Nettadresse.", pattern=_ADDRESS_PATTERN)
]
