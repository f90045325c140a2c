"""Codings to files: the table of formats."""

from dateline.write.door import WRITERS, Format, write
from dateline.write.jsonl import coding_to_dict, schema, to_json_line

__all__ = ["WRITERS", "Format", "coding_to_dict", "schema", "to_json_line", "write"]
