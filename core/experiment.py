"""What to run: frozen values, read from and written to JSON, checked the same way wherever they come from."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeVar, Union, cast

import msgspec
import numpy as np

from .messages import Message, TalwegError, tr_noop
from .optimizers import OPTIMIZERS, Optimizer
from .parameters import Parameter, Switch
from .surface import formula
from .surface.catalogue import SURFACES, Domain, Surface

FORMAT_VERSION = 1
LONGEST_FILE = 10_000_000
MOST_STEPS = 200_000
MOST_OPTIMIZERS = 12
MOST_CHANGES = 1_000
LARGEST_SEED = 2**32 - 1
LONGEST_LABEL = 40
FARTHEST = 1_000_000
"""No coordinate lies further from 0, so that squares and differences of places stay finite."""
NARROWEST = 1e-6
"""No domain has a shorter side: its cells have to differ from each other."""
DEFAULT_DOMAIN: Domain = ((-4.0, 4.0), (-4.0, 4.0))
"""Where a formula is drawn that does not say where."""

GRADIENT_NOISE = Parameter(
    name="gradient_noise",
    title=tr_noop("core", "gradient noise"),
    symbol="σ",
    default=0.0,
    low=0.0,
    high=10.0,
    at_least=0.0,
    meaning=tr_noop("core", "Random numbers of this size are added to every gradient, as mini-batches do."),
)


Experiment = TypeVar("Experiment", bound=msgspec.Struct)


class ExperimentError(TalwegError):
    """An experiment that cannot be: the sentence names the field."""


class SurfaceChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A surface of the catalogue by `name`, or a `formula` over a `domain`; and parameters that differ."""

    name: str | None = None
    formula: str | None = None
    parameters: Mapping[str, float] = {}
    domain: Domain | None = None

    def resolve(self) -> Surface:
        """The surface itself; raises TalwegError for an unknown name or a wrong formula."""
        if self.formula is not None:
            return formula.surface(self.formula, self.domain or DEFAULT_DOMAIN)
        if self.name is None or self.name not in SURFACES:
            raise ExperimentError(
                tr_noop("core", "surface.name is {name}; it has to be one of {known}."),
                name=short(repr(self.name)),
                known=", ".join(SURFACES),
            )
        return SURFACES[self.name]

    def same_place(self, other: "SurfaceChoice") -> bool:
        """Whether a view of the one is a view of the other: one surface or two formulas, over one domain."""
        return self.name == other.name and self.resolve().domain == other.resolve().domain

    def values(self) -> dict[str, float]:
        """Every parameter of the surface by name, defaults filled in."""
        return {**self.resolve().defaults(), **self.parameters}


class OptimizerSettings(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="name",
):
    """One run: an optimizer, its learning rate and (in the subclass made for it) its hyper-parameters.

    `learning_rate_changes` are (step, value) pairs: from that step on the updates use the value. A run that
    is not `enabled` is kept in the experiment but not shown. `color` is `#rrggbb`, or None for the usual one.
    """

    learning_rate: float
    label: str | None = None
    enabled: bool = True
    color: str | None = None
    learning_rate_changes: tuple[tuple[int, float], ...] = ()

    optimizer: ClassVar[Optimizer]

    def hyperparameters(self) -> dict[str, float | bool]:
        """The value of every hyper-parameter in the order of the registry."""
        return {h.name: getattr(self, h.name) for h in self.optimizer.hyperparameters}

    def learning_rate_at(self, step: int) -> float:
        """The learning rate with which `step` is left."""
        rate = self.learning_rate
        for change_step, value in self.learning_rate_changes:
            if change_step <= step:
                rate = value
        return rate

    @property
    def run_label(self) -> str:
        """The name of the run in tables: its label, or else the optimizer's name."""
        return self.label if self.label is not None else self.optimizer.name

    @property
    def shown_label(self) -> str:
        """The name of the run in the window: its label, or else the optimizer's title."""
        return self.label if self.label is not None else self.optimizer.title


