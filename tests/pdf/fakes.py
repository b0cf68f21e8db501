"""Engines that fail in the ways that engines do."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from dokumentmaskin.pdf.engines.builtin import BuiltInEngine


@dataclass(frozen=True)
class WordDropper:
    """Converts, but leaves out everything shown by the n-th text operator of the first page."""

    drop: int
    name: str = "taper"

    def convert(self, docx: bytes) -> bytes:
        with pikepdf.open(BytesIO(BuiltInEngine().convert(docx))) as pdf:
            page = pdf.pages[0]
            kept, seen = [], -1
            for step in pikepdf.parse_content_stream(page):
                seen += str(step.operator) == "TJ"
                if str(step.operator) == "TJ" and seen == self.drop:
                    continue
                kept.append(step)
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
            target = BytesIO()
            pdf.save(target)
            return target.getvalue()


@dataclass(frozen=True)
class NoPdf:
    """Returns something that is no PDF."""

    data: bytes = b"ikke en PDF"
    name: str = "tom"

    def convert(self, docx: bytes) -> bytes:
        del docx
        return self.data
