"""The codes of a template: what they may do, where they stand, and what is wrong with one.

`environment` is the sandbox that Word templates, HTML templates and the year wheel's all run in, `bounds`
what it may use of time and memory. `faults` says in the author's words what is wrong, `turns` knows what of
a render stands inside which turn of a loop.
"""

from dokumentmaskin.document.codes.bounds import FailedCodeError as FailedCodeError
from dokumentmaskin.document.codes.environment import CODE_FAILED as CODE_FAILED
from dokumentmaskin.document.codes.environment import TemplateEnvironment as TemplateEnvironment
from dokumentmaskin.document.codes.environment import TurnsEnvironment as TurnsEnvironment
from dokumentmaskin.document.codes.faults import failure as failure
from dokumentmaskin.document.codes.faults import fault as fault
from dokumentmaskin.document.codes.faults import slips as slips
from dokumentmaskin.document.codes.own import counted_lists as counted_lists
from dokumentmaskin.document.codes.preparing import cleaned as cleaned
from dokumentmaskin.document.codes.preparing import prepared as prepared
from dokumentmaskin.document.codes.soundness import unsound as unsound
from dokumentmaskin.document.codes.turns import PROPERTIES as PROPERTIES
from dokumentmaskin.document.codes.turns import Turns as Turns
