"""The curve of one weight: what its layers show against what the core says."""


import frames
import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from sgdviz.core.descent import courses
from sgdviz.core.document import experiment_of, problem_for
from sgdviz.core.frame import Frame
from sgdviz.core.landscapes import landscape_problem, landscapes
from sgdviz.ui import i18n
from sgdviz.ui.curve.envelope import Envelope
from sgdviz.ui.curve.picture import CurvePicture
from sgdviz.ui.curve.points import FACTORS, arrow_factor, stationary_points
from sgdviz.ui.curve.sampling import home_box
from sgdviz.ui.curve.seismograph import shown_epochs
from sgdviz.ui.look import theme
from sgdviz.ui.paint.canvas import Canvas
from sgdviz.ui.paint.labels import Placer

QUINTIC = {"kind": "landscape", "name": "quintic", "noise": {"kind": "curvature", "sd": 0.5}}
SADDLE = {"problem": QUINTIC, "start": [-3], "batch_size": 4, "epochs": 60, "optimizer": {"name": "sgd", "lr": 0.1},
          "runs": [{"name": "SGD"}, {"name": "full batch", "batch_size": 40}]}
CURVES = [name for name, entry in landscapes.items() if len(entry.facts["box"]) == 1]


def frame_of(document, step, **more):
    return frames.frame_of(document, step, **more)


@pytest.fixture
def canvas(qtbot, qapp):
    theme.apply(qapp, "light")
    # In a window of its own, as in a view: a plot widget that is closed itself takes its layers away.
    window, canvas = QWidget(), Canvas()
    canvas.setParent(window)
    qtbot.addWidget(window)
    canvas.resize(900, 560)
    window.show()
    yield canvas
    window.close()


@pytest.fixture
def shown(canvas):
    def make(document, step, whole=True, **more):
        picture = CurvePicture(canvas, whole)
        picture.draw(frame_of(document, step, **more))
        canvas.grab()
        return picture
    return make


def test_the_curves_are_the_losses(shown):
    picture = shown(SADDLE, 353)
    frame, graph = picture.frame, picture.graph
    for curve, problem in ((graph.whole, frame.problem), (graph.batch, frame.batch)):
        assert np.array_equal(curve[:, 1], problem.loss(curve[:, :1]))
    assert graph.main is graph.whole
    plan, first = frame.course.plan, frame.course.plan.first_step(frame.place.epoch)
    assert len(graph.ghosts) == 10
    for ghost, step in zip(graph.ghosts, range(first, first + 10), strict=True):
        assert np.array_equal(ghost[:, 1], frame.problem.on(plan.rows(step)).loss(ghost[:, :1]))


def test_the_mean_of_the_batches_is_the_curve(shown):
    picture = shown(SADDLE, 100, whole=False)
    assert np.allclose(picture.graph.ghosts[:, :, 1].mean(axis=0), picture.graph.whole[:, 1], atol=1e-9)
    assert picture.graph.main is picture.graph.batch


def test_forty_of_many_batches_are_shown_and_it_says_so(shown):
    picture = shown({"problem": QUINTIC | {"samples": 100}, "batch_size": 1}, 30)
    assert len(picture.graph.ghosts) == 40
    assert "40 of 100 batches shown" in [label.line.pieces[0].text for label in picture.actors.labels]


def test_where_the_batch_is_the_whole_there_is_one_curve_and_one_arrow(shown):
    picture = shown(SADDLE, 20, watched=1)
    assert not len(picture.graph.batch)
    assert [arrow.token for arrow in picture.actors.arrows] == ["ink"]


@pytest.mark.parametrize("name", CURVES)
def test_marks_stand_on_the_curve_where_it_has_no_slope(shown, name):
    picture = shown({"problem": {"kind": "landscape", "name": name}}, 0)
    problem = picture.frame.problem
    assert picture.actors.points
    for point, at in picture.actors.points:
        assert problem.gradient(np.array([point.theta]))[0] == pytest.approx(0, abs=1e-9)
        height = float(problem.loss(np.array([point.theta])))
        assert (at.x(), at.y()) == pytest.approx(tuple(picture.canvas.to_px(np.array([point.theta, height]))))
        around = problem.loss(np.array([[point.theta - 1e-2], [point.theta + 1e-2]])) - height
        assert point.kind == {(1, 1): "minimum", (-1, -1): "maximum"}.get(tuple(np.sign(around)), "inflection")


