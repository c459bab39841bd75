"""Experiments of any kind to and from JSON: `encoded` writes, `decoded` reads and says what is wrong."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar, Union

import msgspec
import numpy as np

from .checks import ExperimentError, short
from .messages import Message, tr_noop
from .run_settings import SETTINGS

S = TypeVar("S", bound=msgspec.Struct)

FORMAT_VERSION = 1
LONGEST_FILE = 10_000_000


def encoded(experiment: msgspec.Struct) -> bytes:
    """A valid experiment of any kind as an indented JSON file."""
    fields = {"talweg": FORMAT_VERSION, **msgspec.to_builtins(experiment)}
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


def decoded(data: bytes, kinds: Mapping[type[Any], Callable[[Any], Any]]) -> Any:
    """Read a file of one of these kinds of experiments, each with the function that validates it.

    A file without `kind` is of the kind that has most of its fields. Raises TalwegError with one sentence for
    anything that is no experiment, and whatever the function raises.
    """
    names = [_kind(kind) for kind in kinds]
    if len(data) > LONGEST_FILE:
        raise ExperimentError(
            tr_noop("core", "The file is larger than {most} bytes; no experiment is."), most=LONGEST_FILE
        )
    try:
        # By way of text, because editors on Windows put a byte order mark before it.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExperimentError(tr_noop("core", "This is not JSON: it is not text in UTF-8.")) from None
    try:
        fields = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        _check_version(fields)
        fields.setdefault("kind", msgspec.Raw(msgspec.json.encode(_kind(_likely_kind(fields, kinds)))))
        union = Union[tuple(kinds)]  # type: ignore[valid-type]  # noqa: UP007 - made at run time
        read = msgspec.json.decode(msgspec.json.encode(fields), type=union)
        return kinds[type(read)](read)
    except RecursionError:
        raise ExperimentError(tr_noop("core", "This is no experiment: it is nested too deeply.")) from None
    except msgspec.ValidationError as error:
        raise explained(error, names) from None
    except msgspec.DecodeError as error:
        raise _malformed(text, str(error)) from None


def _likely_kind(fields: Collection[str], kinds: Mapping[type[Any], Any]) -> type[Any]:
    """The kind that has most of these fields."""
    return max(kinds, key=lambda kind: len(set(kind.__struct_fields__).intersection(fields)))


def _kind(experiment_type: type[msgspec.Struct]) -> str:
    return str(experiment_type.__struct_config__.tag)


def with_python_values(experiment: S) -> S:
    """An equal experiment of Python's own numbers; raises TalwegError for a value of another type."""
    try:
        # Python checks no types when a value is made; an int where a float belongs would reach JAX as one.
        fields = msgspec.to_builtins(experiment, enc_hook=_python_number)
        return msgspec.convert(fields, type(experiment))
    except msgspec.ValidationError as error:
        raise explained(error, (_kind(type(experiment)),)) from None


