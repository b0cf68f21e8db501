"""What the template sees of a page that stands on the site where a document or a paper was."""

from typing import Annotated

from dokumentmaskin.document.context import MøteFelt, meeting_fields
from dokumentmaskin.document.fields import Fellesfelt, common_fields
from dokumentmaskin.document.richtext import Marks
from dokumentmaskin.plan import Møte, Plan


class Trukketmal(Fellesfelt):
    """What the page may print."""

    møte: Annotated[MøteFelt, "møtet som det hørte til"]
    papir: Annotated[str, "hva det som er trukket, het"]


def withdrawal_context(plan: Plan, møte: Møte, title: str, papir: str, marks: Marks) -> dict[str, object]:
    """Everything that the page may print; the title is the page's own."""
    seen: Trukketmal = {
        **common_fields(plan, møte.gruppe, møte.dato.fra, title, marks),
        "møte": meeting_fields(plan, møte, marks),
        "papir": papir,
    }
    return dict(seen)
