import threading

from copilot.call.events import AlertDismissed, Tick
from copilot.engine.mailbox import Mailbox


def test_clicks_are_read_first_and_order_is_kept():
    box = Mailbox()
    box.put(Tick(at_ms=1))
    box.put(Tick(at_ms=2))
    box.click(AlertDismissed(at_ms=3, alert=1))
    assert box.take(0) == [AlertDismissed(at_ms=3, alert=1), Tick(at_ms=1), Tick(at_ms=2)]
    assert box.take(0) == []


def test_a_full_box_makes_producers_wait_but_never_the_user():
    box = Mailbox(limit=1)
    box.put(Tick(at_ms=1))
    producer = threading.Thread(target=box.put, args=(Tick(at_ms=2),))
    producer.start()
    box.click(AlertDismissed(at_ms=3, alert=1))
    assert len(box.take(1)) >= 2
    producer.join(5)
    assert not producer.is_alive()


def test_closing_lets_a_waiting_producer_go():
    box = Mailbox(limit=1)
    box.put(Tick(at_ms=1))
    producer = threading.Thread(target=box.put, args=(Tick(at_ms=2),))
    producer.start()
    box.close()
    producer.join(5)
    assert not producer.is_alive()
    assert box.take(0) == [Tick(at_ms=1)]


def test_a_knock_ends_the_wait_once():
    box, taken = Mailbox(), []
    reader = threading.Thread(target=lambda: taken.append(box.take(60)))
    reader.start()
    box.knock()
    reader.join(10)
    assert taken == [[]]
    box.put(Tick(at_ms=1))
    assert box.take(0) == [Tick(at_ms=1)]
