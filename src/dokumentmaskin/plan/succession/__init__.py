"""The next year, from this one. `proposals` finds the days, `files` writes them as a person would."""

from dokumentmaskin.plan.succession.files import year_files as year_files
from dokumentmaskin.plan.succession.proposals import proposals as proposals
