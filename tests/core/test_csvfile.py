from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sgdviz.core import csvfile, records, textfile
from sgdviz.core.csvfile import read_table
from sgdviz.core.invalid import Invalid
from sgdviz.core.progress import Cancelled
from sgdviz.core.records import DELIMITERS
from sgdviz.core.table import Table

KOREAN = "이름,키,몸무게\n김철수,170.5,65\n이영희,162,NA\n박민수,181.25,−3\n"
ENCODED = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "euc-kr"]
LINE_ENDS = {"unix": "\n", "windows": "\r\n", "old mac": "\r"}


def read(folder: Path, content: bytes | str, **options: str) -> Table:
    path = folder / "table.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path, **options)


def contents(table: Table) -> dict[str, list[float | str | None]]:
    """The table as plain lists, None for what is missing."""
    return {name: [None if v != v else v for v in (c.words if c.values is None else c.values.tolist())]
            for name, c in table.columns.items()}


@pytest.mark.parametrize("ends", LINE_ENDS)
@pytest.mark.parametrize("encoding", ENCODED)
def test_every_encoding_and_line_end_gives_the_same_table(tmp_path: Path, encoding: str, ends: str) -> None:
    text = KOREAN if encoding not in ("cp949", "euc-kr") else KOREAN.replace("−", "-")
    table = read(tmp_path, text.replace("\n", LINE_ENDS[ends]).encode(encoding))
    assert contents(table) == {
        "이름": ["김철수", "이영희", "박민수"], "키": [170.5, 162, 181.25], "몸무게": [65, None, -3]}


