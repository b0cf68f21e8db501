"""From a YAML document to a record: every refused field becomes a problem at its place, in Norwegian."""

import difflib
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_type_hints

from pydantic import AliasChoices, BaseModel, ValidationError

from dokumentmaskin.errors import PlanError, Problem
from dokumentmaskin.plan.yaml import FieldPath, YamlDocument

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)


def validate(document: YamlDocument, model: type[M], year: int | None = None) -> M:
    """Make the record that the document describes.

    Args:
        document: The file as read, with the position of every field.
        model: The record to make.
        year: The year of the plan, for dates that do not say their own.

    Raises:
        PlanError: With a problem for every field that is wrong, in the order of the file.
    """
    try:
        return model.model_validate(document.data, context={"år": year})
    except ValidationError as error:
        every = error.errors(include_url=False)
        # pydantic calls a list too short when its items were refused: that repeats what they say.
        own = (details for details in every if not (details["type"] == "too_short" and details["input"]))
        found = [_problem(document, model, details) for details in own]
        raise PlanError(sorted(found, key=attrgetter("position"))) from None


# As alike as a slip of a key makes a word.
_SURE: Final = 0.8


def suggestion(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """«Mente du …?» when a known word is so much like this one, from 0 to 1; otherwise the empty string."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=alike)
    return f"Mente du «{by_folded[close[0]]}»?" if close else ""


def _problem(document: YamlDocument, model: type[BaseModel], details: "ErrorDetails") -> Problem:
    field: FieldPath = details["loc"]
    context: dict[str, Any] = details.get("ctx", {})
    match details["type"]:
        case "plan":
            return Problem(context["kode"], context["melding"], context["råd"], document.place(field))
        case "extra_forbidden":
            return _unknown_key(document, model, field)
        case "missing":
            message = f"«{field[-1]}» mangler."
            advice = f"Skriv en linje som begynner med «{field[-1]}:» her."
            return Problem("mangler", message, advice, document.place(field))
        case "literal_error":
            return _wrong_choice(document, field, details["input"], context["expected"])
        case _:
            message, advice = _wrong_shape(details["type"], details["input"])
            return Problem("feil-type", message, advice, document.place(field))


def _unknown_key(document: YamlDocument, model: type[BaseModel], field: FieldPath) -> Problem:
    *_, record = _records_to(model, field[:-1])
    for name, described in record.model_fields.items():
        if field[-1] in _older_names(described):
            message = f"«{field[-1]}» er et eldre navn på «{name}», og begge står her."
            advice = f"Flytt alt til «{name}:», og slett «{field[-1]}:»."
            return Problem("to-nokler", message, advice, document.key_place(field))
    known = [described.alias or name for name, described in record.model_fields.items()]
    advice = suggestion(str(field[-1]), known) or f"Her kan det stå: {', '.join(known)}."
    message = f"Ukjent nøkkel «{field[-1]}»."
    return Problem("ukjent-nokkel", message, advice, document.key_place(field))


def _wrong_choice(document: YamlDocument, field: FieldPath, value: object, expected: str) -> Problem:
    choices = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    written = f"«{value}»" if isinstance(value, str) else "Verdien"
    # What looks most alike need not be what is meant: «varamedlem» is «vara» and no «medlem».
    guess, every = suggestion(str(value), choices), f"Velg mellom {', '.join(choices)}."
    advice = suggestion(str(value), choices, _SURE) or f"{guess} {every}".lstrip()
    message = f"{written} er ikke en av mulighetene her."
    return Problem("ukjent-verdi", message, advice, document.place(field))


def _wrong_shape(kind: str, value: object) -> tuple[str, str]:
    """What a value of the wrong shape is called, and how the right one is written."""
    if kind in {"tuple_type", "list_type"}:
        return "Her skal det stå en liste.", "Skriv hvert punkt på sin egen linje med «- » foran."
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return "Her skal det stå nøkler med verdier.", "Skriv «nøkkel: verdi», ett par på hver linje."
    if kind in {"too_short", "string_too_short"}:
        return "Her er det tomt.", "Skriv minst én verdi."
    return f"«{value}» passer ikke her.", "Skriv «dok skjema», og se i skjemaet hva som kan stå her."


def _records_to(model: type[BaseModel], field: FieldPath) -> Iterator[type[BaseModel]]:
    """The records on the way to a path, found by walking the models."""
    yield model
    for step in field:
        if isinstance(step, str):
            fields = model.model_fields
            named = {
                key: name for name, one in fields.items() for key in (one.alias or name, *_older_names(one))
            }
            field_of = fields.get(named.get(step, step))
            # A key that is a name of the person's own, as that of a list of members.
            free = get_type_hints(model).get("__pydantic_extra__") if field_of is None else None
            model = _record_in(field_of.annotation if field_of is not None else free)
            yield model


def _older_names(field: "FieldInfo") -> tuple[str, ...]:
    """The keys by which a field was known before."""
    choices = field.validation_alias.choices if isinstance(field.validation_alias, AliasChoices) else []
    return tuple(str(name) for name in choices[1:])


def _record_in(annotation: Any) -> Any:
    """The record type somewhere inside an annotation: `tuple[Sak, ...]`, `Vara | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if (found := _record_in(part)) is not None:
            return found
    return None
