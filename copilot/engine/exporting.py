"""All calls for other programs."""

import contextlib

from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.review.export import to_csv


def all_calls_csv(desk: Desk) -> str:
    """For a CRM, a row per call, newest first; calls whose record cannot be read are left out."""
    reviews = []
    for call in desk.calls():
        with contextlib.suppress(KnownError):
            reviews.append(desk.review(call.call_id))
    return to_csv(reviews)
