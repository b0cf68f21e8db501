"""The package of a meeting: its sources, its contents and its editions."""

from dokumentmaskin.pipeline.package.make import make_package as make_package
from dokumentmaskin.pipeline.package.make import package_and_papers as package_and_papers
from dokumentmaskin.pipeline.package.single import Single as Single
from dokumentmaskin.pipeline.package.single import as_files as as_files
from dokumentmaskin.pipeline.package.sources import Choices as Choices
