"""`sgdviz audit`: what must never be wrong in an experiment, checked on its own runs; no window is needed."""

import argparse
import json
from pathlib import Path

import numpy as np

from sgdviz.core.audit import Check, audit
from sgdviz.core.cloud import Cloud
from sgdviz.core.descent import advance, courses
from sgdviz.core.document import problem_for
from sgdviz.core.files import read

SIGNS = {"holds": "✓", "fails": "✗", "none": "–"}
FAILED = 1


def main(options: argparse.Namespace) -> int:
    """Print the verdicts with their figures; 1 if a check does not hold, else 0."""
    experiment = read(Path(options.file))
    problem = problem_for(experiment)
    todo = courses(experiment, problem)
    traces = [course.trace() for course in todo]
    with np.errstate(all="ignore"):
        for course, trace in zip(todo, traces, strict=True):
            for _ in advance(course, trace, course.steps):
                pass
        spec = experiment.cloud
        cloud = None if spec is None else Cloud(todo[0], spec)
        found = []
        for check in audit(problem, todo, traces, cloud=cloud):
            found.append(check)
            if not options.json:
                print(f"{SIGNS[check.verdict]} {check.name}: {check.sentence}", flush=True)
    failed = sum(check.verdict == "fails" for check in found)
    if options.json:
        print(json_of(found))
    else:
        applied = sum(check.verdict != "none" for check in found)
        print(f"{failed} of {applied} checks do not hold" if failed else f"all {applied} checks that apply hold")
    return FAILED if failed else 0


def json_of(found: list[Check]) -> str:
    """The verdict of all, and each check with its figures."""
    checks = [{"name": check.name, "verdict": check.verdict, "sentence": str(check.sentence), "figures": check.sentence.values}
              for check in found]
    return json.dumps({"holds": all(check.verdict != "fails" for check in found), "checks": checks}, ensure_ascii=False)
