from hypothesis import given
from hypothesis import strategies as st

from app.lab.history import LONGEST, Change, History

keys = st.sampled_from([None, "slider", "start"])
changes = st.lists(st.tuples(st.integers(), keys), max_size=30)


def record_all(values: list[tuple[int, str | None]], start: int = 0) -> tuple[History[int], int, list[int]]:
    """The history of a value that went through `values`, the present value, and where undo should lead."""
    history: History[int] = History()
    present, befores, open_key = start, [], None
    for value, key in values:
        history = history.record("change", present, key)
        if key is None or key != open_key:
            befores.append(present)
        present, open_key = value, key
    return history, present, befores


@given(changes)
def test_undo_goes_back_over_every_change_and_redo_forth(values: list[tuple[int, str | None]]) -> None:
    history, present, befores = record_all(values)
    undone = []
    while history.past:
        undone.append(present)
        history, present = history.undo(present)
        assert present == befores[len(befores) - len(undone)]
    assert len(undone) == len(befores)
    while history.future:
        history, present = history.redo(present)
        assert present == undone.pop()
    assert undone == []
    assert len(history.past) == len(befores)


def test_a_drag_is_undone_as_one() -> None:
    history: History[str] = History()
    for before in ("a", "b", "c"):
        history = history.record("move", before, "slider")
    assert history.past == (Change("move", "a"),)


def test_two_drags_of_one_slider_are_two_changes() -> None:
    history = History[str]().record("move", "a", "slider").close("b").record("move", "b", "slider")
    assert [change.value for change in history.past] == ["a", "b"]


def test_a_change_between_parts_a_drag() -> None:
    history = History[str]().record("move", "a", "slider").record("add", "b").record("move", "c", "slider")
    assert [change.value for change in history.past] == ["a", "b", "c"]


def test_drag_goes_not_on_after_undo() -> None:
    history = History[str]().record("add", "a").record("move", "b", "slider")
    history, _ = history.undo("c")
    assert [change.value for change in history.record("move", "b", "slider").past] == ["a", "b"]


def test_new_change_forgets_what_was_undone() -> None:
    history, present = History[str]().record("add", "a").undo("b")
    assert present == "a"
    assert history.future == (Change("add", "b"),)
    assert history.record("remove", "a").future == ()


def test_names_travel_with_their_changes() -> None:
    history = History[int]().record("first", 0).record("second", 1)
    history, present = history.undo(2)
    history, present = history.undo(present)
    assert [change.name for change in history.future] == ["first", "second"]
    history, present = history.redo(present)
    assert (history.past[-1].name, history.future[0].name, present) == ("first", "second", 1)


def test_the_oldest_changes_are_forgotten() -> None:
    history: History[int] = History()
    for number in range(LONGEST + 10):
        history = history.record("change", number)
    assert [change.value for change in history.past] == list(range(10, LONGEST + 10))


def test_history_is_a_value() -> None:
    empty: History[int] = History()
    one = empty.record("change", 1)
    one.undo(2)
    assert empty == History()
    assert one == History((Change("change", 1),))


def test_a_drag_that_ends_where_it_began_is_no_change() -> None:
    history = History[str]().record("choose", "a").record("move", "b", "slider").record("move", "c", "slider")
    assert [change.name for change in history.close("b").past] == ["choose"]
    assert [change.name for change in history.close("d").past] == ["choose", "move"]
