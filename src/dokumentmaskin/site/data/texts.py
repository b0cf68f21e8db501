"""A text field of the plan in plain text, for programs that know no Markdown."""

from itertools import count, groupby

from dokumentmaskin.document import Block, parse_text


def plain_text(text: str) -> str:
    """The words of a text, a paragraph or a list item on each line."""
    blocks = parse_text(text)
    lines = [
        line for _, own in groupby(blocks, key=lambda b: (b.list_number, b.level)) for line in _lines([*own])
    ]
    return "\n".join(lines)


def _lines(blocks: list[Block]) -> list[str]:
    numbers = count(blocks[0].start)
    return [_sign(block, numbers) + block.words for block in blocks]


def _sign(block: Block, numbers: "count[int]") -> str:
    if not block.level or not block.first:
        return ""
    return f"{next(numbers)}. " if block.kind == "nummer" else "– "
