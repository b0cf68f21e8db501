"""The way through the house: from a plan to finished files.

What stands here is imported when it is asked for (PEP 562), so that a command which makes no document
(`les-referat`, `oppfolging`) does not load what makes them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dokumentmaskin.pipeline.calendar import make_calendars as make_calendars
    from dokumentmaskin.pipeline.closing import Points as Points
    from dokumentmaskin.pipeline.closing import close as close
    from dokumentmaskin.pipeline.closing import overview as overview
    from dokumentmaskin.pipeline.control import control_papers as control_papers
    from dokumentmaskin.pipeline.control import control_years as control_years
    from dokumentmaskin.pipeline.documents import make_documents as make_documents
    from dokumentmaskin.pipeline.documents import undo as undo
    from dokumentmaskin.pipeline.jobs import AnyJob as AnyJob
    from dokumentmaskin.pipeline.jobs import case_jobs as case_jobs
    from dokumentmaskin.pipeline.jobs import jobs_for as jobs_for
    from dokumentmaskin.pipeline.jobs import meeting_jobs as meeting_jobs
    from dokumentmaskin.pipeline.jobs import programme_jobs as programme_jobs
    from dokumentmaskin.pipeline.jobs import undated_warnings as undated_warnings
    from dokumentmaskin.pipeline.jobs import whole_year_jobs as whole_year_jobs
    from dokumentmaskin.pipeline.jobs import year_jobs as year_jobs
    from dokumentmaskin.pipeline.kinds import MEDLEMSLISTE as MEDLEMSLISTE
    from dokumentmaskin.pipeline.kinds import SAMLET_HANDLINGSPROGRAM as SAMLET_HANDLINGSPROGRAM
    from dokumentmaskin.pipeline.kinds import kind_named as kind_named
    from dokumentmaskin.pipeline.mail import Linje as Linje
    from dokumentmaskin.pipeline.mail import Mailing as Mailing
    from dokumentmaskin.pipeline.mail import draft_followup as draft_followup
    from dokumentmaskin.pipeline.mail import draft_meeting as draft_meeting
    from dokumentmaskin.pipeline.mail import followup_mailing as followup_mailing
    from dokumentmaskin.pipeline.mail import meeting_mailing as meeting_mailing
    from dokumentmaskin.pipeline.mail import send_letters as send_letters
    from dokumentmaskin.pipeline.members import Import as Import
    from dokumentmaskin.pipeline.members import Medlemsendring as Medlemsendring
    from dokumentmaskin.pipeline.members import compare_file as compare_file
    from dokumentmaskin.pipeline.members import export as export
    from dokumentmaskin.pipeline.members import write as write
    from dokumentmaskin.pipeline.members import year_sheets as year_sheets
    from dokumentmaskin.pipeline.minutes import ReadBack as ReadBack
    from dokumentmaskin.pipeline.minutes import read_back as read_back
    from dokumentmaskin.pipeline.minutes import summary as summary
    from dokumentmaskin.pipeline.package import Choices as Choices
    from dokumentmaskin.pipeline.package import make_package as make_package
    from dokumentmaskin.pipeline.pipeline import Pipeline as Pipeline
    from dokumentmaskin.pipeline.pipeline import planned as planned
    from dokumentmaskin.pipeline.placing import differences as differences
    from dokumentmaskin.pipeline.preview import open_preview as open_preview
    from dokumentmaskin.pipeline.report import Difference as Difference
    from dokumentmaskin.pipeline.report import Report as Report
    from dokumentmaskin.pipeline.servers import keep_password as keep_password
    from dokumentmaskin.pipeline.status import current as current
    from dokumentmaskin.pipeline.upload import Sent as Sent
    from dokumentmaskin.pipeline.upload import send_site as send_site
    from dokumentmaskin.pipeline.upload import target_named as target_named
    from dokumentmaskin.pipeline.website import Sidemelding as Sidemelding
    from dokumentmaskin.pipeline.website import check as check
    from dokumentmaskin.pipeline.website import publish as publish
    from dokumentmaskin.pipeline.wheels import make_wheels as make_wheels
    from dokumentmaskin.pipeline.year import begin_year as begin_year

_HOMES = {
    "calendar": ("make_calendars",),
    "closing": ("Points", "close", "overview"),
    "control": ("control_papers", "control_years"),
    "documents": ("make_documents", "undo"),
    "jobs": (
        "AnyJob",
        "case_jobs",
        "jobs_for",
        "meeting_jobs",
        "programme_jobs",
        "undated_warnings",
        "whole_year_jobs",
        "year_jobs",
    ),
    "kinds": ("MEDLEMSLISTE", "SAMLET_HANDLINGSPROGRAM", "kind_named"),
    "mail": (
        "Linje",
        "Mailing",
        "draft_followup",
        "draft_meeting",
        "followup_mailing",
        "meeting_mailing",
        "send_letters",
    ),
    "members": ("Medlemsendring", "Import", "compare_file", "export", "write", "year_sheets"),
    "minutes": ("ReadBack", "read_back", "summary"),
    "package": ("Choices", "make_package"),
    "pipeline": ("Pipeline", "planned"),
    "placing": ("differences",),
    "preview": ("open_preview",),
    "report": ("Difference", "Report"),
    "servers": ("keep_password",),
    "status": ("current",),
    "upload": ("Sent", "send_site", "target_named"),
    "website": ("Sidemelding", "check", "publish"),
    "wheels": ("make_wheels",),
    "year": ("begin_year",),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
