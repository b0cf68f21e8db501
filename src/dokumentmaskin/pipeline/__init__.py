"""The way through the house: from a plan to finished files."""

from dokumentmaskin.pipeline.documents import Pipeline
from dokumentmaskin.pipeline.jobs import MEETING_ROLES, jobs_for, meeting_jobs, undated_warnings, year_jobs
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
