"""A CSV file as bytes -> rows of cells: encoding, comments, delimiter, quotation marks."""

import contextlib
import csv
import errno
import io
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ..messages import TalwegError, tr_noop
from .csv_cells import is_number
from .samples import MOST_SAMPLES

LARGEST_FILE = 20_000_000
MOST_COLUMNS = 100
MOST_LINES = 10 * MOST_SAMPLES
"""Lines may be empty, and a quoted field may hold some."""

_DELIMITERS = ("\t", ";", "|", ",", " ")
_PROBED = 50
_PROBED_TEXT = 200_000


class CsvError(TalwegError):
    """A CSV file that cannot be used: the sentence names the file, the line and the column."""


class CsvUnreadableError(CsvError):
    """A CSV file that is not there, or that the system does not let us read."""


class Row(NamedTuple):
    """A row of cells, and its line in the file, from 1 on."""

    line: int
    cells: list[str]


def version_of(path: str) -> tuple[int, int]:
    """When the file was changed, and its size; raises CsvError if it cannot be read or is too large."""
    try:
        found = os.stat(path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(found.st_mode):  # a pipe would keep us waiting
        raise CsvError(tr_noop("core", "{path} is not a file."), path=_shown(path))
    if found.st_size > LARGEST_FILE:
        raise CsvError(
            tr_noop("core", "{file} is larger than {most} MB; take a part of it."),
            file=file_name(path),
            most=LARGEST_FILE // 1_000_000,
        )
    return found.st_mtime_ns, found.st_size


def _unreadable(path: str, error: OSError | ValueError) -> CsvUnreadableError:
    # A ValueError says that no file can be called so.
    reason = error.strerror if isinstance(error, OSError) else os.strerror(errno.ENOENT)
    sentence = tr_noop("core", "{path} cannot be read: {reason}.")
    return CsvUnreadableError(sentence, path=_shown(path), reason=reason)


def file_name(path: str) -> str:
    """The name of a file as it can be shown in a sentence."""
    return _shown(Path(path).name)


def _shown(path: str) -> str:
    readable = path.encode(errors="replace").decode()
    return readable if len(readable) <= 200 else f"…{readable[-199:]}"


def read_rows(path: str) -> tuple[str, list[Row]]:
    """The delimiter of a file and its rows that hold anything, all of one width; raises CsvError."""
    file = file_name(path)
    text = _decoded(_content(path), file)
    _check_format(text, file)
    delimiter, text = _delimiter(_without_comments(text))
    return delimiter, _rows(_without_comments(text), delimiter, file)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError as error:
        raise _unreadable(path, error) from None


def _decoded(data: bytes, file: str) -> str:
    """The text of the file: UTF-8, UTF-16 if it says so, or Windows' extension of Latin-1."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search("[\x00-\x08\x0e-\x1f\x7f]", text):
            return text
    raise CsvError(tr_noop("core", "{file} is not a text file; save the table as CSV."), file=file)


_FORMATS = {
    "JSON": re.compile(r'\s*(\{\s*["}]|\[\s*[\[{])'),
    "HTML": re.compile(r"\s*<(!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE),
    "XML": re.compile(r"\s*<\?xml\b"),
}
"""How files begin that are saved or downloaded in place of a table."""


def _check_format(text: str, file: str) -> None:
    for name, beginning in _FORMATS.items():
        if beginning.match(text):
            raise CsvError(
                tr_noop("core", "{file} holds {format} and no table; save or download the table as CSV."),
                file=file,
                format=name,
            )


def _without_comments(text: str) -> str:
    """The text with its first lines made empty, as long as they are comments; # may be a column's name."""
    said = re.match(r"(?:[ \t]*(?:#(?![,;|\t])[^\r\n]*)?(?:\r\n|\r|\n))*", text)
    if said is None or "#" not in said[0]:
        return text
    return "\n" * len(re.findall(r"\r\n|\r|\n", said[0])) + text[said.end() :]


def _delimiter(text: str) -> tuple[str, str]:
    """What parts the fields, and the text without the line with which Excel may say so."""
    said = re.match("(\n*)sep=([,;|\t])\r?\n", text)
    if said:
        return said[2], said[1] + "\n" + text[said.end() :]
    return max(_DELIMITERS, key=lambda delimiter: _plausibility(text, delimiter)), text


def _plausibility(text: str, delimiter: str) -> tuple[float, float]:
    """How well the first records fit: rows of one width, and many numbers in them."""
    reader = csv.reader(_lines(text[:_PROBED_TEXT], delimiter), **_dialect(delimiter))
    records: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # what came before it is enough
        for record in islice(reader, _PROBED):
            if record:
                records.append([cell.strip() for cell in record])
    widths = Counter(map(len, records))
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if width < 2:
        return 0.0, 0.0
    fitting = count / len(records)
    cells = [cell for record in records for cell in record]
    return fitting * sum(map(is_number, cells)) / len(cells), fitting


def _lines(text: str, delimiter: str) -> Iterable[str]:
    lines = io.StringIO(text, newline="")
    if delimiter == " ":  # any number of blanks part two fields
        return (" ".join(line.split()) + "\n" for line in lines)
    return lines


def _dialect(delimiter: str) -> dict[str, Any]:
    return {"delimiter": delimiter, "skipinitialspace": delimiter != " "}


def _rows(text: str, delimiter: str, file: str) -> list[Row]:
    """The rows that hold anything, all of one width; raises CsvError."""
    rows: list[Row] = []
    for row in _records(text, delimiter, file):
        if len(rows) > MOST_SAMPLES + 1 or row.line > MOST_LINES:  # with or without a header, it is too long
            raise too_long(file)
        if not any(row.cells):
            continue
        if not rows and len(row.cells) > MOST_COLUMNS:
            raise CsvError(
                tr_noop("core", "{file} has {count} columns; {most} are the most."),
                file=file,
                count=len(row.cells),
                most=MOST_COLUMNS,
            )
        if rows and len(row.cells) != len(rows[0].cells):
            raise CsvError(
                tr_noop(
                    "core",
                    "{file}, line {line}: the number of fields is {count}, in line {first} it is {width}.",
                ),
                file=file,
                line=row.line,
                count=len(row.cells),
                first=rows[0].line,
                width=len(rows[0].cells),
            )
        rows.append(row)
    if not rows:
        raise CsvError(tr_noop("core", "{file} is empty."), file=file)
    return rows


def too_long(file: str) -> CsvError:
    """The error for a file with more rows than may be."""
    return CsvError(
        tr_noop("core", "{file} has more than {most} rows; take a part of them."),
        file=file,
        most=MOST_SAMPLES,
    )


def _records(text: str, delimiter: str, file: str) -> Iterator[Row]:
    reader = csv.reader(_lines(text, delimiter), **_dialect(delimiter), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable_record(error, file, line) from None
        yield Row(line, [" ".join(cell.split()) for cell in record])


def _unreadable_record(error: csv.Error, file: str, line: int) -> CsvError:
    if "expected after" in str(error):
        sentence = tr_noop(
            "core",
            "{file}, line {line}: text follows a closing quotation mark; "
            "write quotation marks within a field twice.",
        )
    elif "limit" in str(error):
        sentence = tr_noop(
            "core", "{file}, line {line}: a field is far too long; perhaps a quotation mark is not closed."
        )
    else:
        sentence = tr_noop("core", "{file}, line {line}: a quotation mark is not closed.")
    return CsvError(sentence, file=file, line=line)
