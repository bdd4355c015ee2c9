"""Run: carry guides out, each in a fresh place, and say what came of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from milepost.app.chosen import choose_steps
from milepost.app.memory import memory
from milepost.app.milestones import (
    Loaded,
    absent_needs,
    find_named,
    foreign_language,
    linked_at,
    load_milestones,
)
from milepost.app.places import Places, workspace_digest, workspace_of
from milepost.app.project import load_project
from milepost.app.secrets import secret_values
from milepost.app.values import idle_values, idle_variables, open_values
from milepost.plan.build import plan_milestone
from milepost.plan.model import Plan
from milepost.process.parallel import processors
from milepost.progress.mask import discreet, masked
from milepost.reading.read import ReadSettings
from milepost.result.model import Status
from milepost.roadmap.graph import Node, build_graph, cycles, order
from milepost.run.executors.local import LocalExecutor
from milepost.run.roadmap import run_roadmap, whole
from milepost.run.settings import RunSettings
from milepost.text.error import MilepostError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from milepost.process.place import Place
    from milepost.result.model import MilestoneResult, RunResult
    from milepost.result.observer import Observer
    from milepost.roadmap.shard import Shard
    from milepost.run.memory import Memory
    from milepost.run.supply import OpenPlace
    from milepost.snapshot.store import Store


class RunRequest(msgspec.Struct, frozen=True):
    """What to run, and how."""

    paths: tuple[str, ...] = ()
    """Files and folders as the user named them; none for the roadmap of the current folder."""
    folder: Path = msgspec.field(default_factory=Path.cwd)
    """The current folder: paths are relative to it."""
    sandbox: bool = True
    """False: on this machine, without a room."""
    network: Literal["on", "off", "lan"] = "on"
    keep_going: bool = False
    try_solutions: bool = False
    """After a failed step the commands of the best matching known issue are tried."""
    values: Mapping[str, str] = {}
    """What the reader would fill in, by placeholder."""
    pass_env: tuple[str, ...] = ()
    """Names of variables of this environment that are handed in."""
    tools: tuple[str, ...] = ()
    """Absolute paths of folders of programs that come first on PATH."""
    timeout: float | None = None
    """Seconds for each command."""
    min_coverage: float | None = None
    """Per cent; None for the configuration's. Judged by whoever turns the result into an exit
    status; see `least_coverage`."""
    strict: bool = False
    standard_input: Callable[[], bytes] | None = None
    """Reads the guide that `-` stands for."""
    cache: bool = True
    """Recall steps that ran before, and keep those that run."""
    jobs: int | None = None
    """How many milestones run beside each other at most; None for as many as there are
    processors, and on this machine itself, where they share its ports, for one."""
    last_failed: bool = False
    """Leave out the guides that passed when they ran last, unless all did."""
    first: str | None = None
    """The first step that is run even if it could be recalled, as the user named it."""
    last: str | None = None
    """The last step that is carried out, as the user named it."""
    cluster: str | None = None
    """Where the milestones run, if not on this machine; see `milepost.run.executors.address`."""
    store: str | None = None
    """URL of the store through which files travel in a cluster; None for a folder."""
    shard: Shard | None = None
    """The part of the roadmap that is run; None for all."""
    durations: tuple[str, ...] = ()
    """Reports of earlier runs, by which shards are cut."""


def run(request: RunRequest, observer: Observer) -> RunResult:
    """Carry the guides out, with those that they need before them.

    Raises MilepostError for what cannot be read, and for prerequisites that form a cycle.
    """
    project = load_project(request.folder)
    reads = ReadSettings(values=dict(request.values))
    guides = load_milestones(
        project, request.paths, reads, follow=True, standard_input=request.standard_input
    )
    warnings = (
        *idle_values(guides, request.values),
        *idle_variables(request.pass_env),
        *_left_open(guides),
        *absent_needs(project, guides),
        *filter(None, (foreign_language(guide.milestone) for guide in guides)),
        *project.notes,
    )
    asked = find_named(project, request.paths).paths
    if request.last_failed:
        guides = _failed_last(request, guides, asked)
    plan = plan_guides(guides)
    part = None
    if request.shard is not None:
        from milepost.app.shard import cut  # statistics take their time to load

        part = cut(plan, request.shard, request.durations)
        plan = part.plan
    steps = choose_steps(guides, asked, request.first, request.last)
    settings = replace(settings_of(request), steps=steps)
    secrets = secret_values(project)
    observer = discreet(observer, secrets)
    if request.cluster is None:
        result = _run_here(request, plan, settings, observer, secrets)
    else:
        from milepost.app.cluster import run_on_cluster

        result = run_on_cluster(request, plan, settings, observer, secrets)
    if part is not None:
        result = part.reported(result)
        warnings += part.warnings
    return masked(replace(result, sandbox=request.sandbox, warnings=warnings), secrets)


def _run_here(
    request: RunRequest,
    plan: Plan,
    settings: RunSettings,
    observer: Observer,
    secrets: Sequence[str],
) -> RunResult:
    jobs = request.jobs or (processors() if request.sandbox else 1)
    with memory_of(request, secrets, recalls=request.cache) as known:
        here = LocalExecutor(plan, settings, opener(request), observer, known, jobs=jobs)
        with here as executor:
            result = run_roadmap(plan, executor, observer, settings.steps)
        if known.recalls:
            note_verdicts(known.store, request, whole(plan, result, settings.steps))
    return result


def note_verdicts(store: Store, request: RunRequest, judged: Sequence[MilestoneResult]) -> None:
    """Remember how the guides ended, for `--last-failed`."""
    with suppress(OSError):  # the run itself has ended
        store.note_verdicts((str(request.folder / one.path), one.status) for one in judged)


def _left_open(guides: Sequence[Loaded]) -> tuple[str, ...]:
    """All names at once, where a run would stop at one after the other."""
    names = open_values(guides)
    if len(names) < 2:
        return ()
    advice = " ".join(f"--set {name}=…" for name in names)
    return (f"the guides leave {len(names)} values open: {advice}",)


def open_names(request: RunRequest) -> tuple[str, ...]:
    """Names of what the guides leave open for their reader, and the request gives no value for.

    Raises MilepostError for what cannot be read.
    """
    project = load_project(request.folder)
    reads = ReadSettings(values=dict(request.values))
    return open_values(load_milestones(project, request.paths, reads, follow=True))


def memory_of(
    request: RunRequest, secrets: Sequence[str], *, recalls: bool
) -> AbstractContextManager[Memory]:
    """What the run remembers: earlier runs in rooms, if it `recalls`, else itself alone.

    What holds a value of `secrets` does not outlive it.
    """
    room = places_of(request).room if request.sandbox and recalls else None
    return memory(
        os.environ,
        room,
        lambda path: workspace_digest(request.folder / path),
        secrets=secrets,
    )


def least_coverage(request: RunRequest) -> float | None:
    """Least per cent of outcomes that must hold a check: the request's, else the configuration's.

    Raises MilepostError for a wrong configuration.
    """
    if request.min_coverage is not None:
        return request.min_coverage
    return load_project(request.folder).config.min_coverage


def settings_of(request: RunRequest) -> RunSettings:
    """What holds for every milestone of the run."""
    return RunSettings(
        keep_going=request.keep_going,
        try_solutions=request.try_solutions,
        timeout=request.timeout,
        network=request.network,
        values=request.values,
    )


def _failed_last(
    request: RunRequest, guides: Sequence[Loaded], asked: Sequence[str]
) -> tuple[Loaded, ...]:
    """Those asked for that did not pass last time, and what they need; all if all did."""
    from milepost.app.store import open_store  # few runs are of what failed

    store = open_store(os.environ)
    by_path = {guide.milestone.path: guide for guide in guides}
    waiting = [path for path in asked if store.verdict(str(request.folder / path)) != Status.PASSED]
    wanted: dict[str, Loaded] = {}
    while waiting:
        path = waiting.pop()
        if path in by_path and path not in wanted:
            wanted[path] = by_path[path]
            waiting.extend(by_path[path].needs)
    chosen = tuple(guide for path, guide in by_path.items() if path in wanted)
    return chosen or tuple(guides)


def places_of(request: RunRequest) -> Places:
    """What all places of the run have in common."""
    return Places(request.sandbox, request.network, request.pass_env, request.tools)


def plan_guides(guides: Sequence[Loaded]) -> Plan:
    """The milestones in their order. Raises MilepostError if they need each other in a circle, or
    one needs itself."""
    by_path = {guide.milestone.path: guide for guide in guides}
    graph = build_graph(
        Node(path, guide.milestone.number, guide.needs) for path, guide in by_path.items()
    )
    for path, guide in by_path.items():
        itself = linked_at(guide, path)
        if itself is not None:
            raise MilepostError(
                "the guide is its own prerequisite",
                "Remove the link, or let it lead to the guide that is meant.",
                path=path,
                position=itself,
            )
    for cycle in cycles(graph):
        first, following = (*cycle, cycle[0])[:2]
        raise MilepostError(
            f"the prerequisites form a cycle: {' needs '.join((*cycle, first))}",
            "Remove one of these links: a milestone cannot come before itself.",
            path=first,
            position=linked_at(by_path[first], following),
        )
    return Plan(
        tuple(
            plan_milestone(guide.milestone, guide.reading, graph.needs[node.path])
            for node in order(graph)
            for guide in (by_path[node.path],)
        )
    )


def opener(request: RunRequest) -> OpenPlace:
    """What opens a place for a milestone."""
    places = places_of(request)

    def open_place(path: str, *, begins: bool) -> Place:
        return places.open(workspace_of(request.folder / path) if begins else None)

    return open_place