@pytest.mark.parametrize(("encoding", "told"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-16-be", "utf-16-be"), ("cp949", "cp949")])
def test_the_encoding_is_told_and_can_be_given_back(tmp_path: Path, encoding: str, told: str) -> None:
    content = KOREAN.replace("−", "-").encode(encoding)
    found = read(tmp_path, content)
    assert found.encoding == told
    assert contents(read(tmp_path, content, encoding=found.encoding, delimiter=found.delimiter)) == contents(found)


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    table = read(tmp_path, "\ufeff지역\t인구\r\n서울\t\"9,411,000\"\r\n부산\t\"3,291,000\"\r\n".encode("utf-16-le"))
    assert (table.encoding, table.delimiter) == ("utf-16", "\t")
    assert contents(table) == {"지역": ["서울", "부산"], "인구": [9411000, 3291000]}


def test_western_european_text_is_the_last_resort(tmp_path: Path) -> None:
    table = read(tmp_path, "Größe;café\n1,5;2,5\n".encode("cp1252"))
    assert (table.names, table.encoding) == (("Größe", "café"), "cp1252")


DIALECTS: dict[str, tuple[str, str, dict[str, list[float | str | None]]]] = {
    "comma": ("a,b\n1,2\n3,4\n", ",", {"a": [1, 3], "b": [2, 4]}),
    "semicolon": ("a;b\n1;2\n3;4\n", ";", {"a": [1, 3], "b": [2, 4]}),
    "tab": ("a\tb\n1\t2\n3\t4\n", "\t", {"a": [1, 3], "b": [2, 4]}),
    "bar": ("a|b\n1|2\n3|4\n", "|", {"a": [1, 3], "b": [2, 4]}),
    "blanks": ("  a    b\n  1  2.5\n 30    4\n", " ", {"a": [1, 30], "b": [2.5, 4]}),
    "blanks and tabs": ("a \t b\n1  2\n3\t 4\n", " ", {"a": [1, 3], "b": [2, 4]}),
    "blanks with quotes": ('"my a" b\n1 "x y"\n3 z\n', " ", {"my a": [1, 3], "b": ["x y", "z"]}),
    "no header": ("1,2\n3,4\n", ",", {"column 1": [1, 3], "column 2": [2, 4]}),
    "no header, first value missing": ("NA,2\n3,4\n", ",", {"column 1": [None, 3], "column 2": [2, 4]}),
    "no header, blanks, decimal comma": ("1,5 2,5\n3,5 4,5\n", " ", {"column 1": [1.5, 3.5], "column 2": [2.5, 4.5]}),
    "blank after comma": ("a, b\n1, 2\n3, 4\n", ",", {"a": [1, 3], "b": [2, 4]}),
    "one column": ("mass\n1\n2\n", ",", {"mass": [1, 2]}),
    "one column, decimal comma after words": ("x;y\n1,5;1\n2,25;2\n", ";", {"x": [1.5, 2.25], "y": [1, 2]}),
    "German": ("x;y\n1.234,5;0,5\n−2;3,14\n", ";", {"x": [1234.5, -2], "y": [0.5, 3.14]}),
    "English thousands": ('x,y\n"1,234.5",1\n"12,345,678",2\n', ",", {"x": [1234.5, 12345678], "y": [1, 2]}),
    "thousands alone": ('x,y\n"1,234",1\n"5,678",2\n', ",", {"x": [1234, 5678], "y": [1, 2]}),
    "semicolon, doubtful comma": ("x;y\n1,234;1\n5,678;2\n", ";", {"x": [1.234, 5.678], "y": [1, 2]}),
    "semicolon, thousands by a neighbour": ("x;y\n1,234;1.5\n5,678;2\n", ";", {"x": [1234, 5678], "y": [1.5, 2]}),
    "semicolon, point": ("x;y\n1.234;1\n5.678;2\n", ";", {"x": [1.234, 5.678], "y": [1, 2]}),
    "a leading zero is no group of thousands": ("x;y\n0,123;1\n0,5;2\n", ";", {"x": [0.123, 0.5], "y": [1, 2]}),
    "exponents and signs": ("x,y\n+1e3,-.5\n1E-2,5.\n", ",", {"x": [1000, 0.01], "y": [-0.5, 5]}),
    "missing": ("x,y\n1,\nNA,2\nn/a,nan\n,NULL\n-,.\n?,#N/A\n4,5\n", ",",
                {"x": [1] + [None] * 5 + [4], "y": [None, 2] + [None] * 4 + [5]}),
    "blank lines": ("\n\na,b\n\n1,2\n,\n\n3,4\n\n\n", ",", {"a": [1, 3], "b": [2, 4]}),
    "quotes": ('name,x\n"Kim, ""C.""",1\n"two\nlines",2\n', ",", {"name": ['Kim, "C."', "two\nlines"], "x": [1, 2]}),
    "quotes in a plain cell": ('pipe,x\n5" hose,1\n6",2\n', ",", {"pipe": ['5" hose', '6"'], "x": [1, 2]}),
    "words with blanks": ("city,n\nNew York,1\nSan Jose,2\n", ",", {"city": ["New York", "San Jose"], "n": [1, 2]}),
    "dates and times": ("t;v\n2024-01-01 10:00;1,5\n2024-01-02 11:30;2,5\n", ";",
                        {"t": ["2024-01-01 10:00", "2024-01-02 11:30"], "v": [1.5, 2.5]}),
    "same names": ("x,x,\n1,2,3\n", ",", {"x": [1], "x (2)": [2], "column 3": [3]}),
    "every line ends with a delimiter": ("a,b,\n1,2,\n3,4,\n", ",", {"a": [1, 3], "b": [2, 4]}),
    "told by sep=": ("sep=;\na;b\n1;2\n", ";", {"a": [1], "b": [2]}),
    "end-of-file mark": ("a,b\n1,2\n\x1a", ",", {"a": [1], "b": [2]}),
    "not numbers": ("a,b,c,d,e\n1_000,١,0x10,inf,1e999\n", ",",
                    {"a": ["1_000"], "b": ["١"], "c": ["0x10"], "d": ["inf"], "e": ["1e999"]}),
    "a broken group of thousands": ("a;b\n1,23,456;1\n12345,678.5;2\n", ";",
                                    {"a": ["1,23,456", "12345,678.5"], "b": [1, 2]}),
    "header of years": ("land,2023,2024\nKR,1,2\n", ",", {"land": ["KR"], "2023": [1], "2024": [2]}),
}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_understood(tmp_path: Path, dialect: str) -> None:
    text, delimiter, expected = DIALECTS[dialect]
    table = read(tmp_path, text)
    assert contents(table) == expected
    assert len(expected) == 1 or table.delimiter == delimiter
    assert all(table.rows == len(column) for column in table.columns.values())


def test_notes_tell_what_a_reader_should_know(tmp_path: Path) -> None:
    table = read(tmp_path, "m;m;n\n1,5;NA;1\n2,5;;2\n")
    assert [str(note) for note in table.notes] == [
        "two columns are called m; one is now m (2)", "m has a decimal comma: 1,5 is 1.5", "values missing in m (2): 2"]


def test_the_first_cell_that_is_no_number_is_remembered(tmp_path: Path) -> None:
    column = read(tmp_path, 'name,mass\n"two\nlines",3\nb,NA\nc,abc\nd,x\n').columns["mass"]
    assert column.offence == (5, "abc")
    assert not column.numeric and column.missing == 1


FAULTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \n\r\n\t\n", "the file is empty"),
    "byte order mark alone": (b"\xef\xbb\xbf\n", "the file is empty"),
    "delimiters alone": (b",,,\n,,,\n", "the file is empty"),
    "header alone": (b"a,b\n\n", "the file has names of columns but no rows"),
    "ragged": (b"a,b\n1,2\n1,2,3\n", "line 3 has 3 fields, but the first has 2"),
    "thousands without quotes": (b"a,b\n1,2\n1,234.5,3\n", "line 3 has 3 fields, but the first has 2"),
    "open quote": (b'a,b\n1,2\n"3,4\n5,6\n', "line 4 has no clear fields"),
    "zero byte": (b"a,b\n1,2\n\x00" + b"1,2\n" * 2000, "the file is not text"),
    "control characters": (b"a,b\n\x01\x02,3\n", "the file is not text"),
    "noise": (bytes(range(256)) * 8, "the file is not text"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "workbook": (b"PK\x03\x04\x14\x00", "an Excel workbook or another packed document"),
    "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1", "an Excel workbook"),
    "gzip": (b"\x1f\x8b\x08", "a compressed file"),
    "web page": (b"<!DOCTYPE html><table>", "a web page"),
    "PDF": (b"%PDF-1.7", "a PDF document"),
    "half a character of UTF-16": (b"\xff\xfea\x00,\x00b", "the file is not text"),
    "too many columns": (b"a" + b",a" * 1000 + b"\n" + b"1" + b",1" * 1000, "more than 1,000 columns"),
    "huge field": (b'a,b\n"' + b"x" * 200_000 + b'",1\n', "line 2 has no clear fields"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_one_sentence(tmp_path: Path, fault: str) -> None:
    content, sentence = FAULTS[fault]
    with pytest.raises(Invalid) as error:
        read(tmp_path, content)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_encoding_or_delimiter_is_one_sentence(tmp_path: Path) -> None:
    for options, sentence in [({"encoding": "utf-8"}, "not in utf-8; one of these may fit: utf-8, utf-16"),
                              ({"encoding": "klingon"}, "not in klingon"), ({"encoding": "hex"}, "not in hex"),
                              ({"delimiter": "x"}, '"x" parts no fields')]:
        with pytest.raises(Invalid, match=sentence):
            read(tmp_path, "지역,b\n1,2\n".encode("cp949"), **options)


def test_size_and_rows_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "MAX_ROWS", 3)
    assert read(tmp_path, "a\n1\n2\n3\n").rows == 3
    with pytest.raises(Invalid, match="more than 3 rows"):
        read(tmp_path, "a\n1\n2\n3\n4\n")
    monkeypatch.setattr(textfile, "MAX_BYTES", 2_000_000)
    with pytest.raises(Invalid, match="larger than 2 MB"):
        read(tmp_path, b"1\n" * 1_000_001)


def test_a_folder_and_a_missing_file_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="is a folder"):
        read_table(tmp_path)
    with pytest.raises(Invalid, match="there is no file"):
        read_table(tmp_path / "nothing.csv")
    with pytest.raises(Invalid, match="cannot be read"):
        read_table("a\0b")


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
FOLDERS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FOLDERS
@given(rows=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1), delimiter=st.sampled_from(DELIMITERS),
       titled=st.booleans())
