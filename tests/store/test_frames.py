import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import dateline
from dateline.errors import StoreError
from dateline.store import Store
from dateline.store.frames import LAYERS
from dateline.types import Coding

pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
TEXT = "Germany delivered 18 howitzers to Ukraine on Tuesday. Rebels killed 12 soldiers in Goma on Monday, officials said."


@pytest.fixture(scope="module")
def coding(code: Callable[..., Coding]) -> Coding:
    return code(TEXT, id="a")


def test_pandas_columns_are_typed(coding: Coding) -> None:
    frame = coding.to_frame("events")
    assert len(frame) == len(coding.events)
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds["date_earliest"] == kinds["published"] == "datetime64[s]"
    assert (kinds["confidence"], kinds["exportable"], kinds["trigger_start"], kinds["type"]) == (
        "Float64", "boolean", "Int32", "string")  # fmt: skip
    aid = frame[frame["type"] == "AID"].iloc[0]
    assert aid["date_earliest"] == pandas.Timestamp("2024-05-14")
    assert aid["mode"] is pandas.NA
    assert aid["actors"] == ["Germany"]
    assert aid["recipient_countries"] == ["UKR"]
    assert TEXT[aid["trigger_start"] : aid["trigger_end"]] == aid["trigger"]


def test_polars_columns_are_typed(coding: Coding) -> None:
    frame = coding.to_frame("events", "polars")
    assert frame.schema["date_earliest"] == polars.Date
    assert frame.schema["contexts"] == polars.List(polars.String)
    assert frame.schema["geonameid"] == polars.Int64
    assert frame.filter(polars.col("type") == "AID")["date_earliest"].to_list() == [date(2024, 5, 14)]
    assert frame.filter(polars.col("type") == "AID")["mode"].to_list() == [None]


def test_arrow(coding: Coding) -> None:
    pytest.importorskip("pyarrow")
    table = dateline.to_frame([coding], "quantities", "arrow")
    assert table.num_rows == len(coding.quantities)
    assert str(table.schema.field("low").type) == "double"


def test_every_layer_has_a_frame_and_an_empty_one_keeps_its_types(code: Callable[..., Coding]) -> None:
    nothing = code("It rained.", id="b")
    for layer in LAYERS:
        for library in ("pandas", "polars"):
            assert len(nothing.to_frame(layer, library)) == (layer == "documents"), layer
    assert str(nothing.to_frame()["date_earliest"].dtype) == "datetime64[s]"
    assert nothing.to_frame("events", "polars").schema["contexts"] == polars.List(polars.String)


def test_a_query_is_a_frame(tmp_path: Path, coding: Coding) -> None:
    with Store(tmp_path / "n.duckdb") as store:
        store.write([coding])
        frame = store.frame("SELECT DATE '1648-10-24' AS day, NULL::DATE AS none, count(*) AS n FROM document")
        assert frame["day"][0].year == 1648
        assert frame["none"].isna().all()
        assert store.frame("FROM dyad_week", "polars").height >= 1
        for sql, wrong in (("FROM nowhere", "nowhere"), ("CREATE TEMP TABLE t (i INTEGER)", "no rows")):
            with pytest.raises(StoreError, match=wrong):
                store.frame(sql)


def test_what_cannot_be_framed_is_told(coding: Coding, code: Callable[..., Coding]) -> None:
    with pytest.raises(StoreError, match="'sentences' is not one of"):
        coding.to_frame("sentences")
    with pytest.raises(StoreError, match="'excel' is not one of"):
        coding.to_frame("events", "excel")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="two codings of one document"):
        dateline.to_frame([coding, code("It rained.", id="a")])


def test_frames_need_no_pyarrow_and_say_what_to_install() -> None:
    script = (
        "import sys\nfor name in sys.argv[1:]: sys.modules[name] = None\nimport dateline\n"
        "coding = dateline.Coding(document=dateline.Document(text='x', id='a'))\n"
        "print(len(coding.to_frame('documents', 'pandas')), len(coding.to_frame('documents', 'polars')))"
    )
    asked = [sys.executable, "-c", script]
    done = subprocess.run([*asked, "pyarrow"], capture_output=True, text=True, check=False)
    assert done.stdout == "1 1\n", done.stderr
    lacking = subprocess.run([*asked, "pandas"], capture_output=True, text=True, check=False)
    assert "pip install 'dateline[pandas]'" in lacking.stderr
