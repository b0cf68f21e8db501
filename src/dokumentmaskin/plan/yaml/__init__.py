"""YAML read with every scalar as written and its position; what to say of a file that is broken.

Read `reader` first. Before it comes `source`, from bytes to text; `advice` is for a file that cannot be read.
"""

from dokumentmaskin.plan.yaml.editing import Add as Add
from dokumentmaskin.plan.yaml.editing import Put as Put
from dokumentmaskin.plan.yaml.editing import UnwritableError as UnwritableError
from dokumentmaskin.plan.yaml.editing import edited as edited
from dokumentmaskin.plan.yaml.reader import FieldPath as FieldPath
from dokumentmaskin.plan.yaml.reader import YamlDocument as YamlDocument
from dokumentmaskin.plan.yaml.reader import field_name as field_name
from dokumentmaskin.plan.yaml.reader import parse_yaml as parse_yaml
from dokumentmaskin.plan.yaml.reader import read_yaml as read_yaml
from dokumentmaskin.plan.yaml.scalars import quoted as quoted
from dokumentmaskin.plan.yaml.scalars import scalar as scalar
from dokumentmaskin.plan.yaml.source import FORBIDDEN as FORBIDDEN
from dokumentmaskin.plan.yaml.source import decode_file as decode_file
