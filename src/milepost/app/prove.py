"""Prove: carry guides out without each of their steps in turn, and say what does not notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from milepost.app.milestones import find_named, load_milestones
from milepost.app.project import load_project
from milepost.app.run import memory_of, opener, plan_guides, settings_of
from milepost.app.secrets import secret_values
from milepost.progress.mask import discreet, masked
from milepost.reading.read import ReadSettings
from milepost.run.prove import prove_roadmap

if TYPE_CHECKING:
    from milepost.app.run import RunRequest
    from milepost.result.observer import Observer
    from milepost.result.proof import ProveResult

BUDGET = 300.0
"""Seconds after which no further step is left out, where nothing else is asked for."""


def prove(request: RunRequest, observer: Observer, *, budget: float = BUDGET) -> ProveResult:
    """Leave out each step of the named guides; those that they need are only carried out.

    Raises MilepostError for what cannot be read, and for prerequisites that form a cycle.
    """
    project = load_project(request.folder)
    reads = ReadSettings(values=dict(request.values))
    guides = load_milestones(project, request.paths, reads, follow=True)
    named = frozenset(find_named(project, request.paths).paths)
    secrets = secret_values(project)
    with memory_of(request, secrets, recalls=request.cache) as known:
        result = prove_roadmap(
            plan_guides(guides),
            settings_of(request),
            opener(request),
            discreet(observer, secrets),
            known,
            proven=named,
            budget=budget,
        )
    return masked(replace(result, sandbox=request.sandbox), secrets)
