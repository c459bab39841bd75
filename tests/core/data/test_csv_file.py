"""CSV files as programs and people write them, and all the ways in which they can be wrong."""

import csv
import io
import math
import os
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.data import bundled, csv_file
from core.data.csv_samples import CsvSamples
from core.data.csv_table import CsvTable
from core.messages import TalwegError

SMALL = "a,b,kind\n1,2,x\n3,4.5,y\n-5e1,6,x\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.csv"


def table_of(path: Path, content: str | bytes) -> CsvTable:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return csv_file.read(str(path))


def samples_of(
    path: Path,
    content: str | bytes,
    features: tuple[str, ...] | None = None,
    target: str | None = None,
    task: str | None = None,
) -> CsvSamples:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return csv_file.samples(str(path), features, target, task)


# --- how files differ ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        SMALL,
        SMALL.replace(",", ";"),
        SMALL.replace(",", "\t"),
        SMALL.replace(",", "|"),
        SMALL.replace(",", "  "),
        SMALL.replace(",", " , "),
        SMALL.replace(",", ";").replace(".", ","),
        SMALL.replace(",", "\t").replace(".", ","),
        SMALL.replace(",", '","').replace("\n", '"\n"').join('""')[:-2],
        SMALL.replace("4.5", "\x00").replace(",", ";").replace("\x00", '"4,5"'),
        SMALL.replace("-", "−").replace("4.5", '"4.50"'),
        "sep=;\n" + SMALL.replace(",", ";"),
        SMALL.replace("\n", "\r\n"),
        SMALL.replace("\n", "\r"),
        SMALL.removesuffix("\n"),
        "\n" + SMALL.replace("\n", "\n\n") + ",,\n",
        SMALL.replace("\n", ",\n"),
        "\ufeff" + SMALL,
        SMALL.encode("utf-16"),
        ("\ufeff" + SMALL).encode("utf-16-be"),
    ],
)
def test_the_same_table_in_many_forms(path: Path, content: str | bytes) -> None:
    found = samples_of(path, content)
    np.testing.assert_array_equal(found.x, [[1, 2], [3, 4.5], [-50, 6]])
    np.testing.assert_array_equal(found.y, [0, 1, 0])
    assert (found.feature_names, found.target, found.class_names) == (("a", "b"), "kind", ("x", "y"))
    assert found.task == "classification"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_letters_beyond_ascii_in_any_encoding(path: Path, encoding: str) -> None:
    found = samples_of(path, "größe,art\n1,süß\n2,öde\n3,süß\n".encode(encoding))
    assert (found.feature_names, found.class_names) == (("größe",), ("süß", "öde"))


def test_a_table_says_what_is_in_it(path: Path) -> None:
    table = table_of(path, 'x,when,"a ""long""  name"\n1,"Jan\n2020",3\n\n2,Feb,?\n')
    assert table.names == ("x", "when", 'a "long" name')
    assert [column.kind for column in table.columns] == ["number", "text", "number"]
    assert table.preview == (("1", "Jan 2020", "3"), ("2", "Feb", "?"))
    assert table.lines == (2, 5)
    assert (table.path, table.delimiter, table.decimal) == (str(path), ",", ".")


def test_without_a_header_columns_are_numbered(path: Path) -> None:
    found = samples_of(path, "1,2,x\n3,4,y\n")
    assert (found.feature_names, found.target) == (("column 1", "column 2"), "column 3")
    np.testing.assert_array_equal(found.x, [[1, 2], [3, 4]])


def test_numbers_of_the_rows_are_no_feature(path: Path) -> None:
    """As pandas writes its index: the first column has no name."""
    found = samples_of(path, ",a,y\n0,5,u\n1,6,v\n")
    assert found.feature_names == ("a",)
    chosen = samples_of(path, ",a,y\n0,5,u\n1,6,v\n", features=("column 1",))
    np.testing.assert_array_equal(chosen.x, [[0], [1]])


