"""The way through the house: from a plan to finished files.

What stands here is imported when it is asked for, so that a command which makes no document (`les-referat`,
`oppfolging`) does not load what makes them.
"""

from typing import TYPE_CHECKING

from dokumentmaskin.faces import loaded_when_asked

if TYPE_CHECKING:
    from dokumentmaskin.pipeline.closing import Overview, close, overview
    from dokumentmaskin.pipeline.comparing import Difference, differences
    from dokumentmaskin.pipeline.documents import Pipeline
    from dokumentmaskin.pipeline.jobs import jobs_for, meeting_jobs, undated_warnings, year_jobs
    from dokumentmaskin.pipeline.minutes import ReadBack, read_back, summary
    from dokumentmaskin.pipeline.package import Choices, make_package
    from dokumentmaskin.pipeline.report import Job, Report, Role
    from dokumentmaskin.pipeline.undoing import undo

__all__ = [
    "Choices",
    "Difference",
    "Job",
    "Overview",
    "Pipeline",
    "ReadBack",
    "Report",
    "Role",
    "close",
    "differences",
    "jobs_for",
    "make_package",
    "meeting_jobs",
    "overview",
    "read_back",
    "summary",
    "undated_warnings",
    "undo",
    "year_jobs",
]

if not TYPE_CHECKING:
    __getattr__ = loaded_when_asked(
        __name__,
        {
            "closing": ("Overview", "close", "overview"),
            "comparing": ("Difference", "differences"),
            "documents": ("Pipeline",),
            "jobs": ("jobs_for", "meeting_jobs", "undated_warnings", "year_jobs"),
            "minutes": ("ReadBack", "read_back", "summary"),
            "package": ("Choices", "make_package"),
            "report": ("Job", "Report", "Role"),
            "undoing": ("undo",),
        },
    )
