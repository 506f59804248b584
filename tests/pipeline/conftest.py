"""Two workers: processes of this machine, and a Dask cluster's."""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from analyser.pipeline.workers import Cluster, Processes, Workers


@dataclass(frozen=True)
class Crew:
    """Two workers: how they are asked for, in ``analyse`` and in ``spread``, and who they are."""

    asked: dict[str, Any]
    workers: Callable[[], Workers]
    pids: Callable[[], list[int]]


@pytest.fixture(params=["processes", "cluster"])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    if request.param == "processes":
        yield Crew({"workers": 2}, lambda: Processes(2), _children)
        return
    distributed = pytest.importorskip("distributed", reason='the extra "cluster" is not installed')
    patient = {"distributed.deploy.lost-worker-timeout": "300s"}  # a busy machine starts one late
    local = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with (
        pytest.importorskip("dask").config.set(patient),
        distributed.LocalCluster(processes=True, **local) as cluster,
    ):
        address = cluster.scheduler_address
        yield Crew(
            {"scheduler": address},
            lambda: Cluster(address),
            lambda: [each.pid for each in cluster.workers.values()],
        )


def _children() -> list[int]:
    return [each.pid for each in multiprocessing.active_children() if each.pid]