@pytest.mark.parametrize(
    ("cells", "delimiter", "values"),
    [
        (["1.234,5", "2,25"], ";", [1234.5, 2.25]),
        (["1.234.567", "0,5"], ";", [1234567, 0.5]),
        (["1,234", "0,500"], ";", [1.234, 0.5]),
        (["1,234", "5,678"], ";", [1.234, 5.678]),
        (["1,234.5", "2.25"], ";", [1234.5, 2.25]),
        (["1,234", "5,678"], "\t", [1234, 5678]),
        (["0.123", "0.456"], ";", [0.123, 0.456]),
        (["+.5", "1e-3"], ",", [0.5, 0.001]),
        (["5.", "1E2"], ",", [5, 100]),
    ],
)
def test_decimal_points_and_commas(path: Path, cells: list[str], delimiter: str, values: list[float]) -> None:
    rows = "".join(f"{cell}{delimiter}{label}\n" for cell, label in zip(cells, "uv", strict=True))
    np.testing.assert_array_equal(samples_of(path, f"a{delimiter}b\n{rows}").x[:, 0], values)


def test_irises_from_a_file_are_those_that_ship(path: Path) -> None:
    x, y = bundled.iris()
    lines = (bundled.FOLDER / "iris.csv").read_text().splitlines()
    found = samples_of(path, "\n".join(line for line in lines if not line.startswith("#")))
    np.testing.assert_array_equal(found.x, x)
    np.testing.assert_array_equal(found.y, y)
    assert (found.feature_names, found.class_names) == (bundled.IRIS_FEATURES, bundled.IRIS_SPECIES)


NUMBERS = st.floats(-1e20, 1e20, allow_subnormal=False).map(lambda value: float(f"{value:.6g}"))
LABELS = st.text("abcäß ,;|\"'", min_size=1, max_size=6).map(lambda text: " ".join(f"l{text}".split()))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(st.tuples(NUMBERS, NUMBERS, LABELS), min_size=3, max_size=12),
    form=st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ","), ("|", ".")]),
    header=st.booleans(),
)
def test_what_python_writes_is_read_back(
    path: Path, rows: list[tuple[float, float, str]], form: tuple[str, str], header: bool
) -> None:
    delimiter, decimal = form
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter)
    if header:
        writer.writerow(["first", "second", "third"])
    for first, second, label in rows:
        writer.writerow([*(repr(number).replace(".", decimal) for number in (first, second)), label])
    table = table_of(path, written.getvalue())
    first, second, third = table.columns
    np.testing.assert_array_equal(first.numbers, [row[0] for row in rows])
    np.testing.assert_array_equal(second.numbers, [row[1] for row in rows])
    assert third.texts == tuple(row[2] for row in rows)
    assert header == (table.names == ("first", "second", "third"))


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("2019,2020,kind\n1.5,2.5,a\n3.5,4.5,b\n5.5,6.5,a\n", ("2019", "2020", "kind")),
        ("2019,2020,kind\n1830,2870,a\n2400,2120,b\n1510,2400,a\n", ("2019", "2020", "kind")),
        ("2015;2020;kind\n1,5;2,5;a\n3,5;4,5;b\n5,5;6,5;a\n", ("2015", "2020", "kind")),
        ("2010,2020,kind\n12,0.5,a\n0,4,b\n5,9,a\n", ("2010", "2020", "kind")),
        ("id,2010,2020\n1,2,3\n2,4,5\n3,6,8\n", ("id", "2010", "2020")),
        ("country,2019,2020\nFrance,67.1,67.2\nSpain,47.1,47.4\n", ("country", "2019", "2020")),
        (",0,1,2\n0,0.5,0.7,1\n1,0.1,0.2,0\n", ("column 1", "0", "1", "2")),
        ("0,1,label\n0.5,0.7,u\n0.1,0.2,v\n", ("0", "1", "label")),
        ("5.1,3.5,setosa\n4.9,3.0,setosa\n7.0,3.2,versicolor\n", ()),
        ("5,3,setosa\n4.9,3.1,setosa\n7,3.2,versicolor\n", ()),
        ("5,3,setosa\n4,3,versicolor\n7,2,versicolor\n", ()),
        ("1,2,x\n3,4,y\n5,6,y\n", ()),
        ("2,5,x\n3,4,y\n5,6,y\n", ()),
        ("five,2,u\n3,4,v\n5,6,u\n", ()),
        ("1,?,x\n3,4,y\n", ()),
        (",5,3\n1,4,2\n2,7,8\n", ()),
        ("0,1,\n1,0,\n1,1,\n", ()),
        ("2019,2020\n1.5,2.5\n3.5,4.5\n", ()),
    ],
)
def test_whole_numbers_can_be_names(path: Path, content: str, names: tuple[str, ...]) -> None:
    table = table_of(path, content)
    numbered = tuple(f"column {index + 1}" for index in range(len(table.names)))
    assert table.names == (names or numbered)
    assert len(table.lines) == content.count("\n") - bool(names)


