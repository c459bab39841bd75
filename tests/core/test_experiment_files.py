"""Experiment files: what is read equals what was written, and whatever is wrong is said in one sentence."""

import copy
import itertools
import json
import re
from typing import Any, get_args

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core import experiment_files, json_codec
from core.messages import TalwegError
from core.network.experiment import NetworkExperiment
from core.parameters import Parameter
from core.run_settings import SETTINGS, OptimizerSettings
from core.surface.catalogue import SURFACES
from core.surface.experiment import SurfaceChoice, SurfaceExperiment

FILE: dict[str, Any] = {
    "talweg": 1,
    "kind": "surface",
    "surface": {"name": "rosenbrock", "parameters": {"b": 50.0}},
    "start": [-1.0, 3.5],
    "steps": 500,
    "seed": 0,
    "gradient_noise": 0.0,
    "optimizers": [
        {"name": "sgd", "learning_rate": 0.01, "momentum": 0.9},
        {"name": "adam", "label": "hot Adam", "learning_rate": 0.1, "learning_rate_changes": [[100, 0.5]]},
    ],
}
MISSING = object()
FORMULA = {"formula": "x**2 + a*y**2", "parameters": {"a": 5.0}, "domain": [[-4, 4], [-3, 3]]}


def with_(path: str, value: object) -> dict[str, Any]:
    """The file with another value at a path such as `optimizers.0.label`."""
    file = copy.deepcopy(FILE)
    *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    place: Any = file
    for part in parents:
        place = place[part]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return file


def read(file: object) -> SurfaceExperiment:
    return experiment_files.from_json(json.dumps(file).encode())


def refusal(data: bytes) -> str:
    with pytest.raises(TalwegError) as refused:
        experiment_files.from_json(data)
    return str(refused.value)


# --- what is read -------------------------------------------------------------------------------------------


def test_a_file_is_read_field_by_field() -> None:
    sgd, adam = SETTINGS["sgd"], SETTINGS["adam"]
    assert read(FILE) == SurfaceExperiment(
        surface=SurfaceChoice(name="rosenbrock", parameters={"b": 50.0}),
        start=(-1.0, 3.5),
        steps=500,
        seed=0,
        gradient_noise=0.0,
        optimizers=(
            sgd(learning_rate=0.01, momentum=0.9),  # type: ignore[call-arg]
            adam(label="hot Adam", learning_rate=0.1, learning_rate_changes=((100, 0.5),)),
        ),
    )


def test_a_formula_is_a_surface_with_its_parameters_and_domain() -> None:
    read_one = read(with_("surface", FORMULA))
    surface = read_one.surface.resolve()
    assert surface.domain == ((-4.0, 4.0), (-3.0, 3.0))
    assert read_one.surface.values() == {"a": 5.0}
    assert float(surface.function(np.array(2.0), np.array(3.0), a=5.0)) == 49.0


@pytest.mark.parametrize("field", ["kind", "steps", "seed", "gradient_noise", "surface.parameters"])
def test_what_is_left_out_has_its_default(field: str) -> None:
    default = {"kind": "surface", "steps": 500, "seed": 0, "gradient_noise": 0.0, "surface.parameters": {}}
    assert read(with_(field, MISSING)) == read(with_(field, default[field]))


@pytest.mark.parametrize("name", SETTINGS)
def test_an_optimizer_by_name_alone_has_the_registry_s_numbers(name: str) -> None:
    (settings,) = read(with_("optimizers", [{"name": name}])).settings()
    optimizer = settings.optimizer
    assert (optimizer.name, settings.run_label) == (name, name)
    assert settings.learning_rate == optimizer.learning_rate.default
    assert settings.hyperparameters() == {h.name: h.default for h in optimizer.hyperparameters}
    assert (settings.label, settings.enabled, settings.color) == (None, True, None)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert experiment_files.from_json(b"\xef\xbb\xbf" + json.dumps(FILE).encode()) == read(FILE)


def test_a_learning_rate_counts_from_its_step_on() -> None:
    settings = SETTINGS["sgd"](learning_rate=1.0, learning_rate_changes=((3, 2.0), (7, 0.0)))
    assert [settings.learning_rate_at(step) for step in (0, 2, 3, 6, 7, 1000)] == [1, 1, 2, 2, 0, 0]


# --- what is refused ----------------------------------------------------------------------------------------


