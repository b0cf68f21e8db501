"""What goes into a package and what comes out of it."""

from dataclasses import dataclass

from pikepdf import Pdf


@dataclass(frozen=True, slots=True)
class Part:
    """A PDF that goes into a package.

    Attributes:
        pdf: The open file; joining reads it and changes nothing in it. It must have no form left.
        title: What its bookmark and its place in the structure are called.
        language: Its language (BCP 47); empty takes what the file itself says.
        under: The bookmarks that it stands under, outermost first; parts that follow each other share them.
        label: What its page labels begin with, as «3.2-»; without it, pages are called by their
            number in the package.
        addresses: What a link may call it: a file's relative path, or an address made up for the package.
    """

    pdf: Pdf
    title: str
    language: str = ""
    under: tuple[str, ...] = ()
    label: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link or bookmark that led nowhere a reader of the package could go, and is there no more.

    Attributes:
        part: The index of the part that had it.
        page: The number of its page in that part, from 1; 1 for a bookmark.
        target: What it led to, as far as it said; the title of a bookmark.
    """

    part: int
    page: int
    target: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A package.

    Attributes:
        data: The bytes of the file.
        pages: Its number of pages.
        first_pages: The number in the package of each part's first page, from 1.
        lost_links: The links that had to be given up.
    """

    data: bytes
    pages: int
    first_pages: tuple[int, ...]
    lost_links: tuple[LostLink, ...] = ()
