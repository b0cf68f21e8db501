"""The package of a meeting: its sources, its contents and its editions."""

from dokumentmaskin.pipeline.package.make import Choices, make_package

__all__ = ["Choices", "make_package"]
