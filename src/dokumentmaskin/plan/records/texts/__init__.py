"""What the texts of a plan may hold: links that lead somewhere, and Markdown that a document can show."""

from dokumentmaskin.plan.records.texts.links import broken_links as broken_links
from dokumentmaskin.plan.records.texts.links import is_path as is_path
from dokumentmaskin.plan.records.texts.links import is_web_address as is_web_address
from dokumentmaskin.plan.records.texts.links import link_targets as link_targets
from dokumentmaskin.plan.records.texts.links import pictures as pictures
from dokumentmaskin.plan.records.texts.links import spellings as spellings
from dokumentmaskin.plan.records.texts.markup import unsupported as unsupported
