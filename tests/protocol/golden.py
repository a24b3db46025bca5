"""The golden frames, and what it means that two frames have the same shape."""

import json
from pathlib import Path

FOLDER = Path(__file__).parent / "frames"
GOLDEN = {file.stem: json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))}


def of(direction):
    return {file: each for file, each in GOLDEN.items() if each["direction"] == direction}


def differences(golden, real, where="frame"):
    """
    Where two frames differ in their keys or in the types of their values. Null is of any type;
    what is in a list, or in a message's free ``data``, may differ from one frame to the next, and
    so may what is known of authors of different roles.
    """
    if golden is None or real is None or where.endswith(".data"):
        return []
    if where.endswith(".author") and golden["role"] != real["role"]:
        return []
    if isinstance(golden, dict) and isinstance(real, dict):
        found = [f"{where}.{key} is only golden" for key in golden.keys() - real.keys()]
        found += [f"{where}.{key} is only real" for key in real.keys() - golden.keys()]
        for key in golden.keys() & real.keys():
            found += differences(golden[key], real[key], f"{where}.{key}")
        return found
    if isinstance(golden, list) and isinstance(real, list):
        if not golden or not real:
            return []
        return [
            problem
            for each in golden
            for problem in min((differences(each, other, f"{where}[]") for other in real), key=len)
        ]
    if type(golden) is not type(real):
        return [f"{where} is {golden!r}, really {real!r}"]
    return []
