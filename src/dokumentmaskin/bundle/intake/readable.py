"""What a reader gets from a PDF that comes from elsewhere: a structure, or only text, or not even that."""

from collections.abc import Iterator

from pikepdf import Array, OutlineItem, Pdf


def pages_without_text(data: bytes) -> tuple[int, ...]:
    """The numbers, from 1, of the pages that hold something to see and no text.

    Args:
        data: A PDF that needs no password.
    """
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        return tuple(
            index + 1
            for index in range(len(document))
            if not document[index].get_textpage().count_chars()
            and any(document[index].get_objects(max_depth=1))
        )


def bookmarks(pdf: Pdf) -> Iterator[tuple[str, int]]:
    """The title of each bookmark that holds a place in the file, and the number of its page, from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    pending: list[OutlineItem] = list(reversed(pdf.open_outline().root))
    while pending:
        item = pending.pop()
        pending += reversed(item.children)
        place = item.destination
        number = numbers.get(place[0].objgen) if isinstance(place, Array) and len(place) else None
        if number is not None:
            yield item.title, number
