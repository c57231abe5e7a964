"""Says `valid`, or what is wrong, of the report on standard input; the argument is the schema."""
import json
import sys

import jsonschema

schema = json.load(open(sys.argv[1]))
if "$defs" in schema and "report" in schema["$defs"]:
    schema = {"$defs": schema["$defs"], "$ref": "#/$defs/report"}
problems = list(jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)))
print("\n".join(f"{p.json_path}: {p.message[:200]}" for p in problems) or "valid")
