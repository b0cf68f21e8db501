"""Meetings that are laid out and that the plan has no more on that day: moved, taken out, or of another body.

`publish` asks for it, so that nothing stays at their addresses as if they were to be held. They are known by
the names of their folders alone, for the plan has forgotten them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan import Gruppe, Møte, Møtefil, Møterad, Plan, slug
from dokumentmaskin.site import Manifest

_DAY: Final = len("2022-03-11")


@dataclass(frozen=True, slots=True)
class Borte:
    """A meeting that is laid out under a name that no meeting has now.

    Attributes:
        navn: The name it is laid out under.
        møte: What is known of it by that name.
        flyttet_til: The same meeting as the plan has it now, when it says that it was moved.
    """

    navn: str
    møte: Møte
    flyttet_til: Møte | None

    @property
    def note(self) -> Problem:
        """What a person is told while its pages still stand there."""
        message = f"Møtet «{self.navn}» er lagt ut, men står ikke på den dagen i planen lenger."
        advice = "Kjør «dok publiser», så sier adressen hvor det er blitt av."
        return Problem("lagt-ut-men-borte", message, advice, Place(f"moter/{self.navn}"))


def departed(plan: Plan, before: Manifest) -> Iterator[Borte]:
    """The meetings that are laid out and gone from the plan.

    Args:
        plan: The open plan.
        before: What is laid out.
    """
    summoned = [møte for møte in plan.møter if møte.kaller_inn]
    there = {møte.navn for møte in summoned}
    moved = {
        _name(day.fra, møte.gruppe): møte for møte in summoned if (day := møte.rad.flyttet_fra) is not None
    }
    bodies = {slug(gruppe.navn): gruppe for gruppe in plan.organisasjon.grupper}
    for own in before.møter:
        if own.møte not in there:
            yield Borte(own.møte, _as_it_was(own.møte, bodies), moved.get(own.møte))


def asked_again(gone: Iterable[Borte], meetings: Iterable[Møte]) -> Iterator[Borte]:
    """Those of which the meeting that they have become is laid out now."""
    names = {møte.navn for møte in meetings}
    return (one for one in gone if one.flyttet_til is not None and one.flyttet_til.navn in names)


def _name(day: date, gruppe: Gruppe) -> str:
    return f"{day}-{slug(gruppe.navn)}"


def _as_it_was(name: str, bodies: dict[str, Gruppe]) -> Møte:
    day, body = name[:_DAY], name[_DAY + 1 :]
    gruppe = bodies.get(body) or Gruppe.model_validate({"navn": body, "slag": "gruppe"})
    row = Møterad.model_validate({"type": "møte", "dato": day})
    file = Møtefil.model_validate({"gruppe": gruppe.navn})
    return Møte(gruppe, int(day[:4]), row, file, None, Place(f"moter/{name}"))
