"""A text as it stands in a YAML file that dok writes, the same wherever it is written by hand."""

import json
import re
from typing import Final

# What YAML takes for the text that it is wherever it stands in a block; a comma means something in braces.
_PLAIN: Final = re.compile(r"(?!null$)[^\W_](?:[\w @.,+/()&'–-]*[\w.)])?", re.IGNORECASE)


def scalar(text: str) -> str:
    """A text of one line as a person would write it: in quotes only where it could mean something else."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """A text in quotes: JSON's are YAML's, but for the line breaks that only YAML knows."""
    escaped = json.dumps(text, ensure_ascii=False)
    return re.sub("[\u0085\u2028\u2029\ufeff]", lambda sign: f"\\u{ord(sign[0]):04x}", escaped)
