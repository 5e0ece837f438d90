"""Examples in the README and in docstrings run and give what they say."""

import doctest
import re

import dondoo
import dondoo.duckdb
import dondoo.hf
import dondoo.pandas
import dondoo.polars
import dondoo.words
import pytest


@pytest.mark.parametrize("module", [dondoo, dondoo.duckdb, dondoo.hf, dondoo.pandas, dondoo.polars, dondoo.words])
def test_docstrings(module):
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert result.failed == 0


def test_readme(root):
    text = (root / "README.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks
    names: dict[str, object] = {}
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    for number, block in enumerate(blocks):
        test = parser.get_doctest(block, {}, f"README {number}", "README.md", 0)
        test.globs = names  # one session: later blocks go on from earlier ones
        runner.run(test, clear_globs=False)
    assert runner.summarize(verbose=False).failed == 0