SENTENCES = [
    ("talweg", MISSING, 'This is not a Talweg experiment: it lacks "talweg": 1.'),
    ("talweg", 2, "talweg is 2; this Talweg reads format version 1."),
    ("talweg", "1", 'talweg is "1"; this Talweg reads format version 1.'),
    ("talweg", True, "talweg is true; this Talweg reads format version 1."),
    ("talweg", [[1]], "talweg is [[1]]; this Talweg reads format version 1."),
    ("kind", "mountain", "kind is 'mountain'; it has to be one of these: surface, network."),
    ("kind", None, "kind has to be text."),
    ("colour", 1, "The experiment has an unknown field 'colour'."),
    ("surface", MISSING, "The experiment lacks the field 'surface'."),
    ("surface", [], "surface has to be an object."),
    ("surface", {}, "surface needs either a name or a formula, and not both."),
    (
        "surface",
        {"name": "bowl", "formula": "x*y"},
        "surface needs either a name or a formula, and not both.",
    ),
    ("surface.zoom", 1, "surface has an unknown field 'zoom'."),
    ("surface.name", 5, "surface.name has to be text."),
    (
        "surface.name",
        "hill",
        f"surface.name is 'hill'; it has to be one of {', '.join(SURFACES)}.",
    ),
    (
        "surface.domain",
        [[-1, 1], [-1, 1]],
        "surface.domain goes with a formula only; 'rosenbrock' has its own.",
    ),
    ("surface.parameters", [], "surface.parameters has to be an object."),
    ("surface.parameters.b", None, "A value of surface.parameters has to be a number."),
    ("surface.parameters.b", 10**400, "A value of surface.parameters is too large a number."),
    ("surface.parameters.b", 0, "surface.parameters.b is 0.0; it has to be 0.001 or more."),
    (
        "surface.parameters.c",
        1,
        "surface.parameters has an unknown parameter 'c'; this surface has a, b.",
    ),
    (
        "surface",
        {"name": "himmelblau", "parameters": {"a": 1}},
        "surface.parameters has an unknown parameter 'a'; this surface has none.",
    ),
    (
        "surface",
        {"formula": "x + sinn(y)"},
        "surface.formula, character 5: “sinn” is not a function; did you mean sin?",
    ),
    ("surface", {"formula": "x", "domain": 4}, "surface.domain has to be a list."),
    ("surface", {"formula": "x", "domain": [[0, 1]]}, "surface.domain has to hold 2 entries."),
    ("surface", {"formula": "x", "domain": [[0, 1], [0]]}, "surface.domain[1] has to hold 2 entries."),
    ("surface", {"formula": "x", "domain": [[0, 1], [0, "1"]]}, "surface.domain[1][1] has to be a number."),
    (
        "surface",
        {"formula": "x", "domain": [[0, 1], [2, 2]]},
        "surface.domain[1] goes from 2.0 to 2.0; it has to rise by 1e-06 or more.",
    ),
    (
        "surface",
        {"formula": "x", "domain": [[-1e308, 1e308], [0, 1]]},
        "surface.domain[0][0] is -1e+308; it has to be a number from -1000000 to 1000000.",
    ),
    ("start", MISSING, "The experiment lacks the field 'start'."),
    ("start", {"x": 1}, "start has to be a list."),
    ("start", [1], "start has to hold 2 entries."),
    ("start", [1, 2, 3], "start has to hold 2 entries."),
    ("start.1", True, "start[1] has to be a number."),
    ("start.1", "1", "start[1] has to be a number."),
    ("start.0", 1e308, "start[0] is 1e+308; it has to be a number from -1000000 to 1000000."),
    ("steps", 0, "steps has to be a whole number from 1 to 200000."),
    ("steps", 200_001, "steps has to be a whole number from 1 to 200000."),
    ("steps", 10**400, "steps has to be a whole number from 1 to 200000."),
    ("steps", 1.5, "steps has to be a whole number."),
    ("steps", True, "steps has to be a whole number."),
    ("seed", -1, "seed has to be a whole number from 0 to 4294967295."),
    ("seed", 2**32, "seed has to be a whole number from 0 to 4294967295."),
    ("gradient_noise", -0.1, "gradient_noise is -0.1; it has to be 0 or more."),
    ("optimizers", MISSING, "The experiment lacks the field 'optimizers'."),
    ("optimizers", {"name": "sgd"}, "optimizers has to be a list."),
    ("optimizers", [], "optimizers has to hold 1 to 12 entries, not 0."),
    ("optimizers", [{"name": "sgd"}] * 13, "optimizers has to hold 1 to 12 entries, not 13."),
    ("optimizers.0", "sgd", "optimizers[0] has to be an object."),
    ("optimizers.0.name", MISSING, "optimizers[0] lacks the field 'name'."),
    ("optimizers.0.name", None, "optimizers[0].name has to be text."),
    (
        "optimizers.0.name",
        "sdg",
        "optimizers[0].name is 'sdg'; it has to be one of these: sgd, adam, adadelta, adagrad, rmsprop.",
    ),
    ("optimizers.0.beta_1", 0.9, "optimizers[0] has an unknown field 'beta_1'."),
    ("optimizers.0.learning_rate", -0.5, "optimizers[0].learning_rate is -0.5; it has to be 0 or more."),
    ("optimizers.0.learning_rate", 10**400, "optimizers[0].learning_rate is too large a number."),
    ("optimizers.0.momentum", 1.0001, "optimizers[0].momentum is 1.0001; it has to be 1 or less."),
    ("optimizers.0.nesterov", 1, "optimizers[0].nesterov has to be true or false."),
    ("optimizers.0.enabled", "yes", "optimizers[0].enabled has to be true or false."),
    ("optimizers.0.color", "#36c", "optimizers[0].color is '#36c'; it has to look like #3366cc."),
    ("optimizers.0.color", "#3366cc\n", "optimizers[0].color is '#3366cc\\n'; it has to look like #3366cc."),
    ("optimizers.0.label", 5, "optimizers[0].label has to be text."),
    ("optimizers.0.label", "hot Adam", "Two runs are called 'hot Adam'; give one of them another label."),
    ("optimizers.1.label", "sgd", "Two runs are called 'sgd'; give one of them another label."),
    ("optimizers.1.beta_1", 1, "optimizers[1].beta_1 is 1.0; it has to be below 1."),
    ("optimizers.1.beta_2", -1e-9, "optimizers[1].beta_2 is -1e-09; it has to be 0 or more."),
    (
        "optimizers.1.learning_rate_changes",
        {"100": 0.5},
        "optimizers[1].learning_rate_changes has to be a list.",
    ),
    (
        "optimizers.1.learning_rate_changes.0",
        [100],
        "optimizers[1].learning_rate_changes[0] has to hold 2 entries.",
    ),
    (
        "optimizers.1.learning_rate_changes.0",
        [1.5, 1],
        "optimizers[1].learning_rate_changes[0][0] has to be a whole number.",
    ),
    (
        "optimizers.1.learning_rate_changes.0",
        [0, 1],
        "optimizers[1].learning_rate_changes[0][0] has to be a whole number from 1 to 200000.",
    ),
    (
        "optimizers.1.learning_rate_changes",
        [[5, 1], [5, 2]],
        "optimizers[1].learning_rate_changes[1] is at step 5; it has to come after the change before it.",
    ),
    (
        "optimizers.1.learning_rate_changes.0",
        [5, -1],
        "optimizers[1].learning_rate_changes[0][1] is -1.0; it has to be 0 or more.",
    ),
]


