from copilot.ui.pages.hours import HoursChoice


def choose(box, hour):
    box.setCurrentIndex(box.findData(hour))
    box.activated.emit(box.currentIndex())


def test_hours_are_chosen_and_never_end_before_they_begin(qtbot):
    hours = HoursChoice()
    qtbot.addWidget(hours)
    told = []
    hours.changed.connect(lambda opens, closes: told.append((opens, closes)))
    hours.show_hours(9, 19)
    choose(hours.opens, 8)
    choose(hours.closes, 7)
    choose(hours.opens, 22)
    assert told == [(8, 19), (6, 7), (22, 23)]
    assert (hours.opens.currentData(), hours.closes.currentData()) == (22, 23)