@pytest.mark.parametrize(
    "comments",
    [
        "# my data\n",
        "# my data, in cm\n#\n\n  # see: http://a,b;c\n",
        "#x\r\n",
        "sep=,\n# x\n",
        "# x\nsep=,\n",
    ],
)
def test_comments_at_the_beginning_are_skipped(path: Path, comments: str) -> None:
    table = table_of(path, comments + SMALL)
    assert table.names == ("a", "b", "kind")
    first = comments.count("\n") + 2
    assert table.lines == (first, first + 1, first + 2)


def test_a_column_may_be_called_number_sign(path: Path) -> None:
    assert table_of(path, "#,Name,HP\n1,Bulbasaur,45\n4,Charmander,39\n").names == ("#", "Name", "HP")
    assert table_of(path, "a,b\n1,2\n#3,4\n").columns[0].texts == ("1", "#3")


def test_the_file_that_ships_is_read_with_its_comments(path: Path) -> None:
    found = csv_file.samples(str(bundled.FOLDER / "iris.csv"))
    np.testing.assert_array_equal(found.x, bundled.iris()[0])
    assert found.feature_names == bundled.IRIS_FEATURES


@pytest.mark.parametrize(
    "content", ["<DATE>\t<TIME>\n1\t2\n3\t4\n", "[a],[b]\n1,2\n3,4\n", "{a},b\n1,2\n3,4\n"]
)
def test_brackets_in_names_make_no_other_format(path: Path, content: str) -> None:
    assert len(table_of(path, content).columns) == 2


# --- features, target, task ---------------------------------------------------------------------------------


def test_features_and_target_can_be_chosen(path: Path) -> None:
    found = samples_of(path, SMALL, features=("b",), target="a")
    np.testing.assert_array_equal(found.x, [[2], [4.5], [6]])
    np.testing.assert_array_equal(found.y, [[1], [3], [-50]])
    assert (found.target, found.class_names, found.task) == ("a", (), "regression")


@pytest.mark.parametrize(
    ("values", "task", "classes"),
    [
        ([0, 1, 1, 0], None, ("0", "1")),
        ([-1, 1, 1, -1], None, ("-1", "1")),
        ([3, 10, 3, 10, 2, 2], None, ("2", "3", "10")),
        ([0.5, 1, 1, 0.5], None, ()),
        ([1, 2, 3, 4], None, ()),
        ([*range(11)] * 3, None, ()),
        ([*range(10)] * 3, None, tuple("0123456789")),
        ([*range(11)] * 3, "classification", tuple(map(str, range(11)))),
        ([0.5, 1, 1, 0.5], "classification", ("0.5", "1")),
        ([0, 1, 1, 0], "regression", ()),
        (["1", "1.0", "2"], "classification", ("1", "2")),
        (["b", "a", "10", "9"], None, ("10", "9", "a", "b")),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, "?x"], "classification", ("1", *"23456789", "?x")),
    ],
)
def test_what_is_a_class(
    path: Path, values: list[object], task: str | None, classes: tuple[str, ...]
) -> None:
    rows = "".join(f"{index}.5,{value}\n" for index, value in enumerate(values))
    found = samples_of(path, f"x,y\n{rows}", task=task)
    assert sorted(found.class_names) == sorted(classes)
    if classes:
        assert [float(value) for value in found.class_names if value[-1].isdigit()] == sorted(
            float(value) for value in classes if value[-1].isdigit()
        ) or "a" in classes
        names = [found.class_names[int(label)] for label in found.y]
        assert [name.removesuffix(".0") for name in names] == [
            str(value).removesuffix(".0") for value in values
        ]
    else:
        np.testing.assert_array_equal(found.y[:, 0], values)