@pytest.mark.parametrize(("path", "value", "sentence"), SENTENCES)
def test_what_is_wrong_is_said_with_its_place(path: str, value: object, sentence: str) -> None:
    assert refusal(json.dumps(with_(path, value)).encode()) == sentence


@pytest.mark.parametrize("label", ["", " ", "a/b", "a\\b", " a", "a ", "a\nb", "a\0", "a\u202eb", "x" * 41])
def test_a_label_is_a_name_that_can_be_seen(label: str) -> None:
    sentence = (
        "optimizers[0].label has to be 1 to 40 visible characters without a slash or a blank at an end."
    )
    assert refusal(json.dumps(with_("optimizers.0.label", label)).encode()) == sentence


@pytest.mark.parametrize("label", ["x" * 40, "η = 0.1, β₁ = 0.9", "=1+1", '"quoted", {where}', "日本"])
def test_other_labels_are_welcome(label: str) -> None:
    assert read(with_("optimizers.0.label", label)).settings()[0].run_label == label


@pytest.mark.parametrize("name", ["adadelta", "rmsprop"])
@pytest.mark.parametrize("rho", [-0.1, 1.0, 1.5])
def test_rho_lies_from_0_to_below_1(name: str, rho: float) -> None:
    sentence = refusal(json.dumps(with_("optimizers", [{"name": name, "rho": rho}])).encode())
    assert sentence.startswith(f"optimizers[0].rho is {rho}; it has to be ")


