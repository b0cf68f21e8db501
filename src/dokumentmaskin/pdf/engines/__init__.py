"""The programs that make a PDF of a .docx, and the copies of it that each is given."""

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine as BuiltInEngine
from dokumentmaskin.pdf.engines.choice import choose_engines as choose_engines
from dokumentmaskin.pdf.engines.libreoffice import CALC as CALC
from dokumentmaskin.pdf.engines.libreoffice import IMPRESS as IMPRESS
from dokumentmaskin.pdf.engines.libreoffice import WRITER as WRITER
from dokumentmaskin.pdf.engines.libreoffice import LibreOfficeEngine as LibreOfficeEngine
from dokumentmaskin.pdf.engines.symbols import split_run as split_run
