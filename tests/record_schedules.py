"""Record what torch.optim.lr_scheduler does, for test_schedules.py. Run by hand: python tests/record_schedules.py

The optional extra `torch` installs what this needs. The table is written beside the tests, in data/schedules.npz.
"""

from pathlib import Path
from typing import Any

import numpy as np

TABLE = Path(__file__).parent / "data" / "schedules.npz"
RATE, STEPS = 0.3, 90
"""The optimizer's learning rate, and for how many steps it is recorded."""
CASES: dict[str, tuple[dict[str, Any], str, dict[str, Any]]] = {
    "constant": ({"name": "constant"}, "ConstantLR", {"factor": 1.0}),
    "step": ({"name": "step", "every": 7, "gamma": 0.4}, "StepLR", {"step_size": 7, "gamma": 0.4}),
    "exponential": ({"name": "exponential", "gamma": 0.93}, "ExponentialLR", {"gamma": 0.93}),
    "inverse_time": ({"name": "inverse_time", "decay": 0.2}, "LambdaLR", {"lr_lambda": lambda k: 1 / (1 + 0.2 * k)}),
    "inverse_sqrt": ({"name": "inverse_sqrt", "decay": 0.2}, "LambdaLR", {"lr_lambda": lambda k: (1 + 0.2 * k) ** -0.5}),
    "polynomial": ({"name": "polynomial", "power": 2.5}, "PolynomialLR", {"total_iters": STEPS, "power": 2.5}),
    "linear": ({"name": "polynomial", "steps": 40}, "PolynomialLR", {"total_iters": 40, "power": 1.0}),
    "cosine": ({"name": "cosine", "floor": 0.1}, "CosineAnnealingLR", {"T_max": STEPS, "eta_min": 0.1 * RATE}),
    "restarts": ({"name": "cosine_restarts", "period": 10, "multiplier": 2, "floor": 0.05}, "CosineAnnealingWarmRestarts",
                 {"T_0": 10, "T_mult": 2, "eta_min": 0.05 * RATE}),
    "same_restarts": ({"name": "cosine_restarts", "period": 13, "multiplier": 1}, "CosineAnnealingWarmRestarts", {"T_0": 13}),
    "one_cycle": ({"name": "one_cycle", "peak": 2.0, "share": 0.4, "div_factor": 10.0, "final_div_factor": 100.0}, "OneCycleLR",
                  {"max_lr": 2 * RATE, "total_steps": STEPS, "pct_start": 0.4, "div_factor": 10, "final_div_factor": 100}),
    "short_cycle": ({"name": "one_cycle", "share": 0.01}, "OneCycleLR",
                    {"max_lr": RATE, "total_steps": STEPS, "pct_start": 0.01}),
}
"""What is recorded: a schedule of a document, and PyTorch's scheduler with what it takes."""
WARMUPS = {"constant": 9, "step": 1, "cosine": 12, "polynomial": 30}
"""Cases that are recorded after a warm-up of so many steps too; it is a part of the length."""
PLATEAU: dict[str, Any] = {"patience": 2, "factor": 0.5, "threshold": 0.01}
FLOOR = 0.1
EPOCHS = 60


def losses() -> list[float]:
    """J after each epoch of a run that falls, stalls, falls again and gets worse."""
    falling = [2.0 * 0.9**k for k in range(15)]
    return [*falling, *[falling[-1] * (1 - 1e-3 * k) for k in range(15)], *[0.3 * 0.97**k for k in range(15)],
            *[0.2 + 0.01 * k for k in range(15)]]


def recorded(scheduler: str, numbers: dict[str, Any], warmup: int = 0) -> np.ndarray[Any, Any]:
    """The learning rates of STEPS steps."""
    import torch
    from torch.optim import lr_scheduler

    numbers = {k: v - warmup if k in ("T_max", "total_iters") else v for k, v in numbers.items()}
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=RATE)
    made: Any = getattr(lr_scheduler, scheduler)(optimizer, **numbers)
    if warmup:
        rise = lr_scheduler.LinearLR(optimizer, start_factor=1 / (warmup + 1), total_iters=warmup)
        made = lr_scheduler.SequentialLR(optimizer, [rise, made], [warmup])
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        made.step()
    return np.array(rates)


def plateau() -> np.ndarray[Any, Any]:
    """The learning rate after each epoch of `losses`."""
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1)], lr=RATE)
    made = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **PLATEAU, min_lr=FLOOR * RATE, eps=0.0)
    rates = []
    for loss in losses():
        made.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    return np.array(rates)


def table() -> dict[str, np.ndarray[Any, Any]]:
    """Every case, each by its name."""
    found = {name: recorded(*case) for name, (_, *case) in CASES.items()}
    found |= {f"{name}_warm": recorded(*CASES[name][1:], warmup) for name, warmup in WARMUPS.items()}
    return found | {"plateau": plateau()}


if __name__ == "__main__":
    found = table()
    np.savez_compressed(TABLE, **found)  # type: ignore[arg-type]  # its stub takes every keyword for `allow_pickle`
    print(f"{len(found)} arrays in {TABLE}")