def test_a_changed_file_is_read_again_and_another_is_not(path: Path) -> None:
    first = samples_of(path, SMALL)
    assert csv_file.samples(str(path)) is first
    assert not first.x.flags.writeable
    assert not first.y.flags.writeable
    changed = samples_of(path, SMALL.replace("4.5", "40.5"))
    assert changed.x[1, 1] == 40.5
    same_size = path.read_text().replace("40.5", "50.5")
    path.write_text(same_size)
    os.utime(path, ns=(1, 1))
    assert csv_file.samples(str(path)).x[1, 1] == 50.5


def test_samples_outlive_their_file(path: Path) -> None:
    first = samples_of(path, SMALL)
    path.unlink()
    assert csv_file.samples(str(path)) is first
    np.testing.assert_array_equal(csv_file.samples(str(path), features=("b",)).x, first.x[:, 1:])
    with pytest.raises(TalwegError, match="cannot be read"):
        csv_file.read(str(path))
    path.mkdir()
    with pytest.raises(TalwegError, match="is not a file"):
        csv_file.samples(str(path))
    with pytest.raises(TalwegError, match="cannot be read"):
        csv_file.samples(f"{path}.other")


def test_a_column_that_never_changes_is_a_feature_like_others(path: Path) -> None:
    found = samples_of(path, "a,b,y\n1,7,u\n2,7,v\n")
    np.testing.assert_array_equal(found.x, [[1, 7], [2, 7]])


# --- what is refused ----------------------------------------------------------------------------------------

