"""Completion of entity names in a shell, in both scripts, and ``pharmagraph completion`` to set it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

from pharmagraph.errors import PharmagraphError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmagraph.knowledge_graph import KnowledgeGraph

_SET_UP = {
    "bash": '# put into ~/.bashrc:  eval "$(pharmagraph completion bash)"\n',
    "zsh": '# put into ~/.zshrc:  eval "$(pharmagraph completion zsh)"\n',
    "fish": "# put into ~/.config/fish/completions/pharmagraph.fish\n",
}


def entity_name(ctx: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Names and ids that begin so; none where no graph has been built yet."""
    earlier = ctx.params.get("text") or ctx.params.get("entity")
    if earlier:
        return []  # a name of several words is completed as one, in quotes
    return _offer(ctx, lambda kg: kg.complete(incomplete))


def kind_name(ctx: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Kinds that begin so."""
    return _offer(ctx, lambda kg: [one for one in sorted(kg.names.kinds()) if one.startswith(incomplete)])


def _offer(ctx: click.Context, ask: Callable[[KnowledgeGraph], list[str]]) -> list[CompletionItem[str]]:
    import pharmagraph

    try:
        with pharmagraph.open(ctx.params.get("graph"), build=False) as kg:
            return [CompletionItem(name) for name in ask(kg)]
    except PharmagraphError:
        return []


@click.command("completion")
@click.argument("shell", type=click.Choice(sorted(_SET_UP)))
def command(shell: str) -> None:
    """Print the script that completes commands, options and entity names in SHELL.

    Напечатать скрипт автодополнения команд, параметров и названий для оболочки SHELL.

    \b
    eval "$(pharmagraph completion bash)"
    eval "$(pharmagraph completion zsh)"
    pharmagraph completion fish > ~/.config/fish/completions/pharmagraph.fish
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.cli import main

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"there is no completion for {shell}")
    script = completion(main, {}, "pharmagraph", "_PHARMAGRAPH_COMPLETE").source()
    # With "filenames" bash itself quotes the spaces in a name.
    click.echo(_SET_UP[shell] + script.replace("complete -o nosort -F", "complete -o nosort -o filenames -F"))
