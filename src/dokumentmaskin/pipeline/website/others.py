"""The meetings that lie there and are not laid out now: what the plan says of them, and their neighbours.

`publish` asks for it, with what has been laid out so far. Their files stay as they are. When the plan says
something else of one now, a note names the command; when a neighbour has come, its page leads to that.
"""

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256

from dokumentmaskin.errors import Place, Problem
from dokumentmaskin.plan import Møte, Plan, next_meeting, previous_meeting
from dokumentmaskin.site import Utlegg


def said_of(plan: Plan, møte: Møte) -> str:
    """What the plan says of a meeting alone, as a fingerprint: its row, its own file, and its minutes.

    What is of all pages, as who publishes them, is left out: that is no news of one meeting.

    Args:
        plan: The open plan.
        møte: The meeting in it.
    """
    records = (møte.rad, møte.fil, møte.referat)
    said = [record.model_dump_json(exclude_defaults=True) if record else "" for record in records]
    return sha256("\n".join((plan.språk_of(møte.gruppe).kode, *said)).encode()).hexdigest()


def changed(plan: Plan, laid_out: Mapping[str, Utlegg], again: Collection[str]) -> Iterator[Problem]:
    """A note of each meeting that the plan says something else of than when it was laid out.

    Args:
        plan: The open plan.
        laid_out: What is laid out of each meeting.
        again: The names of those that are laid out now.
    """
    for name, own in laid_out.items():
        møte = plan.named(name)
        if name not in again and møte is not None and own.avtrykk and own.avtrykk != said_of(plan, møte):
            message = f"Planen sier noe annet om møtet «{name}» nå enn da det ble lagt ut."
            advice = f"Kjør «dok publiser {plan.asked(møte)}»."
            yield Problem("lagt-ut-og-endret", message, advice, Place(f"moter/{name}"))


def neighbours(
    plan: Plan, new: Collection[str], laid_out: Mapping[str, Utlegg], again: Collection[str]
) -> Iterator[tuple[Møte, Utlegg]]:
    """The meetings before and after those that are laid out for the first time.

    Args:
        plan: The open plan.
        new: The names of those that were not laid out before.
        laid_out: What is laid out of each meeting.
        again: The names of those that are laid out now, whose pages are made anyway.

    Yields:
        Each that the plan says the same of as when it was laid out, with what is laid out of it.
    """
    arrived = [møte for name in sorted(new) if (møte := plan.named(name)) is not None]
    beside = [other for møte in arrived for other in (previous_meeting(plan, møte), next_meeting(plan, møte))]
    known = {møte.navn: møte for møte in beside if møte is not None and møte.navn not in again}
    for name, møte in known.items():
        own = laid_out.get(name)
        if own is not None and own.avtrykk == said_of(plan, møte):
            yield møte, own
