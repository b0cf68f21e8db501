"""What a Word document holds that is not meant for its readers, and the document without it.

Tracked changes, comments, hidden text, and names in the properties (ISO/IEC 29500-1, 17.13 and 17.3.2.41).
"""

from dokumentmaskin.word.traces.trace import Kind, Named, Trace, Traces
from dokumentmaskin.word.traces.whole import accepted, find_traces

__all__ = ["Kind", "Named", "Trace", "Traces", "accepted", "find_traces"]
