"""All files of a workspace's plan, read and held against each other."""

from dokumentmaskin.plan.loading.loader import load_plan
from dokumentmaskin.plan.loading.minutes_checks import faults

__all__ = ["faults", "load_plan"]