FULL = "".join(f"{row},{row % 2}\n" for row in range(10_000))
MANY = f"{FULL}1,0\n"
WIDE = ",".join(f"c{column}" for column in range(101)) + "\n"
REFUSED: list[tuple[str | bytes, dict[str, object], str]] = [
    ("", {}, "data.csv is empty."),
    (" \n\n\t\n", {}, "data.csv is empty."),
    ("\ufeff", {}, "data.csv is empty."),
    ("a,b\n", {}, "data.csv has fewer than 2 rows of values; add some."),
    ("a,b\n1,2\n", {}, "data.csv has fewer than 2 rows of values; add some."),
    ("1,2\n", {}, "data.csv has fewer than 2 rows of values; add some."),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", {}, "data.csv is not a text file; save the table as CSV."),
    (b"PK\x03\x04\x14\x00\x06\x00", {}, "data.csv is not a text file; save the table as CSV."),
    (b"a,b\n1,\x81\n", {}, "data.csv is not a text file; save the table as CSV."),
    (b"\xff\xfea", {}, "data.csv is not a text file; save the table as CSV."),
    ("a,b\n" + MANY, {}, "data.csv has more than 10000 rows; take a part of them."),
    (MANY, {}, "data.csv has more than 10000 rows; take a part of them."),
    (WIDE, {}, "data.csv has 101 columns; 100 are the most."),
    ("a,b\n1,2\n3\n", {}, "data.csv, line 3: the number of fields is 1, in line 1 it is 2."),
    ("\na,b\n1,2\n\n3,4,5\n", {}, "data.csv, line 5: the number of fields is 3, in line 2 it is 2."),
    ('a,b\n1,"x\n2,y\n', {}, "data.csv, line 2: a quotation mark is not closed."),
    (
        'a,b\n1,2\n1,"' + "x\n" * 99_999,
        {},
        "data.csv, line 3: a field is far too long; perhaps a quotation mark is not closed.",
    ),
    ("\n" * 10**6 + SMALL, {}, "data.csv has more than 10000 rows; take a part of them."),
    (
        'a,b\n1,"x"y\n2,z\n',
        {},
        "data.csv, line 2: text follows a closing quotation mark; "
        "write quotation marks within a field twice.",
    ),
    ("a,a\n1,2\n3,4\n", {}, "data.csv, line 1: 2 columns are called 'a'; rename them."),
    (
        "a,b,y\n1,2,u\n3,,v\n",
        {},
        "data.csv, line 3, column 'b': a value is missing; fill it in or take the row out.",
    ),
    (
        "a,b,y\n1,NaN,u\n?,3,v\n4,NA,\n",
        {},
        "data.csv, line 2, column 'b': a value is missing, and 3 elsewhere; "
        "fill them in or take their rows out.",
    ),
    (
        "a,y\n1,u\n2,v\n3,u\n4,v\nfive,u\n",
        {},
        "data.csv, line 6, column 'a': 'five' is not a number up to 1e+30.",
    ),
    (
        "a,y\n1,u\n2,v\n3,u\n4,v\n-1e31,u\n",
        {},
        "data.csv, line 6, column 'a': '-1e31' is not a number up to 1e+30.",
    ),
    (
        "a,y\n1,u\n2,v\n3,u\n4,v\ninf,u\n",
        {},
        "data.csv, line 6, column 'a': 'inf' is not a number up to 1e+30.",
    ),
    ("a,y\nu,u\nv,v\n", {}, "data.csv has no column of numbers beside the target 'y'."),
    ("a\n1\n2\n", {}, "data.csv has no column of numbers beside the target 'a'."),
    (
        "a,y\n1,u\n2,u\n",
        {},
        "data.csv: column 'y' is 'u' in every row, so there is nothing to learn.",
    ),
    (
        "a,y\n1,5\n2,5\n",
        {"task": "regression"},
        "data.csv: column 'y' is '5' in every row, so there is nothing to learn.",
    ),
    (
        "a,y\n" + "".join(f"1,n{row}\n" for row in range(21)),
        {},
        "data.csv: column 'y' has 21 different values; 20 classes are the most.",
    ),
    (SMALL, {"task": "regression"}, "data.csv: column 'kind' holds text; numbers are needed there."),
    (
        SMALL,
        {"features": ("kind",), "target": "a"},
        "data.csv: column 'kind' holds text; numbers are needed there.",
    ),
    (SMALL, {"target": "c"}, "dataset.target is 'c'; the columns of data.csv are: a, b, kind."),
    (SMALL, {"features": ("a", "c")}, "dataset.features[1] is 'c'; the columns of data.csv are: a, b, kind."),
    (SMALL, {"features": ()}, "Choose at least one feature column."),
    (SMALL, {"features": tuple("abc" * 22)}, "dataset.features has to hold 1 to 64 entries, not 66."),
    *(
        (text, {}, f"data.csv holds {kind} and no table; save or download the table as CSV.")
        for text, kind in (
            ('{"talweg": 1,\n"kind": "network"}', "JSON"),
            ('[{"a": 1, "b": 2},\n{"a": 2, "b": 3}]', "JSON"),
            ("\n[[1, 2], [3, 4]]", "JSON"),
            ("<!DOCTYPE html>\n<html><head>", "HTML"),
            ("<html lang=en>", "HTML"),
            ("<table><tr><td>1", "HTML"),
            ('<?xml version="1.0"?>\n<rows>', "XML"),
        )
    ),
    (
        SMALL,
        {"features": ("a", "kind")},
        "dataset.features[1] is 'kind', which is the target or named before.",
    ),
    (SMALL, {"features": ("a", "a")}, "dataset.features[1] is 'a', which is the target or named before."),
    (
        "\n".join([",".join(f"c{column}" for column in range(66)), *[",".join(["1"] * 65 + ["u"])] * 2]),
        {},
        "data.csv has 65 columns of numbers; choose up to 64 as features.",
    ),
]


@pytest.mark.parametrize(("content", "choice", "sentence"), REFUSED, ids=[one[2][9:60] for one in REFUSED])
def test_what_is_wrong_is_said_with_its_place(
    path: Path, content: str | bytes, choice: dict[str, object], sentence: str
) -> None:
    with pytest.raises(TalwegError) as refused:
        samples_of(path, content, **choice)  # type: ignore[arg-type]
    assert str(refused.value) == sentence