def _settings_type(optimizer: Optimizer) -> type[OptimizerSettings]:
    fields: list[tuple[str, type, Any]] = [("learning_rate", float, optimizer.learning_rate.default)]
    fields += [
        (h.name, bool if isinstance(h, Switch) else float, h.default) for h in optimizer.hyperparameters
    ]
    made = msgspec.defstruct(
        f"{optimizer.title}Settings", fields, bases=(OptimizerSettings,), frozen=True, tag=optimizer.name
    )
    made.optimizer = optimizer  # type: ignore[attr-defined]
    return cast(type[OptimizerSettings], made)


SETTINGS: Mapping[str, type[OptimizerSettings]] = {
    name: _settings_type(optimizer) for name, optimizer in OPTIMIZERS.items()
}
AnySettings = Union[tuple(SETTINGS.values())]  # type: ignore[valid-type]  # noqa: UP007 - made at run time


class SurfaceExperiment(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="surface",
):
    """A race of optimizers over a surface; equal values give equal results, noise included."""

    surface: SurfaceChoice
    start: tuple[float, float]
    optimizers: tuple[AnySettings, ...]  # type: ignore[valid-type]
    steps: int = 500
    seed: int = 0
    gradient_noise: float = 0.0

    def settings(self) -> tuple[OptimizerSettings, ...]:
        """The optimizers, in the order of the file."""
        return cast(tuple[OptimizerSettings, ...], self.optimizers)


def replace(experiment: SurfaceExperiment, **changes: Any) -> SurfaceExperiment:
    """The experiment with some fields changed, checked; raises TalwegError if that cannot be."""
    return validate(msgspec.structs.replace(experiment, **changes))


def new(surface_name: str) -> SurfaceExperiment:
    """All optimizers on a surface of the catalogue, from its good start with the rates that suit it."""
    surface = SurfaceChoice(name=surface_name)
    known = surface.resolve()
    return validate(
        SurfaceExperiment(surface=surface, start=known.start, optimizers=fitting_optimizers(known))
    )


def startup() -> SurfaceExperiment:
    """The race that runs when Talweg opens for the first time: a local and a global minimum."""
    return new(next(iter(SURFACES)))


def fitting_optimizers(surface: Surface) -> tuple[OptimizerSettings, ...]:
    """One run of every optimizer with the numbers that suit `surface`."""
    return tuple(fitted(kind(learning_rate=0.0), surface) for kind in SETTINGS.values())


def fitted(settings: OptimizerSettings, surface: Surface) -> OptimizerSettings:
    """The run with the learning rate that suits `surface`, throughout, and for SGD the momentum with it."""
    optimizer = settings.optimizer
    fitting: dict[str, Any] = {
        "learning_rate": surface.learning_rates.get(optimizer.name, optimizer.learning_rate.default),
        "learning_rate_changes": (),
    }
    if optimizer.name == "sgd":
        fitting["momentum"] = surface.momentum
    return msgspec.structs.replace(settings, **fitting)


def validate(experiment: SurfaceExperiment) -> SurfaceExperiment:
    """An equal experiment of Python's own numbers; raises TalwegError with the first field that cannot be."""
    experiment = with_python_values(experiment)
    _check_surface(experiment.surface)
    for index, value in enumerate(experiment.start):
        _check_coordinate(value, f"start[{index}]")
    check_whole(experiment.steps, "steps", 1, MOST_STEPS)
    check_whole(experiment.seed, "seed", 0, LARGEST_SEED)
    GRADIENT_NOISE.check(experiment.gradient_noise, "gradient_noise")
    check_runs(experiment.settings())
    return experiment


def with_python_values(experiment: Experiment) -> Experiment:
    """An equal experiment of Python's own numbers; raises TalwegError for a value of another type."""
    try:
        # Python checks no types when a value is made; an int where a float belongs would reach JAX as one.
        fields = msgspec.to_builtins(experiment, enc_hook=_python_number)
        return msgspec.convert(fields, type(experiment))
    except msgspec.ValidationError as error:
        raise _explained(error, (_kind(type(experiment)),)) from None