def test_the_minima_of_a_batch_are_found():
    problem = landscape_problem("double_well", noise={"kind": "tilt", "sd": 0.1}).on(np.array([0, 3]))
    found = [point.theta for point in stationary_points(problem)]
    assert problem.gradient(np.array(found)[:, None])[:, 0] == pytest.approx([0, 0], abs=1e-6)
    assert (problem.hessian(np.array(found)[:, None]) > 0).all()


@pytest.mark.parametrize("name", CURVES)
def test_the_box_shows_what_matters(name):
    problem = landscape_problem(name)
    (left, right), (low, high) = home_box(problem)
    assert (left, right) == tuple(problem.box[0])
    for theta in [problem.start, *(mark.point for mark in problem.marks)]:
        assert low < float(problem.loss(theta)) < high
    inside = problem.loss(np.linspace(left, right, 201)[:, None])
    assert np.mean((inside >= low) & (inside <= high)) > 0.85


@pytest.mark.parametrize("name", CURVES)
def test_the_scale_of_the_arrows_is_a_round_number(name):
    factor = arrow_factor(landscape_problem(name))
    mantissa = factor / 10 ** np.floor(np.log10(factor) + 1e-9)
    assert min(abs(mantissa - f) for f in FACTORS) < 1e-9


def test_arrows_lie_on_the_axis_and_are_as_long_as_the_slopes(shown):
    picture = shown(SADDLE, 353)
    frame, actors = picture.frame, picture.actors
    rect, (left, right) = picture.canvas.plot_rect(), picture.canvas.box[0]
    for arrow, slope in zip(actors.arrows, (frame.gradient, frame.batch_gradient), strict=True):
        expected = -float(slope[0]) * actors.factor * rect.width() / (right - left)
        assert arrow.end.x() - arrow.start.x() == pytest.approx(expected)
        assert rect.bottom() - 40 < arrow.start.y() == arrow.end.y() < rect.bottom()
        assert arrow.start.x() == pytest.approx(picture.canvas.to_px(np.array([frame.theta[0], 0]))[0])


def test_balls_glide_on_the_curve(shown):
    picture = shown(SADDLE, 200, fraction=0.5)
    for ball in picture.actors.balls:
        theta = picture.frame.ball(ball.run)
        height = float(picture.frame.problem.loss(theta))
        assert (ball.at.x(), ball.at.y()) == pytest.approx(tuple(picture.canvas.to_px(np.array([theta[0], height]))))
        assert ball.outside.isNull() and not ball.hollow


def test_a_diverged_run_is_a_hollow_ball_with_a_head_at_the_edge(shown):
    picture = shown({"problem": {"kind": "landscape", "name": "quintic"}, "start": [3],
                     "optimizer": {"name": "sgd", "lr": 5.0}}, 20)
    ball, rect = picture.actors.balls[0], picture.canvas.plot_rect()
    assert ball.hollow and not ball.outside.isNull()
    assert ball.at.x() in (rect.left(), rect.right())
    assert not picture.actors.arrows


def test_names_do_not_meet(shown):
    for step in (0, 1, 100, 353, 600):
        boxes = [label.box for label in shown(SADDLE, step).actors.labels]
        assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_the_range_is_fixed_until_the_problem_changes(shown, canvas):
    picture = shown(SADDLE, 0)
    before = canvas.box
    for step in (50, 353):
        picture.draw(Frame(picture.frame.experiment, picture.frame.problem, picture.frame.courses,
                           picture.frame.traces, step))
        assert np.array_equal(canvas.box, before)
    picture.draw(frame_of({"problem": {"kind": "landscape", "name": "parabola"}}, 0))
    assert not np.array_equal(canvas.box, before)


def test_zooming_draws_the_part_that_is_seen(shown, canvas):
    picture = shown(SADDLE, 353)
    canvas.show_box(np.array([[-2.0, 1.0], [-1.0, 1.0]]))
    assert picture.graph.whole[0, 0] == -2 and picture.graph.whole[-1, 0] == 1


