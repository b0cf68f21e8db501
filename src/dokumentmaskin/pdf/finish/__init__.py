"""What every PDF gets before it is checked: language, links, structure, metadata."""

from dokumentmaskin.pdf.finish.finish import finish_pdf as finish_pdf
from dokumentmaskin.pdf.finish.finish import finish_untagged as finish_untagged
from dokumentmaskin.pdf.finish.finish import saved as saved
from dokumentmaskin.pdf.finish.finish import with_backgrounds_marked as with_backgrounds_marked
from dokumentmaskin.pdf.finish.lead import lead as lead
from dokumentmaskin.pdf.finish.metadata import Claims as Claims
from dokumentmaskin.pdf.finish.metadata import write_metadata as write_metadata
from dokumentmaskin.pdf.finish.properties import NO_TITLE as NO_TITLE
from dokumentmaskin.pdf.finish.properties import Properties as Properties
from dokumentmaskin.pdf.finish.properties import read_office_properties as read_office_properties
from dokumentmaskin.pdf.finish.properties import read_properties as read_properties
