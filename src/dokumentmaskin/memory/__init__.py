"""What dok remembers of what it has written: plain files in `.dok/`, which may be deleted at any time.

Without them every document counts as a person's, which is the safe side. Nothing here imports more than
the standard library (and filelock, when something is written), for `dok bygg` asks whether there is
anything to do before it loads anything else.
"""

from dokumentmaskin.memory.builds import program_fingerprint as program_fingerprint
from dokumentmaskin.memory.builds import remember_answer as remember_answer
from dokumentmaskin.memory.builds import remember_build as remember_build
from dokumentmaskin.memory.builds import remembered_answer as remembered_answer
from dokumentmaskin.memory.builds import unchanged_build as unchanged_build
from dokumentmaskin.memory.builds import workspace_state as workspace_state
from dokumentmaskin.memory.documents import Content as Content
from dokumentmaskin.memory.documents import Copy as Copy
from dokumentmaskin.memory.documents import laid_beside as laid_beside
from dokumentmaskin.memory.documents import last_copy as last_copy
from dokumentmaskin.memory.documents import look as look
from dokumentmaskin.memory.documents import look_at_copy as look_at_copy
from dokumentmaskin.memory.documents import remembered_renders as remembered_renders
from dokumentmaskin.memory.documents import replace_document as replace_document
from dokumentmaskin.memory.documents import settle as settle
from dokumentmaskin.memory.files import FOLDER as FOLDER
from dokumentmaskin.memory.files import Facts as Facts
from dokumentmaskin.memory.files import as_parts as as_parts
from dokumentmaskin.memory.files import changed_parts as changed_parts
from dokumentmaskin.memory.files import file_fingerprint as file_fingerprint
from dokumentmaskin.memory.files import fingerprint as fingerprint
from dokumentmaskin.memory.files import held as held
from dokumentmaskin.memory.files import only_one as only_one
from dokumentmaskin.memory.files import read_content as read_content
from dokumentmaskin.memory.files import reason as reason
from dokumentmaskin.memory.files import recall as recall
from dokumentmaskin.memory.files import remember as remember
from dokumentmaskin.memory.files import remove as remove
from dokumentmaskin.memory.files import sweep as sweep
from dokumentmaskin.memory.files import unwritable as unwritable
from dokumentmaskin.memory.files import write_atomically as write_atomically
