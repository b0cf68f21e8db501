"""What a Word document holds that is not meant for its readers, and the document without it.

Tracked changes, comments, hidden text, and names in the properties (ISO/IEC 29500-1, 17.13 and 17.3.2.41).
"""

from dokumentmaskin.word.traces.walk import Kind as Kind
from dokumentmaskin.word.traces.walk import Trace as Trace
from dokumentmaskin.word.traces.whole import Named as Named
from dokumentmaskin.word.traces.whole import Traces as Traces
from dokumentmaskin.word.traces.whole import accepted as accepted
from dokumentmaskin.word.traces.whole import find_traces as find_traces
