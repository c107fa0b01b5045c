"""One long deed in a thread of its own, which says how far it is and may be called off."""

import threading
from collections.abc import Callable
from typing import Any

from sgdviz.core.progress import Cancelled, Progress


class Work(threading.Thread):
    """A deed that is being done, for whoever looks at it again and again.

    `share` is how far it is, from 0 to 1, None until that is known; `wanted` False calls it off. Between two parts it calls
    `pause`. Once the thread has ended there is the `result`, or the `error` that ended it.
    """

    def __init__(self, deed: Callable[[Progress], Any], pause: Callable[[], object] = lambda: None) -> None:
        super().__init__(daemon=True)
        self._deed, self._pause = deed, pause
        self.share: float | None = None
        self.wanted = True
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self._deed(self._tell)
        except BaseException as error:  # for who waits
            self.error = error

    def _tell(self, share: float) -> None:
        self.share = share
        self._pause()
        if not self.wanted:
            raise Cancelled