@pytest.mark.parametrize("header", ["", "a,b\n"])
def test_as_many_rows_as_there_may_be(path: Path, header: str) -> None:
    assert samples_of(path, header + FULL).x.shape == (10_000, 1)


def test_a_column_that_is_not_used_may_lack_values(path: Path) -> None:
    found = samples_of(path, "a,b,y\n1,,u\n2,x,v\n", features=("a",))
    np.testing.assert_array_equal(found.x, [[1], [2]])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.csv", "cannot be read: No such file or directory."),
        ("a\0b.csv", "cannot be read: No such file or directory."),
        ("\ud800.csv", "cannot be read: No such file or directory."),
        ("x" * 10_000, "cannot be read: File name too long."),
        (".", " is not a file."),
    ],
)
def test_a_place_that_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(TalwegError) as refused:
        csv_file.read(f"{tmp_path}/{name}")
    sentence = str(refused.value)
    assert sentence.endswith(reason)
    assert len(sentence.encode()) < 300


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_does_not_keep_us_waiting(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(TalwegError, match="is not a file"):
        csv_file.read(str(path))


def test_a_huge_file_is_refused_without_being_read(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**11)  # sparse: it takes no room on the disk, and would fill any memory
    with pytest.raises(TalwegError, match=r"data\.csv is larger than 20 MB; take a part of it\."):
        csv_file.read(str(path))


# --- anything at all ----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "a",
            "1",
            "2.5",
            "-1e5",
            "1e999",
            "1,5",
            "1.234.567",
            "nan",
            "inf",
            "?",
            "",
            "_",
            "é",
            "٣",
            "\u2028",
        ),
        *(",", ";", "\t", "|", " ", "\n", "\r", "\r\n", '"', '""', "'", "\x00", "\x1a", "\ufeff", "sep=;\n"),
    ]
)


def sentence_or_samples(path: Path, task: str | None) -> str | CsvSamples:
    try:
        return csv_file.samples(str(path), task=task)
    except TalwegError as error:
        return str(error)


def accepted_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for task in (None, "classification", "regression"):
        found = sentence_or_samples(path, task)
        if isinstance(found, str):
            assert "\n" not in found
            assert len(found) < 300
        else:
            assert np.isfinite(found.x).all()
            assert np.isfinite(found.y).all()
            assert found.x.shape == (len(found.y), len(found.feature_names))
            assert len(found.x) >= 2


fuzz = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@fuzz
@given(st.binary(max_size=300))
@example(b"\xff\xfe\n\x00")
@example(b'"' * 200_000)
@example(b"1" * 200_000 + b",2\n3,4\n")
@example(b"\n" * 200_000)
@example(b"," * 200_000)
def test_any_bytes_are_samples_or_one_sentence(path: Path, content: bytes) -> None:
    accepted_or_refused(path, content)


@fuzz
@given(st.lists(PIECES, max_size=80).map("".join))
def test_any_text_is_samples_or_one_sentence(path: Path, content: str) -> None:
    accepted_or_refused(path, content.encode())


@fuzz
@given(
    st.lists(st.lists(PIECES, min_size=3, max_size=3).map(",".join), min_size=2, max_size=9).map("\n".join)
)
def test_any_table_is_samples_or_one_sentence(path: Path, content: str) -> None:
    accepted_or_refused(path, content.encode())


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_is_samples_or_one_sentence(path: Path, seed: int) -> None:
    damage = random.Random(seed)
    content = bytearray((bundled.FOLDER / "iris.csv").read_bytes())
    for _ in range(40):
        content[damage.randrange(len(content))] = damage.choice(b'\x00\n\r",;? 9\xff')
        accepted_or_refused(path, bytes(content))


@pytest.mark.parametrize("value", [1e-320, 1e30, -1e30, math.pi])
def test_extreme_numbers_are_kept(path: Path, value: float) -> None:
    found = samples_of(path, f"a,y\n{value!r},u\n0,v\n")
    assert found.x[0, 0] == value
