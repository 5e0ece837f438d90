"""What a process does to a batch: forks, signals, memory, very long texts."""

import multiprocessing
import os
import pickle
import resource
import signal
import subprocess
import sys
import textwrap
import time

import dondoo
import pytest

SENTENCE = "Rais wa Kenya aliwasili Kampala tarehe 18 Juni 2024 kwa ziara ya siku mbili. "


def run(code: str, **kwargs) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, timeout=120, check=False, **kwargs)


def test_the_pool_survives_fork():
    dondoo.extract_batch([SENTENCE] * 100, threads=2)
    child = os.fork()
    if child == 0:
        ok = len(dondoo.extract_batch([SENTENCE] * 100, threads=2)) == 100
        os._exit(0 if ok else 1)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            assert status == 0
            return
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    pytest.fail("the forked child hangs")


def _count(texts):
    return len(dondoo.extract_batch(texts, threads=2).mentions)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_multiprocessing(method):
    dondoo.extract_batch([SENTENCE] * 10)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(_count, [[SENTENCE] * 5] * 4) == [10] * 4


def test_interrupt_stops_a_batch_at_once():
    done = run(
        """
        import dondoo, os, signal, threading, time
        texts = ["Rais wa Kenya aliwasili Kampala tarehe 18 Juni 2024 kwa ziara ya siku mbili. " * 2000] * 400
        sent = []
        def stop():
            time.sleep(0.3)
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)
        threading.Thread(target=stop).start()
        try:
            dondoo.extract_batch(texts, threads=1)
            print("finished before the signal")
        except KeyboardInterrupt:
            print("stopped", time.monotonic() - sent[0])
        print(len(dondoo.extract_batch(["Rais wa Kenya alisema."])))
        """
    )
    lines = done.stdout.split("\n")
    assert lines[0].startswith("stopped"), done.stdout + done.stderr
    assert float(lines[0].split()[1]) < 0.2
    assert lines[1] == "1"


def test_interrupt_during_one_huge_article():
    done = run(
        """
        import dondoo, os, signal, threading, time
        text = "Rais wa Kenya aliwasili Kampala kwa ziara ya siku mbili. " * 500000
        sent = []
        def stop():
            time.sleep(0.3)
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)
        threading.Thread(target=stop).start()
        try:
            dondoo.extract_batch([text])
            print("finished before the signal")
        except KeyboardInterrupt:
            print("stopped", time.monotonic() - sent[0])
        os._exit(0)
        """
    )
    first = done.stdout.split("\n")[0]
    if not first.startswith("finished"):
        assert float(first.split()[1]) < 0.2


def test_a_huge_article():
    text = SENTENCE * (50_000_000 // len(SENTENCE))
    batch = dondoo.extract_batch([text, SENTENCE])
    assert [d.error for d in batch] == [None, None]
    assert len(batch.mentions) == 2 * (50_000_000 // len(SENTENCE)) + 2


def test_memory_stays_flat_over_a_stream():
    done = run(
        """
        import dondoo, resource
        extractor = dondoo.Extractor()
        def stream(n):
            for _ in range(n):
                yield "Rais wa Kenya aliwasili Kampala tarehe 18 Juni 2024 kwa ziara ya siku mbili. " * 20
        def peak(n):
            for doc in extractor.pipe(stream(n)):
                pass
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        first = peak(4000)
        print(first, peak(12000))
        """
    )
    first, second = map(int, done.stdout.split())
    assert second < first * 1.1 + 8192, done.stdout


def test_import_and_first_extract_are_quick():
    code = (  # CPU time: what else runs on the machine does not count
        "import time; t = time.process_time(); import dondoo; "
        "dondoo.extract('Rais wa Kenya alisema hivyo leo.'); print(time.process_time() - t)"
    )
    best = min(float(run(code).stdout) for _ in range(5))
    assert best < 0.3, f"{best:.3f} s"


def test_importing_pulls_in_no_heavy_library():
    done = run("import sys, dondoo, dondoo.cli; print([m for m in ('pandas', 'numpy', 'pyarrow', 'polars') if m in sys.modules])")
    assert done.stdout.strip() == "[]"


def test_pickles_are_small():
    # The configuration travels, not the data.
    assert len(pickle.dumps(dondoo.Extractor())) < 1000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0
