"""Sizes and colours, each written once. Lengths are twips (a twentieth of a point) unless said.

The page is one system. Every height is a whole number of `STEP`, six of which are a line of running text, so
that pages keep one rhythm. Running text is `MEASURE` wide, which is 60 to 75 letters of it; tables and
headings take the whole width. What has a label begins its value at `AXIS`, as second columns of tables do.
"""

PAGE_WIDTH = 11906  # A4
PAGE_HEIGHT = 16838
MARGIN = 1304  # 2.3 cm
TOP = 1138
BOTTOM = 1300  # what is between them is 288 steps high: 48 lines
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
MEASURE = 6860  # 12.1 cm: the width of running text
BESIDE = TEXT_WIDTH - MEASURE  # what running text leaves free to its right
AXIS = 2381  # 4.2 cm: where the value of a fact begins
SIGNED_TO = 6500  # 11.5 cm: where the line for a signature ends
CELL_MARGIN = 142  # 2.5 mm: to the right of what stands in a table

STEP = 50  # 2.5 pt
LINE = 6 * STEP  # of running text
TABLE_LINE = 5 * STEP
CELL_PADDING = STEP  # above and below: a row of one line is seven steps high

ACCENT = "1B4F63"  # contrast 8.9:1 on white; printed in black and white it is 73 % grey
MUTED = "4A5A63"  # 7.1:1
WARNING = "8A1F11"  # 9.2:1
RULE = "A9B8BF"  # thin lines between rows: seen also in black and white print
CODE = "767676"  # 4.5:1: the template's own marks, which no finished document holds

FONT = "Calibri"
SYMBOLS = "MS Gothic"  # the font in which Word draws its own checkboxes
