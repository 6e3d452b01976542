"""Invented people who fill the house over its HTTP API: a hall that is alive, and the load of bench and tests.

    summary = play(plan_day(seed=1), read_place(url), speed=1200)

`plan.py` says what happens (pure, by seed), `player.py` does it. Nobody in it is a real person.
"""

from deploy.visitors.place import Place, Post, read_place
from deploy.visitors.plan import Day, plan_day, plan_load
from deploy.visitors.player import Company, play
from deploy.visitors.tally import Press, Summary

__all__ = [
    "Company",
    "Day",
    "Place",
    "Post",
    "Press",
    "Summary",
    "plan_day",
    "plan_load",
    "play",
    "read_place",
]
