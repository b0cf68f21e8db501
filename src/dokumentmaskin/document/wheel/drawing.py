"""From a wheel to SVG: the drawing in the words of a template, with the secretariat's own style.

`svg` draws a wheel by itself, `illustration` and `drawn` one in a document. The template
`templates/arshjul.svg` is filled in the strict environment of all templates; what is wrong with it is a
`TemplateError` that names it.
"""

import base64
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError

from dokumentmaskin.document.codes import CODE_FAILED, TemplateEnvironment, failure
from dokumentmaskin.document.wheel.events import Årshjul
from dokumentmaskin.document.wheel.geometry import number
from dokumentmaskin.document.wheel.layout import Page, lay_out
from dokumentmaskin.document.wheel.page import Tegning
from dokumentmaskin.document.wheel.raster import png
from dokumentmaskin.document.wheel.text import lacking
from dokumentmaskin.errors import Place, Problem, TemplateError

# With a centimetre around them A4 and, for a full year, A3: what stands alone is printed or hung up as it is.
# What has not room even there becomes as high as it must: on a screen it is read all the same.
_AROUND: Final = 28.14
_A4: Final = Page(width=539.0, height=785.0, sizes=(10.0, 9.0, 8.0), alone=True)
_A3: Final = Page(width=785.6, height=1134.0, sizes=(10.0, 9.0, 8.0), alone=True)
ALONE: Final = (_A4, _A3, replace(_A3, height=100_000.0, sizes=()))
# Between the margins of the Word template, with its heading above.
IN_DOCUMENT: Final = (Page(width=464.0, height=640.0, sizes=(9.0, 8.5, 8.0), alone=False),)
_FRESH: Final = "Hent malen fra et nytt eksempel."


@dataclass(frozen=True, slots=True)
class Style:
    """How wheels are drawn in a workspace.

    Attributes:
        name: What messages call the template.
        template: The bytes of the template of the SVG.
        css: The bytes of the style file.
    """

    name: str
    template: bytes
    css: bytes


@dataclass(frozen=True, slots=True)
class Illustration:
    """A wheel that has found room in a document, to be drawn when that is made.

    Attributes:
        hjul: The wheel.
        tegning: Its drawing.
    """

    hjul: Årshjul
    tegning: Tegning


def svg(hjul: Årshjul, style: Style) -> str | None:
    """The wheel by itself, as wide as A4 or A3, or None when it has more marks than there is room for.

    Raises:
        TemplateError: The template cannot be used.
    """
    drawing = lay_out(hjul, ALONE)
    return None if drawing is None else filled(hjul, drawing, style, alone=True, fonts=True)


def illustration(hjul: Årshjul) -> Illustration | None:
    """The wheel in a document, or None when there is nothing to show or no room for it."""
    drawing = lay_out(hjul, IN_DOCUMENT) if hjul.hendelser else None
    return None if drawing is None else Illustration(hjul, drawing)


def wheel_told(hjul: Årshjul, *, is_drawn: bool) -> tuple[Problem, ...]:
    """What a person should know of a wheel: that there is no picture of it, or some signs are not in it."""
    if not is_drawn:
        message = f"{hjul.tittel} er ikke tegnet: Det er flere møter enn det er plass til i ringene."
        return (Problem("fullt-arshjul", message, "Tabellen i handlingsprogrammet har alle møtene."),)
    if signs := lacking(hjul.texts):
        message = f"Årshjulet viser ikke disse tegnene: {' '.join(signs)}. Skriften i bildet har dem ikke."
        return (Problem("arshjul-uten-tegn", message, "Skriv dem på en annen måte i planen."),)
    return ()


def drawn(style: Style | None, what: Illustration) -> bytes:
    """The PNG of a wheel in a document.

    Raises:
        TemplateError: There is no template for it, or it cannot be used.
    """
    if style is None:
        message = "Malen til årshjulet finnes ikke, men årshjulet skal være med i dokumentet."
        advice = "Lag et eksempel med «dok ny MAPPE --eksempel», og kopier arshjul.svg og arshjul.css derfra."
        raise TemplateError(Problem("mangler-mal", message, advice, Place("templates/arshjul.svg")))
    return png(filled(what.hjul, what.tegning, style, alone=False, fonts=False))


def filled(hjul: Årshjul, drawing: Tegning, style: Style, *, alone: bool, fonts: bool) -> str:
    """A drawing in the words of the template.

    Args:
        hjul: The wheel.
        drawing: Its drawing.
        style: The template, and the style file.
        alone: Whether it has a margin of its own.
        fonts: Whether it brings the wheel's fonts.

    Raises:
        TemplateError: The template cannot be used.
    """
    around = _AROUND if alone else 0.0
    wide, high = drawing.bredde + 2 * around, drawing.høyde + 2 * around
    place = Place(style.name)
    try:
        template, css = (data.decode("utf-8-sig") for data in (style.template, style.css))
        context = {
            "hjul": hjul,
            "tegning": drawing,
            "bredde": number(wide),
            "høyde": number(high),
            "utsnitt": " ".join(map(number, (-around, -around, wide, high))),
            "skrift": _font("Regular") if fonts else "",
            "halvfet": _font("Bold") if fonts else "",
            "stil": css,
        }
        return TemplateEnvironment(StrictUndefined).from_string(template).render(context)
    except TemplateSyntaxError as error:
        message, advice = "Malen har en kode som ikke er skrevet riktig.", f"Se på linje {error.lineno}."
        raise TemplateError(Problem("feil-i-mal", message, advice, place)) from None
    except UnicodeDecodeError:
        message = "Malen eller stilfilen til årshjulet er ikke ren tekst i UTF-8."
        raise TemplateError(Problem("odelagt-mal", message, "Lagre den som UTF-8.", place)) from None
    except UndefinedError as error:
        message = f"En kode i malen kan ikke regnes ut: «{error}»."
        raise TemplateError(Problem("feil-i-mal", message, _FRESH, place)) from None
    except CODE_FAILED as error:
        raise TemplateError(failure(error, place)) from None


@cache
def _font(weight: str) -> str:
    data = (files(__package__ or "") / "fonts" / f"NotoSans-Wheel-{weight}.ttf").read_bytes()
    return base64.b64encode(data).decode()
