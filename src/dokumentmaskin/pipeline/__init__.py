"""The way through the house: from a plan to finished files.

What stands here is imported when it is asked for, so that a command which makes no document (`les-referat`,
`oppfolging`) does not load what makes them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from dokumentmaskin.pipeline.documents import Pipeline
    from dokumentmaskin.pipeline.jobs import (
        MEETING_ROLES,
        jobs_for,
        meeting_jobs,
        undated_warnings,
        year_jobs,
    )
    from dokumentmaskin.pipeline.records import File, Job, Report, Role

__all__ = [
    "MEETING_ROLES",
    "File",
    "Job",
    "Pipeline",
    "Report",
    "Role",
    "jobs_for",
    "meeting_jobs",
    "undated_warnings",
    "year_jobs",
]

_MODULES: Final = {"Pipeline": "documents"} | dict.fromkeys(("File", "Job", "Report", "Role"), "records")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'jobs')}"), name)