def test_numbers_come_back_bit_for_bit_on_both_ways(tmp_path: Path, rows: list[tuple[float, ...]], delimiter: str,
                                                    titled: bool) -> None:
    lines = [delimiter.join(map(repr, row)) for row in rows]
    names = [f"column {i + 1}" for i in range(3)]
    text = [delimiter.join(f'"{name}"' for name in names)] * titled + lines
    table = read(tmp_path, "\n".join(text))
    assert [tuple(row) for row in zip(*contents(table).values(), strict=True)] == rows
    slow, _ = csvfile._slow([text], delimiter, names, titled)
    for name in names:
        assert table.columns[name].values.tobytes() == slow[name].values.tobytes()


@FOLDERS
@given(cells=st.lists(st.text(st.sampled_from("0123456789.,eE+-_ nNaAifx−١１\u2003\"'\t"), max_size=8), min_size=1))
@example(cells=["\t", "0"])
def test_both_ways_agree_on_what_a_number_is(cells: list[str], tmp_path: Path) -> None:
    lines = ["x", *(cell.replace(",", "") for cell in cells)]
    fast = csvfile._fast([lines], ",", ["x"], True)
    if fast is not None:
        slow, _ = csvfile._slow([lines], ",", ["x"], True)
        assert slow["x"].numeric
        np.testing.assert_array_equal(fast["x"].values, slow["x"].values)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(' ",;|\n'), max_size=12).map(
    lambda word: " ".join(f"w{word}".split(" ")).rstrip().replace("−", "~"))


