"""The way through the house: from a plan to finished files.

What stands here is imported when it is asked for, so that a command which makes no document (`les-referat`,
`oppfolging`) does not load what makes them.
"""

from typing import TYPE_CHECKING

from dokumentmaskin.faces import loaded_when_asked

if TYPE_CHECKING:
    from dokumentmaskin.pipeline.closing import Overview, close, overview
    from dokumentmaskin.pipeline.comparing import Difference, differences
    from dokumentmaskin.pipeline.documents import make_documents
    from dokumentmaskin.pipeline.jobs import (
        AnyJob,
        jobs_for,
        meeting_jobs,
        programme_jobs,
        undated_warnings,
        year_jobs,
    )
    from dokumentmaskin.pipeline.kinds import kind_named
    from dokumentmaskin.pipeline.minutes import ReadBack, read_back, summary
    from dokumentmaskin.pipeline.package import Choices, make_package
    from dokumentmaskin.pipeline.pipeline import Pipeline
    from dokumentmaskin.pipeline.report import Report
    from dokumentmaskin.pipeline.undoing import undo

__all__ = [
    "AnyJob",
    "Choices",
    "Difference",
    "Overview",
    "Pipeline",
    "ReadBack",
    "Report",
    "close",
    "differences",
    "jobs_for",
    "kind_named",
    "make_documents",
    "make_package",
    "meeting_jobs",
    "overview",
    "programme_jobs",
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
            "documents": ("make_documents",),
            "jobs": ("AnyJob", "jobs_for", "meeting_jobs", "programme_jobs", "undated_warnings", "year_jobs"),
            "kinds": ("kind_named",),
            "minutes": ("ReadBack", "read_back", "summary"),
            "package": ("Choices", "make_package"),
            "pipeline": ("Pipeline",),
            "report": ("Report",),
            "undoing": ("undo",),
        },
    )
