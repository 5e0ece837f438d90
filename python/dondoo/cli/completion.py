"""``dondoo completion bash|zsh|fish``: a script that completes the command line, made from its parser.

Our own because the parser is small and the package has no dependency: a script names every command and option once, so it cannot
know less than ``--help``. What an option takes is told by its choices (or ``offers``, where any list of them is right) and its metavar:
``FILE``, ``OUT`` and ``MODEL`` are files.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_FILES = ("FILE", "OUT", "MODEL", "GOLD", "PREDICTED")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "completion",
        help="print a script that completes this command line",
        description='Print a completion script. bash: eval "$(dondoo completion bash)" in ~/.bashrc; zsh: save it as _dondoo in a folder '
        "of your $fpath; fish: save it as ~/.config/fish/completions/dondoo.fish",
    )
    parser.set_defaults(run=run)
    parser.add_argument("shell", choices=list(_SHELLS), help="your shell")


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    from dondoo.cli import parser

    print(script(arguments.shell, parser()), end="")
    return 0


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """Return the script for a shell."""
    return _SHELLS[shell](list(_walk(parser, ())))


@dataclass
class _Option:
    flags: list[str]
    help: str
    takes: bool
    choices: list[str]
    files: bool
    many: bool


@dataclass
class _Command:
    """A command by its path: ``()`` is the program, ``("train", "names")`` a command of a command."""

    path: tuple[str, ...]
    help: str
    commands: dict[str, str] = field(default_factory=dict)
    options: list[_Option] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    files: bool = False

    @property
    def flags(self) -> list[str]:
        return [flag for option in self.options for flag in option.flags]


def _walk(parser: argparse.ArgumentParser, path: tuple[str, ...], told: str = "") -> Iterator[_Command]:
    own = _Command(path, told)
    below: list[tuple[argparse.ArgumentParser, str, str]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                own.commands[choice.dest] = choice.help or ""
                below.append((action.choices[choice.dest], choice.dest, choice.help or ""))
        elif action.option_strings:
            own.options.append(
                _Option(
                    list(action.option_strings),
                    (action.help or "").split(" (default")[0],
                    action.nargs != 0,
                    [str(c) for c in getattr(action, "offers", None) or action.choices or ()],
                    action.metavar in _FILES,
                    isinstance(action, argparse._AppendAction),
                )
            )
        else:
            own.words.extend(str(c) for c in action.choices or ())
            own.files |= action.metavar in _FILES
    yield own
    for child, name, told in below:
        yield from _walk(child, (*path, name), told)


def _bash(commands: list[_Command]) -> str:
    """One function: it finds the command among the words before the cursor, then offers what that takes.

    Only what the bash 3.2 of macOS knows: no ``mapfile``, and ``compopt`` may be missing.
    """
    steps, cases = [], []
    for command in commands:
        for name in command.commands:
            steps.append(f'            "{" ".join(command.path)}:{name}") path="{" ".join((*command.path, name))}" ;;')
        values = []
        for option in command.options:
            if option.takes:
                action = f'words="{" ".join(option.choices)}"' if option.choices else ("files=1" if option.files else ":")
                values.append(f"                {'|'.join(option.flags)}) {action} ;;")
        offer = " ".join([*command.commands, *command.words])
        files = "files=1" if command.files else ":"
        cases.append(
            f'        "{" ".join(command.path)}")\n'
            f'            case "$prev" in\n' + "".join(v + "\n" for v in values) + "                *)\n"
            f'                    if [[ "$cur" == -* ]]; then words="{" ".join(command.flags)}"; else words="{offer}"; {files}; fi ;;\n'
            "            esac ;;"
        )
    return (
        "# bash completion of dondoo, made by: dondoo completion bash\n"
        "_dondoo() {\n"
        '    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" path="" words="" files="" i\n'
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
        '        case "$path:${COMP_WORDS[i]}" in\n' + "\n".join(steps) + "\n        esac\n    done\n"
        "    COMPREPLY=()\n"
        '    case "$path" in\n' + "\n".join(cases) + "\n    esac\n"
        '    if [[ -n "$words" ]]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); fi\n'
        '    if [[ -n "$files" && ${#COMPREPLY[@]} -eq 0 ]]; then\n'
        "        local IFS=$'\\n'\n"
        "        compopt -o filenames 2>/dev/null\n"
        '        COMPREPLY=($(compgen -f -- "$cur"))\n'
        "    fi\n"
        "}\n"
        "complete -F _dondoo dondoo\n"
    )


def _quote(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _zsh(commands: list[_Command]) -> str:
    def told(text: str) -> str:
        return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")

    def name(path: tuple[str, ...]) -> str:
        return "_".join(("_dondoo", *path))

    out = ["#compdef dondoo", "# zsh completion of dondoo, made by: dondoo completion zsh", ""]
    for command in commands:
        lines = []
        for option in command.options:
            value = ""
            if option.takes:
                value = f":value:({' '.join(option.choices)})" if option.choices else (":file:_files" if option.files else ":value: ")
            for flag in option.flags:
                # Options that exclude each other's other spelling; some may come again.
                before = "*" if option.many else f"({' '.join(option.flags)})"
                lines.append(_quote(f"{before}{flag}[{told(option.help)}]{value}"))
        if command.commands:
            lines += ["'1:command:->command'", "'*::argument:->argument'"]
        elif command.words:
            lines.append(_quote(f"1:value:({' '.join(command.words)})"))
        elif command.files:
            lines.append("'*:file:_files'")
        out.append(f"{name(command.path)}() {{")
        if command.commands:
            out.append("    local context state state_descr line")
            out.append("    typeset -A opt_args")
        out.append("    _arguments -s \\\n        " + " \\\n        ".join(lines))
        if command.commands:
            pairs = " ".join(_quote(f"{child}:{told(text)}") for child, text in command.commands.items())
            out += ["    case $state in", f"        command) local -a all=({pairs}); _describe command all ;;", "        argument)"]
            out.append("            case $line[1] in")
            out += [f"                {child}) {name((*command.path, child))} ;;" for child in command.commands]
            out += ["            esac ;;", "    esac"]
        out += ["}", ""]
    out.append('if [[ "$funcstack[1]" = _dondoo ]]; then _dondoo "$@"; else compdef _dondoo dondoo; fi')
    return "\n".join(out) + "\n"


def _fish(commands: list[_Command]) -> str:
    out = ["# fish completion of dondoo, made by: dondoo completion fish", "complete -c dondoo -f"]
    for command in commands:
        seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in command.path)
        if command.commands:
            none = f"not __fish_seen_subcommand_from {' '.join(command.commands)}"
            here = f"{seen}; and {none}" if seen else none
            for name, text in command.commands.items():
                out.append(f"complete -c dondoo -n {_quote(here)} -a {name} -d {_quote(text)}")
        else:
            here = seen
        where = f" -n {_quote(here)}" if here else ""
        for word in command.words:
            out.append(f"complete -c dondoo{where} -a {word}")
        if command.files:
            out.append(f"complete -c dondoo{where} -F")
        for option in command.options:
            line = f"complete -c dondoo{where}"
            for flag in option.flags:
                line += f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}"
            if option.takes:
                line += f" -x -a {_quote(' '.join(option.choices))}" if option.choices else (" -r -F" if option.files else " -x")
            out.append(f"{line} -d {_quote(option.help)}")
    return "\n".join(out) + "\n"


_SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