@FOLDERS
@given(rows=st.lists(st.tuples(WORDS, WORDS, st.integers(-10**9, 10**9)), min_size=1),
       delimiter=st.sampled_from(DELIMITERS[:-1]), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_words_come_back(tmp_path: Path, rows: list[tuple[str, str, int]], delimiter: str, encoding: str) -> None:
    def quoted(value: object) -> str:
        return '"{}"'.format(str(value).replace('"', '""'))

    text = "\n".join(delimiter.join(map(quoted, row)) for row in [("a", "b", "c"), *rows])
    table = read(tmp_path, text.encode(encoding), delimiter=delimiter)
    assert contents(table) == {name: list(values) for name, values in zip("abc", zip(*rows, strict=True), strict=True)}


@FOLDERS
@given(content=st.binary(max_size=400) | st.text("1,;\t|\" .\n\ra-", max_size=80).map(str.encode))
def test_any_bytes_give_a_table_or_a_sentence(tmp_path: Path, content: bytes) -> None:
    try:
        table = read(tmp_path, content)
    except Invalid as error:
        assert str(error)
    else:
        assert table.rows > 0 and all(len(column) == table.rows for column in table.columns.values())
        for column in table.columns.values():
            assert column.values is None or not np.isinf(column.values).any()


FIELDS = st.sampled_from(["1", "2.5", "-3e2", "1,5", "1.234", "1,234", "−7", "", " ", "NA", "nan", "-", "word", "two words",
                          '"q"', '"a ""b"""', '"1,2"', '"x\ny"', '"', 'a"b', "0x1", "1_0", " 4 ", "\u20034"])
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])


def reading(path: Path) -> object:
    """All that is known of the table in a file, or what is wrong with it."""
    try:
        table = read_table(path)
    except Invalid as error:
        return str(error)
    columns = [(c.name, c.values if c.values is None else c.values.tobytes(), c.words, c.missing, c.offence)
               for c in table.columns.values()]
    return columns, table.rows, table.delimiter, table.encoding, [str(note) for note in table.notes]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(FIELDS, FIELDS, ENDS), min_size=1, max_size=12), delimiter=st.sampled_from(DELIMITERS),
       encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), block=st.integers(1, 40))
def test_a_table_is_the_same_wherever_blocks_end_and_however_they_are_read(
    tmp_path: Path, rows: list[tuple[str, str, str]], delimiter: str, encoding: str, block: int,
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("".join(delimiter.join(row[:2]) + row[2] for row in rows).encode(encoding))
    found = reading(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textfile, "BLOCK", block)
        assert reading(path) == found
        patch.setattr(records, "_plain", lambda *_: None)
        patch.setattr(csvfile, "_fast", lambda *_: None)
        assert reading(path) == found


def test_the_reader_says_how_far_it_is_and_can_be_called_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textfile, "BLOCK", 50)
    path = tmp_path / "table.csv"
    path.write_text("x,y\n" + "1,2\n" * 200)
    shares: list[float] = []
    assert read_table(path, progress=shares.append).rows == 200
    assert len(shares) > 20 and shares == sorted(shares) and shares[0] >= 0 and 0.9 < shares[-1] <= 1

    def call_off(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_table(path, progress=call_off)