FILES = [
    (b"", "This is not JSON: it is empty."),
    (b'{"talweg": 1, "start": [1', "This is not JSON: it ends too early."),
    (b"# Talweg", "This is not JSON: this character does not belong there (line 1, column 1)."),
    (b'{"talweg": 1, "start": NaN}', "Line 1, column 24: JSON knows no NaN; write a number."),
    (
        b'{"talweg": 1,\n "start": [1, -Infinity]}',
        "Line 2, column 16: JSON knows no Infinity; write a number.",
    ),
    (
        '\ufeff{"talweg": 1,\r\n "größe": nan}'.encode(),
        "Line 2, column 11: JSON knows no nan; write a number.",
    ),
    (b'{"talweg": 1,}', "This is not JSON: there is a comma too many (line 1, column 14)."),
    (b'{"start": [1, 2,]}', "This is not JSON: there is a comma too many (line 1, column 17)."),
    (b'{"talweg": 1} 2', "This is not JSON: something follows where it has ended (line 1, column 15)."),
    (b"{'talweg': 1}", "This is not JSON: names have to stand in double quotation marks (line 1, column 2)."),
    (b'{"talweg" 1}', "This is not JSON: a colon is missing (line 1, column 11)."),
    (
        b'{"talweg": 1\n "seed": 1}',
        "This is not JSON: a comma or a closing bracket is missing (line 2, column 2).",
    ),
    (b'{"talweg": 1, "seed": 01}', "This is not JSON: no number is written like this (line 1, column 24)."),
    (
        b'{"talweg": 1, "a": "C:\\x"}',
        "This is not JSON: a backslash stands before a character that needs none (line 1, column 24).",
    ),
    (b"null", "The experiment has to be an object."),
    (b"[1]", "The experiment has to be an object."),
    (b"\xff\xfe{\0}\0", "This is not JSON: it is not text in UTF-8."),
    (b'{"talweg": 1, "kind": "\xed\xa0\x80"}', "This is not JSON: it is not text in UTF-8."),
    (b'{"talweg": ' + b"[" * 100_000, "This is no experiment: it is nested too deeply."),
    (b" " * 10_000_001, "The file is larger than 10000000 bytes; no experiment is."),
    (json.dumps(FILE).replace("-1.0", "1e999").encode(), "start[0] is too large a number."),
    (json.dumps(FILE).replace("500", "9" * 5000).encode(), "steps is too large a number."),
]


