"""Kernels that are forked from one process which has imported what notebooks import: a fresh process each, ready at once."""

from __future__ import annotations

import ast
import multiprocessing
import os
import signal
from collections.abc import Iterable
from multiprocessing import forkserver
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner

from analysis.book import beside, memory

KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel")  # what every kernel imports


def imported(notebooks: Iterable[nbformat.NotebookNode]) -> list[str]:
    """Return the names of the modules that the code of `notebooks` imports, and of what may be modules among the rest.

    >>> cells = [nbformat.v4.new_code_cell("import json\\nfrom a.b import c"), nbformat.v4.new_code_cell("no code")]
    >>> imported([nbformat.v4.new_notebook(cells=cells)])
    ['a.b', 'a.b.c', 'json']
    """
    found = set()
    for source in (cell.source for notebook in notebooks for cell in notebook.cells if cell.cell_type == "code"):
        try:
            statements = ast.parse(source).body
        except SyntaxError:  # of a notebook's own syntax, or a fault that its execution will report
            continue
        for node in statements:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return sorted(found)


def serve(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be the kernel that was started with `arguments`, in `folder`, until it is told to end."""
    os.setsid()  # not reached by what interrupts the build
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    beside.end_with_build()  # its kernel asks for the fork server alone, and that stays as long as a kernel does
    os.chdir(folder)
    os.environ.update(environment)
    memory.look_seldom()
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])


if hasattr(os, "fork"):
    FORKS = multiprocessing.get_context("forkserver")

    class Forked(FORKS.Process):
        """A forked process that answers as one of `subprocess` does."""

        stdin = stdout = stderr = None

        def poll(self) -> int | None:
            """Return how the process ended, or None."""
            return self.exitcode

        def wait(self) -> int | None:
            """Wait for its end; return how it ended."""
            self.join()
            return self.exitcode

        def send_signal(self, signal: int) -> None:
            """Send `signal` to it, if it runs."""
            if self.pid and self.poll() is None:
                os.kill(self.pid, signal)


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel by a fork."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start the kernel; return how to reach it."""
        arguments = cmd[cmd.index("-f") :]  # the connection, and to keep no history in the home folder
        folder = str(kwargs.get("cwd") or os.getcwd())
        self.process = Forked(target=serve, args=(arguments, folder, kwargs["env"]), daemon=True)
        self.process.start()
        self.pid, self.cwd = self.process.pid, folder
        return self.connection_info


class ForkedKernelManager(AsyncKernelManager):
    """Manages a kernel that was started by a fork."""

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        self.provisioner = self.provisioner or ForkedProvisioner(kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kwargs)

    pre_start_kernel = _async_pre_start_kernel


def _start_server() -> None:
    """Start the fork server so that who interrupts the build does not interrupt its imports."""
    with beside.uninterrupted():
        forkserver.ensure_running()


def preload(modules: Iterable[str]) -> None:
    """Have the process from which kernels are forked import `modules` when it starts."""
    FORKS.set_forkserver_preload([*KERNEL, *modules])


def manager(notebooks: Iterable[nbformat.NotebookNode]) -> type[AsyncKernelManager]:
    """Return how kernels for `notebooks` are to be started: by forks where there are such, with what they import there."""
    if not hasattr(os, "fork"):
        return AsyncKernelManager
    preload(imported(notebooks))
    try:
        _start_server()
    except OSError:  # the name of the temporary folder is too long for the file of its socket
        return AsyncKernelManager
    return ForkedKernelManager


def stop() -> None:
    """Kill the forked kernels that run."""
    for kernel in multiprocessing.active_children():
        kernel.kill()