def _kind(experiment_type: type[msgspec.Struct]) -> str:
    return str(experiment_type.__struct_config__.tag)


def _python_number(value: object) -> object:
    if isinstance(value, np.generic):
        return value.item()
    raise ExperimentError(
        tr_noop("core", "The experiment holds a value of the type {type}; write numbers, text and lists."),
        type=type(value).__name__,
    )


def _check_surface(choice: SurfaceChoice) -> None:
    if (choice.name is None) == (choice.formula is None):
        raise ExperimentError(tr_noop("core", "surface needs either a name or a formula, and not both."))
    known = {parameter.name: parameter for parameter in choice.resolve().parameters}
    if choice.name is not None and choice.domain is not None:
        raise ExperimentError(
            tr_noop("core", "surface.domain goes with a formula only; {name!r} has its own."),
            name=choice.name,
        )
    for index, (low, high) in enumerate(choice.domain or ()):
        _check_side(low, high, f"surface.domain[{index}]")
    for name, value in choice.parameters.items():
        if name not in known:
            raise ExperimentError(
                tr_noop("core", "surface.parameters has an unknown parameter {name}; {known}."),
                name=short(repr(name)),
                known=_known_parameters(known),
            )
        known[name].check(value, f"surface.parameters.{name}")


def _known_parameters(known: Mapping[str, Parameter]) -> Message:
    if not known:
        return Message(tr_noop("core", "this surface has none"))
    return Message(tr_noop("core", "this surface has {names}"), {"names": ", ".join(known)})


def _check_coordinate(value: float, where: str) -> None:
    if not -FARTHEST <= value <= FARTHEST:
        raise ExperimentError(
            tr_noop("core", "{where} is {value}; it has to be a number from {low} to {high}."),
            where=where,
            value=value,
            low=-FARTHEST,
            high=FARTHEST,
        )


def _check_side(low: float, high: float, where: str) -> None:
    _check_coordinate(low, f"{where}[0]")
    _check_coordinate(high, f"{where}[1]")
    if high - low < NARROWEST:
        raise ExperimentError(
            tr_noop("core", "{where} goes from {low} to {high}; it has to rise by {least:g} or more."),
            where=where,
            low=low,
            high=high,
            least=NARROWEST,
        )


def _check_settings(settings: OptimizerSettings, where: str) -> None:
    optimizer = settings.optimizer
    optimizer.learning_rate.check(settings.learning_rate, f"{where}.learning_rate")
    for hyperparameter in optimizer.hyperparameters:
        if isinstance(hyperparameter, Parameter):
            hyperparameter.check(getattr(settings, hyperparameter.name), f"{where}.{hyperparameter.name}")
    _check_label(settings.label, f"{where}.label")
    if settings.color is not None and not re.fullmatch("#[0-9a-fA-F]{6}", settings.color):
        raise ExperimentError(
            tr_noop("core", "{where}.color is {color}; it has to look like #3366cc."),
            where=where,
            color=short(repr(settings.color)),
        )
    _check_changes(settings, f"{where}.learning_rate_changes")


def _check_changes(settings: OptimizerSettings, where: str) -> None:
    check_count(settings.learning_rate_changes, where, 0, MOST_CHANGES)
    before = 0
    for index, (step, value) in enumerate(settings.learning_rate_changes):
        place = f"{where}[{index}]"
        check_whole(step, f"{place}[0]", 1, MOST_STEPS)
        if step <= before:
            raise ExperimentError(
                tr_noop("core", "{where} is at step {step}; it has to come after the change before it."),
                where=place,
                step=step,
            )
        settings.optimizer.learning_rate.check(value, f"{place}[1]")
        before = step


def is_label(text: str) -> bool:
    """Whether a run can be called so."""
    well_formed = 1 <= len(text) <= LONGEST_LABEL and text.isprintable() and text == text.strip()
    return well_formed and "/" not in text and "\\" not in text  # in a table of arrays, slashes part names