@pytest.mark.parametrize(("data", "sentence"), FILES, ids=[sentence for _, sentence in FILES])
def test_what_is_no_experiment_at_all_is_said_too(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


@pytest.mark.parametrize("key", ["surface", "surface.name", "optimizers.0.label"])
def test_half_a_surrogate_pair_is_no_text(key: str) -> None:
    assert refusal(json.dumps(with_(key, "\ud800")).encode()).startswith("This is not JSON: ")


@pytest.mark.parametrize(
    "path", ["surface.name", "optimizers.0.name", "optimizers.0.color", "kind", "talweg"]
)
def test_a_sentence_stays_short_whatever_the_file_holds(path: str) -> None:
    sentence = refusal(json.dumps(with_(path, "x" * 100_000)).encode())
    assert len(sentence) < 500
    assert "\n" not in refusal(json.dumps(with_(path, "two\nlines")).encode())


@pytest.mark.parametrize("name", ["'", "{where}", "\n", "", "β"])
def test_any_unknown_field_is_named(name: str) -> None:
    assert refusal(json.dumps({**FILE, name: 1}).encode()) == f"The experiment has an unknown field {name!r}."
    file = with_("optimizers", [{"name": "sgd", name: 1}])
    assert refusal(json.dumps(file).encode()) == f"optimizers[0] has an unknown field {name!r}."


def _structs(kind: Any) -> set[type[msgspec.Struct]]:
    """The structs in a type, those in their fields included."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        inside = (_structs(field.type) for field in msgspec.structs.fields(kind))
        return {kind}.union(*inside)
    return set().union(*map(_structs, get_args(kind)))


WRONG: list[Any] = [None, True, 1, 1.5, "x", {}, {"a": "x"}, [], ["x"], [1], [["x"]], [[["x"]]], [[[[{}]]]]]
PLAIN_TYPES = "a whole number|a number|true or false|text|a list|a number or a list|an object"


def test_no_sentence_names_a_type_as_programs_do() -> None:
    seen = set()
    for kind in _structs(SurfaceExperiment) | _structs(NetworkExperiment):
        for field, value in itertools.product(msgspec.structs.fields(kind), WRONG):
            try:
                msgspec.json.decode(json.dumps(value), type=field.type)
            except msgspec.ValidationError as error:
                sentence = str(json_codec.explained(error, ()))
                seen.add(re.sub(r"^.*? (has|have|lacks|is) ", "", sentence))
    unclear = {
        one for one in seen if one.startswith("to be ") and not re.fullmatch(f"to be ({PLAIN_TYPES}).", one)
    }
    assert not unclear
    assert {f"to be {one}." for one in PLAIN_TYPES.split("|")} <= seen


# --- generated ----------------------------------------------------------------------------------------------


def accepted(parameter: Parameter) -> st.SearchStrategy[float]:
    low = max(parameter.at_least, -1e308)
    high = min(parameter.at_most, parameter.below, 1e308)
    return st.floats(low, high, exclude_max=parameter.below <= high)


LABELS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="/\\"), min_size=1, max_size=40
)


@st.composite
def settings(draw: st.DrawFn, label: str) -> OptimizerSettings:
    kind = draw(st.sampled_from(list(SETTINGS.values())))
    rates = st.floats(0, 1e308)
    changes = draw(st.dictionaries(st.integers(1, 200_000), rates, max_size=5))
    numbers: dict[str, Any] = {
        h.name: draw(accepted(h) if isinstance(h, Parameter) else st.booleans())
        for h in kind.optimizer.hyperparameters
    }
    return kind(
        label=label,
        learning_rate=draw(rates),
        enabled=draw(st.booleans()),
        color=draw(st.none() | st.from_regex("#[0-9a-fA-F]{6}", fullmatch=True)),
        learning_rate_changes=tuple(sorted(changes.items())),
        **numbers,
    )


@st.composite
def surface_choices(draw: st.DrawFn) -> SurfaceChoice:
    if draw(st.booleans()):
        side = st.tuples(st.floats(-1e6, 0), st.floats(1e-6, 1e6))
        finite = st.floats(allow_nan=False, allow_infinity=False)
        # Names like those of fields are a person's right.
        return SurfaceChoice(
            formula="x**2 + name*y**2 + function*formula",
            parameters=draw(st.dictionaries(st.sampled_from(["name", "function", "formula"]), finite)),
            domain=draw(st.none() | st.tuples(side, side)),
        )
    surface = draw(st.sampled_from(list(SURFACES.values())))
    values = {p.name: accepted(p) for p in surface.parameters}
    return SurfaceChoice(name=surface.name, parameters=draw(st.fixed_dictionaries({}, optional=values)))


@st.composite
def experiments(draw: st.DrawFn, steps: int = 200_000) -> SurfaceExperiment:
    labels = draw(st.lists(LABELS, min_size=1, max_size=4, unique=True))
    coordinate = st.floats(-1e6, 1e6)
    return SurfaceExperiment(
        surface=draw(surface_choices()),
        start=draw(st.tuples(coordinate, coordinate)),
        optimizers=tuple(draw(settings(label)) for label in labels),
        steps=draw(st.integers(1, steps)),
        seed=draw(st.integers(0, 2**32 - 1)),
        gradient_noise=draw(st.floats(0, 1e308)),
    )


@given(experiments())
def test_what_is_written_is_read_back_equal(made: SurfaceExperiment) -> None:
    assert made.validated() == made
    assert experiment_files.from_json(experiment_files.to_json(made)) == made


def read_or_refused(data: bytes) -> None:
    try:
        made = experiment_files.from_json(data)
    except TalwegError as error:
        sentence = str(error)
    else:
        assert experiment_files.from_json(experiment_files.to_json(made)) == made
        sentence = "Valid."
    assert sentence.endswith((".", "?"))
    assert len(sentence) < 500


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**400, "\ud800", 1e308, "surface", "sgd"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(list(FILE)), inner),
    max_leaves=8,
)


@st.composite
def mutated_files(draw: st.DrawFn) -> bytes:
    """A valid file in which one value, somewhere, is another one."""
    file = copy.deepcopy(draw(st.sampled_from([FILE, {**FILE, "surface": FORMULA}])))
    place: Any = file
    while True:
        key = draw(st.sampled_from(list(place) if isinstance(place, dict) else list(range(len(place)))))
        if not (isinstance(place[key], dict | list) and place[key]) or draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    place[key] = draw(JSON)
    return json.dumps(file).encode()


@given(mutated_files())
def test_no_changed_file_ends_in_a_traceback(data: bytes) -> None:
    read_or_refused(data)


@given(st.integers(0, 600), st.integers(0, 20), st.binary(max_size=20))
def test_no_damaged_file_ends_in_a_traceback(at: int, lost: int, new: bytes) -> None:
    data = json.dumps(FILE).encode()
    read_or_refused(data[:at] + new + data[at + lost :])


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
@example(b'{"talweg":1,"":' + b"[" * 900 + b"]" * 900 + b"}")
def test_no_other_bytes_end_in_a_traceback(data: bytes) -> None:
    read_or_refused(data)
