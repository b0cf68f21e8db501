"""Many PDFs made into one that keeps what each was. Read `join` first; its table lists the others."""

from dokumentmaskin.bundle.joining.destinations import Part as Part
from dokumentmaskin.bundle.joining.join import Joined as Joined
from dokumentmaskin.bundle.joining.join import LostLink as LostLink
from dokumentmaskin.bundle.joining.join import join as join
from dokumentmaskin.bundle.joining.written import linearise as linearise
