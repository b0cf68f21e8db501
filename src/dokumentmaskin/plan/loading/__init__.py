"""All files of a workspace's plan, read and held against each other.

Read `loader` first; `checks` says what the files must agree on, their papers and links too.
"""

from dokumentmaskin.plan.loading.checks import faults as faults
from dokumentmaskin.plan.loading.folders import MEMBERS as MEMBERS
from dokumentmaskin.plan.loading.groups import check_groups as check_groups
from dokumentmaskin.plan.loading.loader import MissingPapersError as MissingPapersError
from dokumentmaskin.plan.loading.loader import load_plan as load_plan
from dokumentmaskin.plan.loading.members import check_member as check_member
from dokumentmaskin.plan.loading.pictures import read_picture as read_picture
