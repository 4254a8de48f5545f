"""`manyi policy schema`: the JSON Schema of policy.yaml, for editors that complete and check while one types."""

from manyi.commands.shape import command
from manyi.commands.voice import Voice


@command("schema", en="Print the JSON Schema of policy.yaml.", zh="打印 policy.yaml 的 JSON Schema。")
def schema(voice: Voice) -> None:
    """The same with and without --json: a schema is JSON."""
    from manyi.engine.policy.schema import json_schema

    voice.as_json = True
    voice.result(json_schema(), "")
