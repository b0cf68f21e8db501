"""Sizes and colours, each written once. Lengths are twips (a twentieth of a point) unless said."""

PAGE_WIDTH = 11906  # A4
PAGE_HEIGHT = 16838
MARGIN = 1304  # 2.3 cm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
CELL_MARGIN = 113  # 2 mm: to the right of what stands in a table
LABEL_WIDTH = 2381  # 4.2 cm: where the value of a fact begins
SIGNED_TO = 7371  # 13 cm: where the line for a signature ends

ACCENT = "1B4F63"  # contrast 8.9:1 on white
MUTED = "4A5A63"  # 7.1:1
WARNING = "8A1F11"  # 9.2:1
RULE = "C5D1D6"
CODE = "767676"  # 4.5:1: the template's own marks, which no finished document holds

FONT = "Calibri"
SYMBOLS = "MS Gothic"  # the font in which Word draws its own checkboxes
