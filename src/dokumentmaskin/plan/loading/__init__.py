"""All files of a workspace's plan, read and held against each other."""

from dokumentmaskin.plan.loading.checks import faults
from dokumentmaskin.plan.loading.loader import load_plan

__all__ = ["faults", "load_plan"]
