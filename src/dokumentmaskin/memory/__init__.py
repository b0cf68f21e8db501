"""What dok remembers of what it has written: plain files in `.dok/`, which may be deleted at any time.

Without them every document counts as a person's, which is the safe side. Nothing here imports more than
the standard library (and filelock, when something is written), for `dok bygg` asks whether there is
anything to do before it loads anything else. For the same reason only what everyone needs of files can be
had from here.

    files      how files are known, and written whole or not at all
    facts      what is remembered of a file that dok alone writes
    states     what is remembered of a Word document
    kept       the files that are kept of one
    documents  what one was made from, and how it is replaced
    lock       one run at a time in an output folder
    builds     whether anything that a year's build has read or written has changed
"""

from typing import TYPE_CHECKING

from dokumentmaskin.faces import loaded_when_asked

if TYPE_CHECKING:
    from dokumentmaskin.memory.builds import program_fingerprint, remember_build, unchanged_build
    from dokumentmaskin.memory.documents import (
        Content,
        laid_beside,
        last_copy,
        look,
        look_at_copy,
        replace_document,
        settle,
    )
    from dokumentmaskin.memory.facts import Facts, recall, remember
    from dokumentmaskin.memory.files import (
        FOLDER,
        file_fingerprint,
        fingerprint,
        read_content,
        reason,
        sweep,
        write_atomically,
    )
    from dokumentmaskin.memory.lock import held, only_one
    from dokumentmaskin.memory.states import Copy

__all__ = [
    "FOLDER",
    "Content",
    "Copy",
    "Facts",
    "file_fingerprint",
    "fingerprint",
    "held",
    "laid_beside",
    "last_copy",
    "look",
    "look_at_copy",
    "only_one",
    "program_fingerprint",
    "read_content",
    "reason",
    "recall",
    "remember",
    "remember_build",
    "replace_document",
    "settle",
    "sweep",
    "unchanged_build",
    "write_atomically",
]

if not TYPE_CHECKING:
    __getattr__ = loaded_when_asked(
        __name__,
        {
            "builds": ("program_fingerprint", "remember_build", "unchanged_build"),
            "documents": (
                "Content",
                "laid_beside",
                "last_copy",
                "look",
                "look_at_copy",
                "replace_document",
                "settle",
            ),
            "facts": ("Facts", "recall", "remember"),
            "files": (
                "FOLDER",
                "file_fingerprint",
                "fingerprint",
                "read_content",
                "reason",
                "sweep",
                "write_atomically",
            ),
            "lock": ("held", "only_one"),
            "states": ("Copy",),
        },
    )
