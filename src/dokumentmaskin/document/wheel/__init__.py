"""The year wheel: a year's events as a picture, and as the records that its equal table is made of.

Read `events` first: the picture and the table are made of these and nothing else. `layout` says how the
picture is put together of `circle` (with `rings` and `marks`), `labels` and `legend`; `drawing` makes SVG of
it by the secretariat's own template and style, `raster` a PNG of that.
"""

from dokumentmaskin.document.wheel.drawing import Style as Style
from dokumentmaskin.document.wheel.drawing import drawn as drawn
from dokumentmaskin.document.wheel.drawing import illustration as illustration
from dokumentmaskin.document.wheel.drawing import svg as svg
from dokumentmaskin.document.wheel.drawing import wheel_told as wheel_told
from dokumentmaskin.document.wheel.events import Hendelse as Hendelse
from dokumentmaskin.document.wheel.events import Årshjul as Årshjul
from dokumentmaskin.document.wheel.events import year_wheel as year_wheel
from dokumentmaskin.document.wheel.inline import inline as inline
from dokumentmaskin.document.wheel.raster import png as png
