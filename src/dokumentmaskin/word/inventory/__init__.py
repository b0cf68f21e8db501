"""What a Word file shows besides running text, and where: pictures, objects, charts, shapes, text boxes."""

from dokumentmaskin.word.inventory.drawn import chart_texts as chart_texts
from dokumentmaskin.word.inventory.reading import read_inventory as read_inventory
from dokumentmaskin.word.inventory.records import Kind as Kind
from dokumentmaskin.word.inventory.records import Thing as Thing
