"""What a worker process has to do with the process that gives it work."""

import os
import threading
from multiprocessing import connection, parent_process


def end_with_parent() -> None:
    """End this process as soon as the one that gives it work has ended, even by a kill.

    Otherwise it would wait for work for ever, with the language model in its memory.
    """
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
