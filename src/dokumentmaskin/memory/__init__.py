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

from dokumentmaskin.memory.files import file_fingerprint, fingerprint, reason, write_atomically

__all__ = ["file_fingerprint", "fingerprint", "reason", "write_atomically"]
