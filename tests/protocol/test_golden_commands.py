"""Every example of a command is one that the server takes, and every command has an example."""

import pytest

from livechat import errors
from livechat.protocol.commands import STAFF_COMMANDS, VISITOR_COMMANDS, envelope, validate

from . import golden

TABLES = {"visitor": VISITOR_COMMANDS, "staff": STAFF_COMMANDS}
COMMANDS = golden.of("command")


@pytest.mark.parametrize("file", COMMANDS)
def test_the_server_takes_the_example(file):
    example = COMMANDS[file]
    for audience in example["audience"]:
        data, kind, _ref = envelope(example["frame"])
        assert kind == example["name"]
        command = validate(TABLES[audience], kind, data)
        # What the model does not know would be ignored without a word.
        assert set(data) - {"type", "ref"} <= set(type(command).model_fields)


@pytest.mark.parametrize("audience", TABLES)
def test_every_command_has_an_example(audience):
    shown = {each["name"] for each in COMMANDS.values() if audience in each["audience"]}
    assert shown == set(TABLES[audience])


def test_every_field_of_a_command_is_in_an_example():
    for audience, table in TABLES.items():
        for kind, model in table.items():
            shown = set()
            for each in COMMANDS.values():
                if each["name"] == kind and audience in each["audience"]:
                    shown |= set(each["frame"])
            assert set(model.model_fields) <= shown, (audience, kind)


def test_every_error_has_an_example():
    known = {each.code for each in errors.ChatError.__subclasses__()}
    shown = {
        each["frame"]["code"]
        for each in golden.of("reply").values()
        if each["frame"]["type"] == "error"
    }
    assert shown == known


def test_an_example_of_an_error_is_what_the_server_makes():
    from livechat.protocol import events

    made = {each.code: each for each in errors.ChatError.__subclasses__()}
    for file, example in golden.of("reply").items():
        frame = example["frame"]
        if frame["type"] == "error":
            problem = made[frame["code"]](retry_after=frame.get("retry_after"))
            assert set(events.error(frame["ref"], problem)) == set(frame), file
