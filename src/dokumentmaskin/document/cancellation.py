"""What the template of an avlysning sees: which meeting will not be held, why, and what was sent before."""

from typing import Annotated

from dokumentmaskin.document.context import MøteFelt, meeting_fields
from dokumentmaskin.document.fields import Fellesfelt, common_fields
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.plan import Møte, Plan, next_meeting, sent_day


class Avlysningsmal(Fellesfelt):
    """What the avlysning of a meeting may print."""

    møte: Annotated[MøteFelt, "møtet som er avlyst"]
    grunn: Annotated[str, "hvorfor møtet er avlyst; tom når det ikke er sagt"]
    utsendt: Annotated[str, "dagen innkallingen ble sendt ut; tom når ingen har sagt det"]
    neste_møte: Annotated[str, "datoen for neste møte"]


def cancellation_context(plan: Plan, møte: Møte, title: str, marks: Marks) -> dict[str, object]:
    """Everything that the avlysning of a meeting may print; the title has `{}` for its date."""
    språk = plan.språk_of(møte.gruppe)
    sent, after = sent_day(plan, møte), next_meeting(plan, møte)
    seen: Avlysningsmal = {
        **common_fields(plan, møte.gruppe, møte.dato.fra, title.format(språk.title_date(møte.dato)), marks),
        "møte": meeting_fields(plan, møte, marks),
        "grunn": møte.rad.avlyst or "",
        "utsendt": språk.day(sent) if sent else "",
        "neste_møte": språk.meeting_date(after.dato) if after else "",
    }
    return dict(seen)
