"""What a year needs beside its papers: copies of what was adopted, and the year that comes after it."""

from dokumentmaskin.pipeline.year.adopting import keep_adopted as keep_adopted
from dokumentmaskin.pipeline.year.beginning import begin_year as begin_year
