"""The fixed words of the documents, in bokmål and nynorsk."""

from dokumentmaskin.plan.words.language import BOKMÅL, NYNORSK, Språk, language

__all__ = ["BOKMÅL", "NYNORSK", "Språk", "language"]
