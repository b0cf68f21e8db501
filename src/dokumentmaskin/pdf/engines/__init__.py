"""The programs that make a PDF of a .docx, and the copies of it that each is given."""

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine
from dokumentmaskin.pdf.engines.choice import choose_engines
from dokumentmaskin.pdf.engines.libreoffice import CALC, IMPRESS, WRITER, LibreOfficeEngine
from dokumentmaskin.pdf.engines.symbols import split_run

__all__ = ["CALC", "IMPRESS", "WRITER", "BuiltInEngine", "LibreOfficeEngine", "choose_engines", "split_run"]
