"""What a file that is to be on the web says, place by place, and what of it must not be there.

A file goes in as bytes and a name, findings come out (`look`). Each kind of file has a reader of its own,
other than those that made the file: `pdffile`, `officefile`, `spreadsheet`, `pictures`, `texts`. What is
looked for stands in `numbers` and `contacts`, and what a finding is called in `kinds`. Nothing here knows
what is open; who asks does.
"""

from dokumentmaskin.site.gate.contacts import contacts_in as contacts_in
from dokumentmaskin.site.gate.look import findings as findings
from dokumentmaskin.site.gate.records import Hinder as Hinder
from dokumentmaskin.site.gate.texts import page_lines as page_lines