def test_curve_and_seismograph_share_the_height_and_the_axis(shown, canvas):
    picture = shown(SADDLE, 353)
    seismograph, rect = picture.seismograph, canvas.plot_rect()
    assert seismograph.area.height() / canvas.height() == pytest.approx(0.335, abs=0.03)
    assert (seismograph.area.left(), seismograph.area.width()) == (rect.left(), rect.width())
    assert seismograph.area.top() > rect.bottom()
    canvas.resize(400, 240)
    picture.draw(picture.frame)
    assert seismograph.area.height() == 0 and canvas.plot_rect().height() > 120


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_path_leads_through_the_name_of_its_axis(shown, canvas, language):
    """One that begins far from a corner comes there soon."""
    i18n.speak(language)
    try:
        picture = shown({**SADDLE, "start": [-1.0]}, 600)
    finally:
        i18n.speak("en")
    box, seismograph = picture.seismograph.caption.box, picture.seismograph
    assert canvas.plot_rect().bottom() + 22 < box.top() < box.bottom() < seismograph.area.top()
    for lines in seismograph.lines:
        for line in lines:
            assert (seismograph.to_px(line)[:, 1] > box.bottom()).all()


def test_the_batch_canvas_has_no_seismograph(shown):
    assert shown(SADDLE, 10, whole=False).seismograph is None


def test_the_seismograph_is_the_trace(shown):
    picture = shown(SADDLE, 95)
    for run, (steps, ends) in enumerate(picture.seismograph.lines):
        theta = picture.frame.traces[run].theta[:, 0]
        assert np.array_equal(steps, np.column_stack([theta[:96], np.arange(96)]))
        whole = [0, *range(10, 91, 10), 95] if run == 0 else range(96)
        assert ends[:, 1].tolist() == list(whole)
        assert np.array_equal(ends[:, 0], theta[list(whole)])


@pytest.mark.parametrize(("step", "epochs"), [(0, 10), (100, 10), (101, 20), (353, 40), (401, 60), (600, 60)])
def test_the_time_axis_doubles(step, epochs):
    frame = frame_of(SADDLE, 0)
    assert shown_epochs(frame.courses[0].plan, step, 60) == epochs


