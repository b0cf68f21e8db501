"""Where the meetings stand, and what to do now.

All is read from what is there: the plan, the files and what dok remembers of them, and the day that is given.
Nothing of it has to be set by a person. `papers` looks at the files of a meeting, `steps` finds what comes
next, and `standing` puts it together for `dok status`.
"""

from dokumentmaskin.pipeline.status.standing import current as current
