"""What every PDF gets before it is checked: language, links, structure, metadata."""

from dokumentmaskin.pdf.finish.backgrounds import with_backgrounds_marked
from dokumentmaskin.pdf.finish.finish import finish_pdf, finish_untagged, saved
from dokumentmaskin.pdf.finish.metadata import Claims, write_metadata
from dokumentmaskin.pdf.finish.properties import (
    Properties,
    read_office_properties,
    read_properties,
)

__all__ = [
    "Claims",
    "Properties",
    "finish_pdf",
    "finish_untagged",
    "read_office_properties",
    "read_properties",
    "saved",
    "with_backgrounds_marked",
    "write_metadata",
]
