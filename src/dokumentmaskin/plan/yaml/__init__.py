"""YAML read with every scalar as written and its position; what to say of a file that is broken.

Read `reader` first. Before it comes `source`, from bytes to text; `advice` is for a file that cannot be read.
"""

from dokumentmaskin.plan.yaml.reader import FieldPath, YamlDocument, field_name, parse_yaml, read_yaml
from dokumentmaskin.plan.yaml.source import FORBIDDEN, decode_file

__all__ = ["FORBIDDEN", "FieldPath", "YamlDocument", "decode_file", "field_name", "parse_yaml", "read_yaml"]
