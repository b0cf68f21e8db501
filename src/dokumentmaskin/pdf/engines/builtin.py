"""The built-in engine: rdocx, which needs no program beside Python."""

from typing import Final

from dokumentmaskin.errors import EngineError, Problem


class BuiltInEngine:
    """Converts with rdocx; the same input gives the same bytes, whatever fonts the machine has."""

    name: Final = "innebygd"

    def convert(self, docx: bytes) -> bytes:
        """Return the tagged PDF/A-2b of a .docx; see `Engine`."""
        import rdocx

        from dokumentmaskin.pdf.engines.rdocxcopy import engine_copy
        from dokumentmaskin.pdf.engines.symbols import EMOJI_FILE, EMOJI_FONT

        try:
            copy = engine_copy(docx)
            document = rdocx.Document.from_bytes(copy.docx)
            if copy.needs_emoji:
                licence = rdocx.FontEmbeddingLicense(authorized=True, identity="OFL-1.1")
                document.embed_font(EMOJI_FONT, EMOJI_FILE, license=licence)
            return bytes(document.to_pdfa_deterministic())
        except Exception as error:
            raise EngineError(_failure(error)) from error
        except BaseException as error:
            # A panic in Rust code reaches Python as an exception beside Exception.
            if type(error).__name__ != "PanicException":
                raise
            raise EngineError(_failure(error)) from error


def _failure(error: BaseException) -> Problem:
    return Problem(
        "pdf-motor-feilet",
        f"Den innebygde PDF-motoren klarte ikke dokumentet: {error}",
        "Åpne dokumentet i Word og lagre det på nytt, eller eksporter PDF-en fra Word.",
    )
