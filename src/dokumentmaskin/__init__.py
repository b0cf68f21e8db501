"""From a year plan in YAML to a secretariat's Word documents and accessible PDFs."""

__version__ = "0.1.0"
