"""Completions, by the shells themselves."""

import argparse
import shutil
import subprocess

import pytest
from dondoo.cli import main, parser
from dondoo.cli.completion import script

BASH, ZSH, FISH = (shutil.which(shell) for shell in ("bash", "zsh", "fish"))
ALL = {"extract", "score", "train", "schema", "completion"}


def bash(line: str, cwd=None) -> set[str]:
    """What bash offers at the end of a line."""
    words = line.split(" ")
    quoted = " ".join(f"'{w}'" for w in words)
    code = (
        f"{script('bash', parser())}\n"
        "complete -p dondoo >/dev/null || exit 3\n"
        f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}\n"
        '_dondoo dondoo "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run([BASH, "--norc", "-c", code], capture_output=True, text=True, timeout=30, check=True, cwd=cwd)
    assert done.stderr == ""
    return {line for line in done.stdout.splitlines() if line}


def fish(line: str, cwd=None) -> set[str]:
    done = subprocess.run(
        [FISH, "--no-config", "-c", f"{script('fish', parser())}\ncomplete -C '{line}'"],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
        cwd=cwd,
    )
    return {line.split("\t")[0] for line in done.stdout.splitlines()}


def zsh(line: str, tmp_path) -> str:
    """What an interactive zsh shows after a tab, in a terminal of its own."""
    (tmp_path / "_dondoo").write_text(script("zsh", parser()))
    code = f"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT=; unsetopt zle_bracketed_paste; LISTMAX=0'
zpty -w shell 'fpath=({tmp_path} $fpath); autoload -U compinit; compinit -u -D; echo rea""dy'
while zpty -r shell out; do [[ $out == *ready* ]] && break; done
zpty -w shell 'zstyle ":completion:*" list-prompt ""; zstyle ":completion:*" menu no; cd {tmp_path}; echo rea""dy2'
while zpty -r shell out; do [[ $out == *ready2* ]] && break; done
zpty -n -w shell '{line}'$'\\t\\t'
sleep 1.5
zpty -n -w shell $'\\x15exit\\n'
while zpty -r shell out; do print -r -- $out; done
"""
    done = subprocess.run([ZSH, "-f", "-c", code], capture_output=True, text=True, timeout=60, check=False)
    return done.stdout


needs_bash = pytest.mark.skipif(BASH is None, reason="no bash")
needs_fish = pytest.mark.skipif(FISH is None, reason="no fish")
needs_zsh = pytest.mark.skipif(ZSH is None, reason="no zsh")


@needs_bash
def test_bash(tmp_path):
    (tmp_path / "habari leo.jsonl").touch()
    assert bash("dondoo ") == ALL
    assert bash("dondoo ex") == {"extract"}
    assert bash("dondoo --") == {"--help", "--version"}
    assert bash("dondoo train ") == {"names"}
    assert bash("dondoo train names --l") == {"--labels"}
    assert bash("dondoo completion ") == {"bash", "zsh", "fish"}
    assert bash("dondoo extract --res") == {"--resume"}
    assert {"csv", "jsonl", "parquet"} <= bash("dondoo extract a.jsonl --format ")
    assert bash("dondoo extract --partition-by published-m") == {"published-month"}
    assert bash("dondoo extract --table ev") == {"events"}
    assert bash("dondoo extract --field ") == set()
    assert bash("dondoo extract ha", tmp_path) == {"habari leo.jsonl"}
    assert bash("dondoo extract --lexicon ", tmp_path) == {"habari leo.jsonl"}
    assert bash("dondoo score gold.jsonl --e") == {"--errors"}


@needs_fish
def test_fish(tmp_path):
    (tmp_path / "habari.jsonl").touch()
    assert fish("dondoo ") == ALL
    assert fish("dondoo ex") == {"extract"}
    assert fish("dondoo train ") == {"names"}
    assert "--labels" in fish("dondoo train names --l")
    assert fish("dondoo completion ") == {"bash", "zsh", "fish"}
    assert fish("dondoo extract --res") == {"--resume"}
    assert {"csv", "jsonl", "parquet"} <= fish("dondoo extract a.jsonl --format ")
    assert fish("dondoo extract --table ev") == {"events"}
    assert fish("dondoo extract ha", tmp_path) == {"habari.jsonl"}


@needs_zsh
def test_zsh(tmp_path):
    done = subprocess.run([ZSH, "-n"], input=script("zsh", parser()), capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    shown = zsh("dondoo ", tmp_path)
    for command in ALL:
        assert command in shown
    assert "read articles, write records or tables" in shown
    assert "--resume" in zsh("dondoo extract --res", tmp_path)
    shown = zsh("dondoo extract --format ", tmp_path)
    assert "parquet" in shown
    assert "jsonl" in shown
    assert "--labels" in zsh("dondoo train names --la", tmp_path)


def options(node: argparse.ArgumentParser) -> set[str]:
    found: set[str] = set()
    for action in node._actions:
        found.update(flag for flag in action.option_strings if flag.startswith("--"))
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                found |= options(child)
    return found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_option_is_there(shell, capsys):
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    for flag in options(parser()):
        assert (f"-l {flag[2:]}" if shell == "fish" else flag) in out
    with pytest.raises(SystemExit):
        main(["completion", "csh"])
