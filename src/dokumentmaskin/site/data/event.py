"""A meeting as schema.org's Event, in its page: what search engines and calendars read.

The link to the video meeting is never in it: the open plan has none.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup

from dokumentmaskin.document import row_name
from dokumentmaskin.plan import Møte, Plan, body_title, case_anchor
from dokumentmaskin.site.addresses import absolute, meeting_page, public_link
from dokumentmaskin.site.records import Fil, Utlegg

_SCHEMA: Final = "https://schema.org"
_WAYS: Final = {"digitalt": "Online", "fysisk": "Offline", "hybrid": "Mixed"}
# What ends a script or begins another, and what JavaScript once took for the end of a line.
_ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def meeting_event(plan: Plan, møte: Møte, laid_out: Utlegg) -> Markup:
    """The JSON-LD of a meeting, safe within a script element.

    Args:
        plan: The open plan.
        møte: The meeting in it.
        laid_out: What is laid out of it.
    """
    data = {name: value for name, value in _event(plan, møte, laid_out) if value not in ("", None, [])}
    return Markup(json.dumps(data, ensure_ascii=False, indent=1).translate(_ESCAPED))  # noqa: S704 - escaped


def _event(plan: Plan, møte: Møte, laid_out: Utlegg) -> Iterator[tuple[str, Any]]:
    språk, page = plan.språk_of(møte.gruppe), meeting_page(møte)
    public = plan.organisasjon.publisering.adresse
    yield "@context", _SCHEMA
    yield "@type", "Event"
    yield "name", f"{row_name(språk, møte)}, {body_title(møte.gruppe, språk)}"
    yield "inLanguage", språk.kode
    yield "url", absolute(public, page)
    begins, ends = moments(møte)
    yield "startDate", begins
    yield "endDate", ends
    yield "eventStatus", f"{_SCHEMA}/{_status(møte)}"
    before = møte.rad.flyttet_fra
    yield "previousStartDate", before.fra.isoformat() if before is not None and before.dag_satt else ""
    way = _WAYS.get(møte.rad.form or "")
    yield "eventAttendanceMode", f"{_SCHEMA}/{way}EventAttendanceMode" if way else ""
    yield "location", _location(møte)
    yield "organizer", _organizer(plan)
    yield (
        "about",
        [
            _case(public, page, sak.nummer, f"{språk.sak.format(sak.nummer)}: {sak.tittel}")
            for sak in laid_out.saker
        ],
    )
    papers = (fil for fil in laid_out.filer if fil.adresse.endswith(".pdf") and fil.rolle != "tidligere")
    yield "subjectOf", [_paper(public, page, fil) for fil in papers]


def moments(møte: Møte) -> tuple[str, str]:
    """When a meeting begins and ends, ISO 8601: a day, or a moment in Oslo; an end when somebody says it."""
    begins, ends = møte.øyeblikk or (møte.dato.fra, møte.dato.til)
    return begins.isoformat(), ends.isoformat() if ends else ""


def _status(møte: Møte) -> str:
    if møte.er_avlyst:
        return "EventCancelled"
    return "EventRescheduled" if møte.rad.flyttet_fra is not None else "EventScheduled"


def _location(møte: Møte) -> dict[str, str] | None:
    """Where it is; a place that is only on the web has a name, and no address that leads into the meeting."""
    if møte.rad.form == "digitalt":
        return {"@type": "VirtualLocation", **({"name": møte.møtested} if møte.møtested else {})}
    return {"@type": "Place", "name": møte.møtested} if møte.møtested else None


def _organizer(plan: Plan) -> dict[str, str]:
    own = plan.organisasjon
    return {"@type": "Organization", "name": own.navn, **({"url": own.nettsted} if own.nettsted else {})}


def _case(public: str, page: str, number: str, name: str) -> dict[str, str]:
    anchor = f"#{case_anchor(number)}"
    return {"@type": "Thing", "name": name, "url": absolute(public, page) + anchor}


def _paper(public: str, page: str, fil: Fil) -> dict[str, str]:
    size = {"contentSize": f"{fil.størrelse} B"} if fil.størrelse else {}
    return {
        "@type": "DigitalDocument",
        "name": fil.tittel,
        "url": public_link(public, page, fil.adresse),
        "encodingFormat": "application/pdf",
        **size,
    }
