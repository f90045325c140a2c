"""Agency style sets the day right behind the place: "near Damboa Tuesday"."""

from dateline.coder import Coder
from dateline.types import Document


def test_the_place_and_the_day_are_both_read(coder: Coder) -> None:
    coding = coder(Document(text="Gunmen killed nine soldiers in an ambush near Damboa Tuesday.", published="2024-05-15"))
    assert [place.name for place in coding.places] == ["Damboa"]
    assert coding.events[0].date.earliest == "2024-05-14"
