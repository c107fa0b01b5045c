"""The audit: every experiment holds, and every mistake that is put into one is found by the check that is there for it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sgdviz.core import draws
from sgdviz.core import plan as plans
from sgdviz.core.audit import Check, audit
from sgdviz.core.batches import orders
from sgdviz.core.cloud import Cloud, gathered
from sgdviz.core.course import Course
from sgdviz.core.descent import advance, courses
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.elementary import Jet, Number
from sgdviz.core.experiment import Run
from sgdviz.core.formula import formula_problem
from sgdviz.core.kinds import kinds
from sgdviz.core.landscapes import landscapes
from sgdviz.core.landscapes.landscape import Landscape
from sgdviz.core.landscapes.noise import noises
from sgdviz.core.optimizers import optimizers
from sgdviz.core.plan import Place, Plan
from sgdviz.core.problem import Problem, Rows
from sgdviz.core.schedules import schedules
from sgdviz.core.trace import Trace
from sgdviz.exhibits import exhibits

NOISY: dict[str, Any] = {"kind": "landscape", "name": "himmelblau", "noise": {"kind": "tilt"}, "samples": 30}
LINE: dict[str, Any] = {"kind": "linear_regression", "data": "faithful", "standardize": True}
CLASSES: dict[str, Any] = {"kind": "logistic_regression", "data": "penguins", "x": ["bill_length_mm", "body_mass_g"],
                           "y": "sex", "standardize": True}
SHORT = {"problem": LINE, "batch_size": 60, "epochs": 4}


def computed(document: dict[str, Any]) -> tuple[Problem, tuple[Course, ...], list[Trace]]:
    experiment = experiment_of(document)
    problem = problem_for(experiment)
    todo = courses(experiment, problem)
    return problem, todo, [traced(course) for course in todo]


def traced(course: Course) -> Trace:
    trace = course.trace()
    with np.errstate(all="ignore"):
        for _ in advance(course, trace, course.steps):
            pass
    return trace


def failed(found: Sequence[Check]) -> set[str]:
    return {check.name for check in found if check.verdict == "fails"}


def verdicts(document: dict[str, Any], **rest: Any) -> dict[str, str]:
    found = list(audit(*computed(document), **rest))
    assert not failed(found), [str(check.sentence) for check in found if check.verdict == "fails"]
    return {check.name: check.verdict for check in found}


@pytest.mark.parametrize("page", [page for exhibit in exhibits() for page in exhibit.pages], ids=lambda page: str(page.title))
def test_every_page_of_the_exhibits_holds(page: Any) -> None:
    problem = problem_for(page)
    todo = courses(page, problem)
    found = list(audit(problem, todo, [traced(course) for course in todo], seconds=0.05))
    assert not failed(found) and sum(check.verdict == "holds" for check in found) >= 9
    for check in found:
        assert str(check.sentence).endswith("."), "every template finds its values"


@pytest.mark.parametrize(("name", "noise"), [(name, list(noises)[i % len(noises)]) for i, name in enumerate(landscapes)])
def test_every_landscape_holds(name: str, noise: str) -> None:
    document = {"problem": {"kind": "landscape", "name": name, "noise": {"kind": noise, "sd": 0.3}, "samples": 11},
                "optimizer": {"name": "sgd", "lr": landscapes[name].facts["lr"] / 10}, "batch_size": 4, "epochs": 9}
    assert verdicts(document)["gradient"] == "holds"


@pytest.mark.parametrize(("optimizer", "problem"), [(name, (NOISY, LINE, CLASSES)[i % 3]) for i, name in enumerate(optimizers)])
def test_every_optimizer_holds(optimizer: str, problem: dict[str, Any]) -> None:
    document = {"problem": problem, "optimizer": {"name": optimizer, "lr": 0.003}, "batch_size": 13, "epochs": 6}
    assert verdicts(document, seconds=0.3)["every step by itself"] == "holds"


KINDS: dict[str, dict[str, Any]] = {
    "linear_regression": {"loss": "huber", "delta": 0.5}, "logistic_regression": {**CLASSES}, "landscape": {**NOISY},
    "polynomial_regression": {"degree": 3}, "regression": {"model": "a + b*sin(c*x)", "standardize": False},
    "neuron": {"activation": "logistic"}, "linear_network": {"loss": "absolute"}, "network": {"hidden": 3},
    "formula": {"formula": "x^4/4 - x*y + y^2", "noise": {"kind": "curvature", "sd": 0.3}, "samples": 9},
}


@pytest.mark.parametrize("kind", kinds)
def test_every_kind_of_problem_holds(kind: str) -> None:
    data = {} if kind in ("landscape", "formula") else {"data": "faithful", "standardize": True}
    problem = {**data, **KINDS[kind], "kind": kind}
    told = verdicts({"problem": problem, "batch_size": 50, "epochs": 3, "optimizer": {"name": "sgd", "lr": 0.001}}, seconds=0.5)
    assert told["gradient"] == told["the path computed anew"] == "holds"


@pytest.mark.parametrize("schedule", schedules)
@pytest.mark.parametrize("batches", ["constant", "linear"])
def test_every_schedule_holds(schedule: str, batches: str) -> None:
    assert verdicts({"problem": NOISY, "optimizer": {"name": "sgd", "lr": 0.002}, "batch_size": 4, "epochs": 6,
                     "schedule": {"name": schedule}, "batch_schedule": {"name": batches}})["every step by itself"] == "holds"


@pytest.mark.parametrize("order", orders)
@pytest.mark.parametrize("size", [1, 2, 29, 30])
def test_every_order_holds(order: str, size: int) -> None:
    gently = {"name": "sgd", "lr": 0.002}
    told = verdicts({"problem": NOISY, "optimizer": gently, "order": order, "batch_size": size, "epochs": 3})
    applies = not orders[order].facts.get("replacement")
    assert (told["each row once an epoch"] == "holds") == (told["mean of the batches' losses"] == "holds") == applies
    assert told["unbiased batches"] == "holds"


def test_what_a_run_may_do_on_its_way_holds() -> None:
    momentum = {"name": "sgd", "lr": 0.02, "momentum": 0.9}
    changed = {"changes": [{"step": 7, "batch_size": 9}, {"step": 61, "optimizer": momentum},
                           {"step": 90, "order": "sequential"}]}
    assert verdicts({**SHORT, **changed, "epochs": 30})["weights carry over"] == "holds"
    newton = {"changes": [{"step": 2, "optimizer": {"name": "newton"}}, {"step": 4, "optimizer": momentum}]}
    assert verdicts({**SHORT, **newton})["each row once an epoch"] == "holds", "but for the epoch that was left"
    assert verdicts({**SHORT, "carry_over": False})["weights carry over"] == "none"
    assert verdicts({**SHORT, "runs": [{"optimizer": momentum}, {"batch_size": 1}, {"start": [9.0, -7.0]}]})
    assert verdicts({**SHORT, "optimizer": {"name": "sgd", "lr": 30}})["the path computed anew"] == "holds", "it diverges"
    assert verdicts({"problem": {"kind": "formula", "formula": "abs(x) + x^2/9"}, "epochs": 40})["gradient"] == "holds"


def test_a_long_run_is_sampled_and_that_is_said() -> None:
    document = {"problem": NOISY, "optimizer": {"name": "sgd", "lr": 0.002, "momentum": 0.5}, "batch_size": 1, "epochs": 1000}
    problem, todo, traces = computed(document)
    found = {check.name: check for check in audit(problem, todo, traces, seconds=0.3)}
    assert not failed(list(found.values()))
    figures = found["every step by itself"].sentence.values
    assert 256 < figures["count"] < figures["total"] == 30_000
    assert len(list(audit(problem, todo, traces, stopped=lambda: True))) == len(found), "one that is stopped still ends"


def test_nothing_is_computed_yet() -> None:
    problem, todo, _ = computed(SHORT)
    found = list(audit(problem, todo, [course.trace() for course in todo]))
    assert not failed(found) and {check.name for check in found if check.verdict == "none"} >= {"the path computed anew"}


def skewed(slope: float, bend: float) -> Landscape:
    """x⁴ with factors of its own in its derivatives, as a sum over rows that differ by a tilt."""
    def function(x: Number) -> Jet:
        return x * x * x * x, (slope * 4 * x * x * x,), (bend * 12 * x * x,)
    right = formula_problem("x^4", noise={"kind": "tilt"}, samples=20)
    return Landscape(function, right.box, np.array([2.0]), (), right.coefficients, right.noise)


@pytest.mark.parametrize(("slope", "bend", "wrong"), [(1, 1, set()), (1 + 1e-7, 1, {"gradient", "Hessian"}),
                                                      (1, 1 - 1e-7, {"Hessian"})])
def test_a_wrong_derivative_is_found(slope: float, bend: float, wrong: set[str]) -> None:
    course = Course(skewed(slope, bend), Run(optimizer={"name": "sgd", "lr": 0.001}, batch_size=3), 50)
    assert failed(list(audit(course.problem, [course], [traced(course)]))) == wrong


@pytest.mark.parametrize("document", [SHORT, {"problem": CLASSES, "batch_size": 40}, {"problem": NOISY, "optimizer": {
    "name": "sgd", "lr": 0.001, "momentum": 0.9}}], ids=lambda document: str(document["problem"]["kind"]))
@pytest.mark.parametrize("row", [1, 9, -1])
def test_a_row_that_was_touched_is_found(document: dict[str, Any], row: int) -> None:
    problem, todo, (trace,) = computed(document)
    trace.theta[row, 0] = np.nextafter(trace.theta[row, 0], np.inf)
    assert failed(list(audit(problem, todo, [trace]))) == {"the path computed anew"}, "the last bit"
    trace.theta[row, 0] *= 1 + 1e-6
    assert failed(list(audit(problem, todo, [trace]))) >= {"the path computed anew", "every step by itself"}


def test_a_batchs_loss_that_is_not_its_own_is_found() -> None:
    problem, todo, (trace,) = computed(SHORT)
    trace.batch_loss[3] *= 1 + 1e-8
    assert failed(list(audit(problem, todo, [trace]))) == {"the path computed anew", "gradients of the steps"}


def test_another_learning_rate_is_found() -> None:
    problem, (course,), _ = computed(SHORT)
    other = Course(problem, replace(course.run, optimizer={"name": "sgd", "lr": 0.1 * (1 + 1e-8)}), course.steps)
    assert failed(list(audit(problem, [course], [traced(other)]))) >= {"the path computed anew", "every step by itself"}


def test_weights_that_do_not_carry_over_are_found() -> None:
    problem, (course,), _ = computed(SHORT)
    anew = traced(Course(problem, replace(course.run, carry_over=False), course.steps))
    assert failed(list(audit(problem, [course], [anew]))) == {
        "the path computed anew", "gradients of the steps", "every step by itself", "weights carry over"}


def test_an_order_that_prefers_a_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def biased(seed: int, epoch: Any, n: int) -> Rows:
        rows = orders["sequential"].make(seed, epoch, n).copy()
        rows[..., -1] = 0
        return rows
    monkeypatch.setitem(orders._entries, "shuffle", replace(orders["shuffle"], make=biased))
    plans._epoch_rows.cache_clear()
    found = list(audit(*computed(SHORT)))
    plans._epoch_rows.cache_clear()
    assert failed(found) == {"each row once an epoch", "mean of the batches' losses", "mean of the batches' gradients",
                             "B = n is full-batch descent"}


class Dropping(Plan):
    """Forgets the last, short batch of every epoch."""

    def first_step(self, epoch: int) -> int:
        return (epoch - 1) * (self.n // self.segments[0].batch_size)

    def place(self, step: int) -> Place:
        size = self.segments[0].batch_size
        epoch, batch = divmod(step, self.n // size)
        return Place(epoch + 1, batch + 1, self.n // size, batch * size, batch * size + size)

    def chunk(self, step: int, until: int) -> tuple[Rows, int]:
        return self.rows(step)[None], self.segments[0].batch_size


def test_a_last_short_batch_that_is_dropped_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan(run: Run, n: int) -> Plan:
        return Dropping(n, run.seed, [plans.Stretch(s.step, s.batch_size, s.order) for s in run.settings()])
    monkeypatch.setattr(Run, "plan", plan)
    assert failed(list(audit(*computed(SHORT)))) == {"each row once an epoch", "mean of the batches' losses",
                                                    "mean of the batches' gradients"}


def test_a_whole_that_is_taken_for_a_batch_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, todo, traces = computed(SHORT)
    monkeypatch.setattr(type(problem), "on", lambda self, rows: self.batch(rows))
    assert failed(list(audit(problem, todo, traces))) == {"B = n is full-batch descent"}


ALONE = "runs of the cloud alone"


def checked(document: dict[str, Any], cloud: Cloud | None = None) -> Check:
    """The check of the cloud of a document, or of another one in its place."""
    problem, todo, traces = computed(document)
    cloud = cloud or gathered(todo[0], experiment_of(document).cloud or {}, todo[0].steps)
    (found,) = (check for check in audit(problem, todo, traces, seconds=0.15, cloud=cloud) if check.name == ALONE)
    assert str(found.sentence).endswith(".")
    return found


@pytest.mark.parametrize(("optimizer", "problem", "cloud"), [
    (name, (NOISY, LINE, CLASSES)[i % 3], {"runs": 40, "vary": ("seed", "start")[i % 2]})
    for i, (name, entry) in enumerate(optimizers.items()) if not entry.facts.get("whole")])
def test_a_cloud_of_every_rule_holds(optimizer: str, problem: dict[str, Any], cloud: dict[str, Any]) -> None:
    found = checked({"problem": problem, "optimizer": {"name": optimizer, "lr": 0.003}, "batch_size": 13, "epochs": 6,
                     "cloud": cloud})
    assert found.verdict == "holds", str(found.sentence)


def test_without_a_cloud_nothing_is_said_of_one() -> None:
    assert ALONE not in verdicts(SHORT)


def test_a_cloud_without_steps_is_computed_as_far_as_it_is_looked_at() -> None:
    """To the numbers that it would have had, with no other runs than those in the same blocks."""
    document = {**SHORT, "cloud": {"runs": 3000}}
    (course,) = computed(document)[1]
    cloud = Cloud(course, {"runs": 3000})
    found = checked(document, cloud)
    whole = checked(document, gathered(course, {"runs": 3000}, course.steps))
    assert cloud.last == 0 and found.verdict == "holds" and found.sentence.values["last"] == course.steps
    assert str(found.sentence) == str(whole.sentence)


SINE = {"kind": "regression", "data": "faithful", "standardize": False, "model": "a + b*sin(c*x)"}


@pytest.mark.parametrize("epochs", [3, 0])
@pytest.mark.parametrize("problem", [NOISY, LINE, CLASSES])
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_a_run_of_a_cloud_with_another_seed_is_found(problem: dict[str, Any], optimizer: str, epochs: int) -> None:
    """Whether the cloud is computed before or by the audit."""
    found = mistaken({"problem": problem, "optimizer": {"name": optimizer, "lr": 0.003}, "batch_size": 13, "epochs": 3}, epochs)
    assert found.verdict == "fails" and found.sentence.values["number"] == 40


def test_what_single_precision_may_make_goes_by_the_size_of_each_parameter() -> None:
    """The curvature along the frequency of a sine is large, and so is the level that it is added to."""
    found = mistaken({"problem": SINE, "optimizer": {"name": "adam", "lr": 0.01}, "batch_size": 13, "epochs": 3}, 3)
    assert found.verdict == "fails" and found.sentence.values["difference"] > 500 * found.sentence.values["allowed"]


def mistaken(document: dict[str, Any], epochs: int) -> Check:
    """The check of a cloud whose last run has the seed of another."""
    document = {**document, "cloud": {"runs": 40}}
    _, (course, *_), _ = computed(document)
    cloud = Cloud(course, {"runs": 40})
    moves = cloud._replicas._moves
    assert moves.seeds is not None
    moves.seeds = moves.seeds.copy()
    moves.seeds[-1] += np.uint64(1)
    while cloud.advance(epochs * course.plan.first_step(2)):
        pass
    return checked(document, cloud)


def test_a_row_that_is_put_into_another_batch_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows of an epoch change places."""
    whole = draws.shuffles

    def wrong(*given: Any) -> Any:
        for some, rows in whole(*given):
            rows[:, [0, -1]] = rows[:, [-1, 0]]
            yield some, rows
    monkeypatch.setattr(draws, "shuffles", wrong)
    assert checked({**SHORT, "cloud": {"runs": 40}}).verdict == "fails"
