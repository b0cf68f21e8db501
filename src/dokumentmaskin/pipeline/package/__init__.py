"""The package of a meeting: its sources, its contents and its editions."""

from dokumentmaskin.pipeline.package.make import make_package as make_package
from dokumentmaskin.pipeline.package.sources import Choices as Choices
