"""The second fence: before an open file is written, it is held against everything that is withheld.

The first one is that an open file is made of the open plan and open papers alone. This one asks nothing of
how the file was made. What became exempt after it was open is known by what dok remembers.
"""

from dokumentmaskin.pipeline.fence.earlier import let_through as let_through
from dokumentmaskin.pipeline.fence.earlier import take_in as take_in
from dokumentmaskin.pipeline.fence.fence import Fence as Fence
from dokumentmaskin.pipeline.fence.remembered import remember_cases as remember_cases
from dokumentmaskin.pipeline.fence.sought import Closed as Closed
from dokumentmaskin.pipeline.fence.sought import Secret as Secret
