"""The limits: nothing written before a fault is lost by more than two seconds of the call, and what is lost is named."""

import os

import pytest
import runs
from injected import the_call


@pytest.fixture(scope="module")
def rows():
    return the_call()


def within_limits(cost):
    assert cost.tries > 0
    assert cost.seconds <= cost.limit, cost
    assert cost.seen, cost


@pytest.mark.parametrize("run", [runs.full_for_good, runs.full_for_a_while])
def test_a_failing_disk_at_every_write(tmp_path, rows, run):
    for cost in run(tmp_path, rows, 7):
        within_limits(cost)
        assert cost.events == 0, cost


def test_a_disk_that_cannot_sync(tmp_path, rows):
    for cost in runs.sync_fails(tmp_path, rows):
        within_limits(cost)
        assert cost.events == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 needs POSIX")
def test_killed_in_the_middle_of_a_write(tmp_path, rows):
    for cost in runs.killed(tmp_path, rows, 11):
        within_limits(cost)
        assert cost.events == 0


def test_files_that_were_damaged(tmp_path, rows):
    for cost in runs.file_faults(tmp_path, rows, 9):
        within_limits(cost)


def test_what_is_wrong_at_the_start_is_said_and_left_as_it_is(tmp_path):
    for cost in runs.start_faults(tmp_path):
        assert cost.seen
