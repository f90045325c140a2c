"""What the store knew on a day never changes, whatever is written afterwards."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.store import Store
from dateline.types import Actor, Coding, Document, Event, Interval, Run, Span, Why

START = datetime(2024, 1, 1, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "retract", "restore"]), st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("12")
    ),
    max_size=12,
)


def coding(document: str, text: str, run: str) -> Coding:
    """One event whose words and rule tell text and run."""
    actor = Actor(name="A", span=Span(0, 1, text), country="FRA", sectors=(), entity=None)
    event = Event(id="evt", type="AID", mode=None, contexts=(), cameo="070", quad="material cooperation", score=1.0, goldstein=1,
                  actors=(actor,), recipients=(), date=Interval(), place=None, trigger=Span(0, 1, text), realis="ACTUAL",
                  why=Why(rule=run))  # fmt: skip
    made = Run(id=f"run-{run}", version=run, codebook="", model="")
    return Coding(document=Document(id=document, text=text), events=(event,), run=made)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(STEPS)
def test_the_past_stays(steps: list[tuple[str, str, str, str]]) -> None:
    """Each day's answer, worked out beside the store, is given on that day and at the end."""
    stands: dict[str, tuple[str, str]] = {}
    retracted: set[str] = set()
    answers = []
    with Store(":memory:") as store:

        def known(day: str) -> list[tuple[str, str, str]]:
            ask = f"SELECT document_id, trigger, rule FROM event_as_of('{day}') ORDER BY ALL"
            return [(name, text, run) for name, text, run in store.query(ask)[1]]

        for number, (kind, document, text, run) in enumerate(steps):
            now = START + timedelta(days=number)
            if kind == "write":
                store.write([coding(document, text, run)], now=now)
                stands[document] = (text, run)
            elif kind == "retract" and document in stands and document not in retracted:
                store.history.retract([document], "x", now=now)
                retracted.add(document)
            elif kind == "restore" and document in retracted:
                store.history.restore([document], "x", now=now)
                retracted.remove(document)
            expected = sorted((name, *stood) for name, stood in stands.items() if name not in retracted)
            answers.append((now.date().isoformat(), expected))
            assert known(answers[-1][0]) == expected
        assert all(known(day) == expected for day, expected in answers)