def _python_number(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    raise ExperimentError(
        tr_noop("core", "The experiment holds a value of the type {type}; write numbers, text and lists."),
        type=type(value).__name__,
    )


_MALFORMED: tuple[tuple[str, str], ...] = (
    ("invalid character", tr_noop("core", "this character does not belong there")),
    ("invalid escape", tr_noop("core", "a backslash stands before a character that needs none")),
    ("object keys must be strings", tr_noop("core", "names have to stand in double quotation marks")),
    ("trailing comma", tr_noop("core", "there is a comma too many")),
    ("trailing characters", tr_noop("core", "something follows where it has ended")),
    ("expected ','", tr_noop("core", "a comma or a closing bracket is missing")),
    ("expected ':'", tr_noop("core", "a colon is missing")),
    ("invalid number", tr_noop("core", "no number is written like this")),
)
"""How msgspec's complaints about JSON begin, and what is meant."""

_NO_NUMBER = re.compile(r"(?i)\b(nan|inf|infinity)\b")


def _malformed(text: str, complaint: str) -> ExperimentError:
    """msgspec's complaint about the text as a sentence with line and column."""
    found = re.fullmatch(r"JSON is malformed: (?P<reason>.*) \(byte (?P<byte>\d+)\)", complaint)
    if found is None:  # the text ends where something has to follow
        if not text.strip():
            return ExperimentError(tr_noop("core", "This is not JSON: it is empty."))
        return ExperimentError(tr_noop("core", "This is not JSON: it ends too early."))
    byte = int(found["byte"]) - (found["reason"] == "trailing characters")  # of which it has read the first
    place = len(text.encode()[:byte].decode(errors="ignore"))
    # msgspec stumbles over the second letter where the first could begin another word.
    word = next(filter(None, (_NO_NUMBER.match(text, start) for start in (place, place - 1))), None)
    place = word.start() if word else place
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    if word:
        return ExperimentError(
            tr_noop("core", "Line {line}, column {column}: JSON knows no {word}; write a number."),
            line=line,
            column=column,
            word=word[0],
        )
    known = (plain for start, plain in _MALFORMED if found["reason"].startswith(start))
    return ExperimentError(
        tr_noop("core", "This is not JSON: {reason} (line {line}, column {column})."),
        line=line,
        column=column,
        reason=next(known, found["reason"]),
    )


def _check_version(fields: dict[str, msgspec.Raw]) -> None:
    """Take the format version out of `fields`; raises ExperimentError if it is another."""
    if "talweg" not in fields:
        raise ExperimentError(tr_noop("core", 'This is not a Talweg experiment: it lacks "talweg": 1.'))
    version = bytes(fields.pop("talweg")).decode()
    if version != str(FORMAT_VERSION):
        raise ExperimentError(
            tr_noop("core", "talweg is {version}; this Talweg reads format version {known}."),
            version=short(" ".join(version.split())),
            known=FORMAT_VERSION,
        )


_EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        r"Object contains unknown field `(?P<found>.*)`",
        tr_noop("core", "{where} has an unknown field {found}."),
    ),
    (r"Object missing required field `(?P<found>.*)`", tr_noop("core", "{where} lacks the field {found}.")),
    (
        r"Invalid value '(?P<found>.*)'",
        tr_noop("core", "{where} is {found}; it has to be one of these: {known}."),
    ),
    (
        r"Expected `array` of length (?P<length>\d+).*",
        tr_noop("core", "{where} has to hold {length} entries."),
    ),
    (r"Expected `(?P<type>[^`]*)`.*", tr_noop("core", "{where} has to be {type}.")),
    (r"(Number|Integer value) out of range", tr_noop("core", "{where} is too large a number.")),
)
_TYPES: Mapping[str, str] = {
    "int": tr_noop("core", "a whole number"),
    "float": tr_noop("core", "a number"),
    "bool": tr_noop("core", "true or false"),
    "str": tr_noop("core", "text"),
    "array": tr_noop("core", "a list"),
    "float | array": tr_noop("core", "a number or a list"),
    "object": tr_noop("core", "an object"),
}
"""msgspec's names of types."""
_NULL = " | null"
"""That a field may be null needs no saying: it may as well be left out."""


def explained(error: msgspec.ValidationError, kinds: Sequence[str]) -> ExperimentError:
    """msgspec's complaint as a sentence that starts with the place."""
    text, path = str(error), ""
    if text.endswith("`") and " - at `" in text:
        text, _, path = text.rpartition(" - at `")
    path = path.rstrip("`").rpartition("$")[2].lstrip(".")
    for pattern, template in _EXPLANATIONS:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            parts = match.groupdict()
            type_name = parts.get("type", "").removesuffix(_NULL)
            return ExperimentError(
                template,
                where=_place(path),
                found=short(repr(parts.get("found"))),
                known=", ".join(SETTINGS) if path.startswith("optimizers") else ", ".join(kinds),
                length=parts.get("length"),
                type=_TYPES.get(type_name, type_name),
            )
    return ExperimentError(tr_noop("core", "{where}: {reason}."), where=_place(path), reason=short(text))


def _place(path: str) -> str | Message:
    if path.endswith("[...]"):  # msgspec does not say which
        return Message(tr_noop("core", "A value of {where}"), {"where": path.removesuffix("[...]")})
    return path or tr_noop("core", "The experiment")