def _check_label(label: str | None, where: str) -> None:
    if label is not None and not is_label(label):
        raise ExperimentError(
            tr_noop(
                "core",
                "{where} has to be 1 to {most} visible characters without a slash or a blank at an end.",
            ),
            where=where,
            most=LONGEST_LABEL,
        )


def check_runs(settings: Sequence[OptimizerSettings]) -> None:
    """Raise TalwegError for the first of the optimizers that cannot be, or for two of one label."""
    check_count(settings, "optimizers", 1, MOST_OPTIMIZERS)
    for index, one in enumerate(settings):
        _check_settings(one, f"optimizers[{index}]")
    seen: set[str] = set()
    for one in settings:
        if one.run_label in seen or one.shown_label in seen:
            raise ExperimentError(
                tr_noop("core", "Two runs are called {label!r}; give one of them another label."),
                label=one.run_label,
            )
        seen |= {one.run_label, one.shown_label}


def check_whole(value: int, where: str, low: int, high: int) -> None:
    """Raise TalwegError if the value at `where` does not lie from `low` to `high`."""
    if not low <= value <= high:
        raise ExperimentError(
            tr_noop("core", "{where} has to be a whole number from {low} to {high}."),
            where=where,
            low=low,
            high=high,
        )


def check_choice(value: str, where: str, known: Sequence[str]) -> None:
    """Raise TalwegError if the value at `where` is not one of the known ones."""
    if value not in known:
        raise ExperimentError(
            tr_noop("core", "{where} is {found}; it has to be one of these: {known}."),
            where=where,
            found=short(repr(value)),
            known=", ".join(known),
        )


def check_count(entries: Sequence[Any], where: str, low: int, high: int) -> None:
    """Raise TalwegError if what is at `where` does not hold `low` to `high` entries."""
    if not low <= len(entries) <= high:
        raise ExperimentError(
            tr_noop("core", "{where} has to hold {low} to {high} entries, not {count}.")
            if low < high
            else tr_noop("core", "{where} has to hold {low} entries, not {count}."),
            where=where,
            low=low,
            high=high,
            count=len(entries),
        )


def short(text: str) -> str:
    """The text, cut to what fits into a sentence."""
    return text if len(text) <= 50 else text[:49] + "…"


# --- JSON -----------------------------------------------------------------------------------------------


def to_json(experiment: SurfaceExperiment) -> bytes:
    """The experiment, validated, as an indented JSON file that `from_json` reads back."""
    return encoded(validate(experiment))


def encoded(experiment: msgspec.Struct) -> bytes:
    """A valid experiment of any kind as an indented JSON file."""
    fields = {"talweg": FORMAT_VERSION, **msgspec.to_builtins(experiment)}
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


def from_json(data: bytes) -> SurfaceExperiment:
    """Read an experiment file; raises TalwegError with one sentence for anything that is not one."""
    return cast(SurfaceExperiment, decoded(data, {SurfaceExperiment: validate}))


def decoded(data: bytes, kinds: Mapping[type[msgspec.Struct], Callable[[Any], Any]]) -> Any:
    """Read a file of one of these kinds of experiments, and validate it.

    If it does not say, its fields do. Raises TalwegError with one sentence for anything that is not one.
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
    except formula.FormulaError as error:
        raise ExperimentError(
            tr_noop("core", "surface.formula, character {position}: {reason}"),
            position=error.position + 1,
            reason=error.message,
        ) from None
    except msgspec.ValidationError as error:
        raise _explained(error, names) from None
    except msgspec.DecodeError as error:
        raise _malformed(text, str(error)) from None


def _likely_kind(fields: Collection[str], kinds: Mapping[type[msgspec.Struct], Any]) -> type[msgspec.Struct]:
    """The kind that has most of these fields."""
    return max(kinds, key=lambda kind: len(set(kind.__struct_fields__).intersection(fields)))


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


def _explained(error: msgspec.ValidationError, kinds: Sequence[str]) -> ExperimentError:
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
