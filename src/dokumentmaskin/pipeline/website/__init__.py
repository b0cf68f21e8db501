"""The way to the website: what is open of meetings gathered, checked, and laid out in one folder."""

from dokumentmaskin.pipeline.website.checking import check as check
from dokumentmaskin.pipeline.website.publish import Sidemelding as Sidemelding
from dokumentmaskin.pipeline.website.publish import publish as publish
