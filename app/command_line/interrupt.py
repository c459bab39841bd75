"""Ctrl-C on the command line, without KeyboardInterrupt: in a callback of Qt or XLA that ends in a crash."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

INTERRUPTED = 130
"""The exit code: 128 and the number of the signal, as shells have it."""


def end_at_once() -> None:
    """Let Ctrl-C end the process without a word, as long as there is nothing to keep."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else whoever started us ignores it
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))


def ignore() -> None:
    """Let Ctrl-C do nothing any more: all is done, and Python is about to end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def listening(tidy: Callable[[], object]) -> Iterator[threading.Event]:
    """The first Ctrl-C sets what is yielded and disturbs nothing; the second tidies up and ends the process.

    A thread listens: handlers of Python's own wait until a compiler or a painter has returned.
    """
    heard = threading.Event()
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        yield heard
        return
    ear, mouth = socket.socketpair()

    def listen() -> None:
        while number := ear.recv(1):
            if number[0] != signal.SIGINT:
                continue
            if heard.is_set():
                tidy()
                os._exit(INTERRUPTED)
            heard.set()

    thread = threading.Thread(target=listen, name="talweg-interrupt", daemon=True)
    thread.start()
    mouth.setblocking(False)
    known = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)
        signal.set_wakeup_fd(known)
        mouth.close()
        thread.join()
        ear.close()
