"""What an article costs in each engine: one process, Spark, Dask and Ray over the same articles in one run.

Usage: engines.py [ARTICLES.jsonl] [HOW_MANY]   (by default the example articles, over and over, 1200 of them)

Every engine reads all tables but tokens, on two workers of one thread, after a first small job that starts the workers. Beside the wall
clock, which other work on the machine disturbs, stands the processor time of the engine's own processes (Spark's JVM, Dask's scheduler and
Ray's daemons among them): that is what core hours are paid for.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

import dondoo
import psutil
import pyarrow as pa

ROOT = Path(__file__).resolve().parent.parent
TABLES = [table for table in dondoo._core.TABLES if table != "tokens"]
WORKERS = 2
BLOCKS = 8
MONTH = 30 * 1_000_000
Job = Callable[[pa.Table], int]


def processor_seconds() -> float:
    """Processor time so far of this process and all below it."""
    total = 0.0
    for process in [psutil.Process(), *psutil.Process().children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


@contextmanager
def single() -> Iterator[Job]:
    """One process, one thread."""
    import dondoo._columnar as columnar

    def job(rows: pa.Table) -> int:
        plan = columnar.Plan.of(
            rows.column_names, TABLES, text="text", id="id", published="published", headline=None, extractor=None, threads=1
        )
        return plan(rows).num_rows

    yield job


@contextmanager
def spark() -> Iterator[Job]:
    """Spark in local mode."""
    import dondoo.spark
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false").config("spark.driver.memory", "2g")
    session = builder.config("spark.driver.host", "localhost").config("spark.sql.execution.arrow.maxRecordsPerBatch", "256").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def job(rows: pa.Table) -> int:
        table = session.sparkContext.parallelize([tuple(row.values()) for row in rows.to_pylist()], BLOCKS)
        frame = session.createDataFrame(table, "id long, text string, published string")
        dondoo.spark.extract(frame, table=TABLES, published="published").write.format("noop").mode("overwrite").save()
        return rows.num_rows

    yield job
    session.stop()


@contextmanager
def dask() -> Iterator[Job]:
    """Dask with a cluster of processes."""
    import dask.dataframe as dd
    import distributed
    import dondoo.dask

    with (
        distributed.LocalCluster(n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster),
    ):

        def job(rows: pa.Table) -> int:
            frame = dd.from_pandas(rows.to_pandas(), npartitions=BLOCKS)
            facts = dondoo.dask.extract(frame, table=TABLES, id="id", published="published")
            return int(facts.map_partitions(len).compute().sum())

        yield job


@contextmanager
def ray() -> Iterator[Job]:
    """Ray Data."""
    import dondoo.ray
    import ray as engine
    import ray.data

    path = os.environ.get("PYTHONPATH")
    engine.init(
        num_cpus=WORKERS, include_dashboard=False, log_to_driver=False, runtime_env={"env_vars": {"PYTHONPATH": path}} if path else {}
    )
    ray.data.DataContext.get_current().enable_progress_bars = False

    def job(rows: pa.Table) -> int:
        size = -(-rows.num_rows // BLOCKS)
        blocks = ray.data.from_arrow([rows.slice(start, size) for start in range(0, rows.num_rows, size)])
        return dondoo.ray.extract(blocks, table=TABLES, published="published").materialize().count()

    yield job
    engine.shutdown()


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples/articles.jsonl"
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1200
    given = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    some = list(islice(cycle(given), count))
    rows = pa.table(
        {
            "id": pa.array(range(count), pa.int64()),
            "text": pa.array([row["text"] for row in some], pa.string()),
            "published": pa.array([row.get("published") or None for row in some], pa.string()),
        }
    )
    print(f"{count} articles of {rows['text'].nbytes / count / 1000:.1f} kB, {WORKERS} workers of one thread\n")
    print(f"{'':16} {'articles/s':>10} {'ms of processor':>16} {'articles a second':>18} {'core hours a month':>19}")
    print(f"{'':16} {'wall clock':>10} {'an article':>16} {'of a core':>18} {'of 1M a day':>19}")
    engines = {"one process": single, "Spark": spark, "Dask": dask, "Ray": ray}
    if shutil.which("java") is None:
        del engines["Spark"]
    for name, start in engines.items():
        with start() as job:
            job(rows.slice(0, 4 * BLOCKS))
            before, began = processor_seconds(), time.perf_counter()
            done = job(rows)
            wall, spent = time.perf_counter() - began, processor_seconds() - before
        if done != count:
            raise SystemExit(f"{name}: {done} of {count} articles came back")
        each = spent / count
        print(f"{name:16} {count / wall:10.0f} {each * 1000:16.2f} {1 / each:18.0f} {MONTH * each / 3600:19.0f}", flush=True)


if __name__ == "__main__":
    main()