def long_frame(steps):
    experiment = experiment_of({"problem": QUINTIC, "batch_size": 1, "epochs": steps // 40})
    problem = problem_for(experiment)
    course = courses(experiment, problem)[0]
    trace = course.trace()
    trace.theta[:, 0] = np.sin(np.arange(steps + 1) / 1000) + np.random.default_rng(1).normal(0, 0.1, steps + 1)
    trace.last = steps
    return Frame(experiment, problem, (course,), (trace,), steps)


def test_an_envelope_holds_the_extremes_of_every_row_however_it_was_reached():
    trace = long_frame(40_000).trace
    theta, envelope = trace.theta[:, 0], Envelope(trace, 40_000, 200)
    for step in (0, 5, 199, 201, 12_345, 40_000, 7_000):
        times, low, high = envelope.upto(step)
        fresh = Envelope(trace, 40_000, 200).upto(step)
        assert all(np.array_equal(a, b) for a, b in zip((times, low, high), fresh, strict=True))
        for row, (a, b) in enumerate(zip(envelope.edges[:len(low)], envelope.edges[1:len(low) + 1], strict=True)):
            part = theta[a:min(b, step + 1)]
            assert (low[row], high[row]) == (part.min(), part.max())


def test_a_million_steps_cost_what_a_thousand_do(shown, canvas):
    picture = shown(SADDLE, 0)
    last = long_frame(1_000_000)
    for frame in (last, Frame(last.experiment, last.problem, last.courses, last.traces, 999_990)):
        picture.draw(frame)
        steps, ends = picture.seismograph.lines[0]
        rows = int(picture.seismograph.area.height())
        assert len(steps) <= 2 * rows + 2 and len(ends) <= 2 * rows + 2


def test_a_press_sets_the_start_or_watches_a_run(shown, canvas):
    picture = shown(SADDLE, 353)
    rect = canvas.plot_rect()
    assert picture.pick(rect.topLeft() + QPointF(300, 40)) == "start"
    assert picture.pick(picture.actors.starts[0]) == "start"
    assert picture.pick(QPointF(5, 5)) is None
    for ball in picture.actors.balls:
        assert picture.pick(ball.at) == ("run", ball.run)
    for run, box in picture.actors.names:
        assert picture.pick(box.center()) == ("run", run)
    at = QPointF(*canvas.to_px(np.array([0.25, 0.0])))
    assert picture.place(at) == pytest.approx([0.25])


def test_the_ends_of_the_chord_can_be_picked_when_they_are_shown(shown, canvas):
    picture = shown(SADDLE | {"chord": [-2, 1]}, 0)
    at = QPointF(*canvas.to_px(np.array([1.0, float(picture.frame.problem.loss(np.array([1.0])))])))
    assert picture.pick(at) == "start"
    picture.show_chord = True
    picture.draw(picture.frame)
    assert picture.pick(at) == ("chord", 1)


def test_the_pointer_reads_exact_values(shown, canvas):
    picture = shown(SADDLE, 353)
    at = QPointF(*canvas.to_px(np.array([2.0, 0.0])))
    assert picture.readout(at) == "$θ = 2.000$, $J = −2.397$"
    assert picture.readout(QPointF(2, 2)) is None
    picture.point_at(np.array([-3.0]))
    assert picture.pointer_layer.lines == ["$θ = −3.000$", "$J = 0.8325$"]
    assert picture.actors.hovered
    picture.point_at(None)
    assert picture.pointer_layer.at is None and not picture.actors.hovered


def test_hidden_layers_do_not_show(shown):
    picture = shown(SADDLE, 10)
    picture.hide()
    assert not any(layer.visible for layer in picture.layers)
    picture.show()
    assert all(layer.visible for layer in picture.layers)


@pytest.mark.parametrize("name", ["light", "dark", "projector"])
@pytest.mark.parametrize("size", [(320, 220), (430, 300), (900, 600)])
def test_it_draws_in_every_theme_and_size(shown, canvas, qapp, name, size):
    theme.apply(qapp, name)
    canvas.resize(*size)
    picture = shown(SADDLE, 353)
    assert picture.actors.balls and not canvas.grab().isNull()


@pytest.mark.parametrize("formula", ["x**x**x**x", "log(x)", "sqrt(x)", "1/x", "exp(exp(exp(x)))", "tan(x)", "abs(x)^0.5",
                                     "x^2 + 10^308*x", "10^-200 * 10^-120 * x"])
@pytest.mark.parametrize("whole", [True, False])
def test_nothing_is_painted_where_a_formula_has_no_value(shown, formula, whole):
    noise = {"kind": "tilt", "sd": 0.5}
    picture = shown({"problem": {"kind": "formula", "formula": formula, "noise": noise}, "epochs": 2}, 3, whole)
    actors = picture.actors
    places = [*actors.starts, *(at for _, at in actors.points), *(label.box.center() for label in actors.labels)]
    assert np.isfinite([[at.x(), at.y()] for at in places]).all()


def test_losses_of_any_size_are_shown(shown):
    picture = shown({"problem": {"kind": "formula", "formula": "10^12*x^2"}}, 0)
    assert picture.canvas.box[1, 1] > 1e12


@pytest.mark.parametrize("start", [-4.9, 0.0, 4.9])
def test_no_arrow_leaves_the_plot(shown, start):
    """A batch may be far steeper than J, which sets the scale."""
    noise = {"kind": "tilt", "sd": 1000.0}
    formula = {"kind": "formula", "formula": "x^2", "noise": noise, "box": [[-5, 5]]}
    picture = shown({"problem": formula, "start": [start], "batch_size": 1}, 0)
    rect = picture.canvas.plot_rect()
    arrow = picture.actors.arrows[-1]
    assert rect.left() <= arrow.end.x() <= rect.right() and arrow.cut


def test_a_name_keeps_off_a_curve_where_it_is_steep() -> None:
    """Between two points of it the curve is higher than a line of text; far out it may be anywhere."""
    steep = np.array([[0.0, -np.inf], [98.0, 300.0], [100.0, 0.0], [102.0, 1e9], [104.0, np.nan]])
    placer = Placer(QRectF(0, 0, 400, 400), [steep])
    assert placer.met(QRectF(80, 140, 40, 12)) and not placer.met(QRectF(150, 140, 40, 12))
