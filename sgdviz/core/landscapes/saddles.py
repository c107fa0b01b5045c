"""Functions of two variables whose story is told by their saddles."""

import math
from typing import Annotated

from ..elementary import Function, Jet, Number, cos, sin
from ..invalid import QT_TRANSLATE_NOOP
from ..parameters import Real
from .catalog import landscape

THIRD = math.pi / 3


@landscape(QT_TRANSLATE_NOOP("core", "strict saddle"), QT_TRANSLATE_NOOP(
    "core", "$(ax^2-γy^2)/2$: $y$ grows by the factor $1+ηγ$ a step, so a start beside the ridge leaves fast, and one on it, "
            "$y=0$, never."),
    box=[(-3, 3), (-3, 3)], start=[-2.5, 0.01], saddles=[(0, 0)])
def strict_saddle(
    a: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(0.1, 10), symbol="a",
                             label=QT_TRANSLATE_NOOP("core", "curvature upwards"))] = 1.0,
    gamma: Annotated[float, Real(above=0, high=1e6, scale="log", slider=(0.1, 10), symbol="γ",
                                 label=QT_TRANSLATE_NOOP("core", "curvature downwards"))] = 1.0,
) -> Function:
    def saddle(x: Number, y: Number) -> Jet:
        return (a * x * x - gamma * y * y) / 2, (a * x, -gamma * y), (a, 0.0, -gamma)
    return saddle


@landscape(QT_TRANSLATE_NOOP("core", "monkey saddle"), QT_TRANSLATE_NOOP(
    "core", "Three valleys and three ridges meet where the Hessian is zero, $x^3-3xy^2$: a saddle, but no strict one."),
    box=[(-1.5, 1.5), (-1.5, 1.5)], start=[1.2, 0.02], lr=0.03, flats=[(0, 0)])
def monkey_saddle(x: Number, y: Number) -> Jet:
    return x * (x * x - 3 * y * y), (3 * (x * x - y * y), -6 * x * y), (6 * x, -6 * y, -6 * x)


@landscape(QT_TRANSLATE_NOOP("core", "McCormick's function"), QT_TRANSLATE_NOOP(
    "core", "Two minima in a tilted trough and a strict saddle between them, $\\sin(x+y)+(x-y)^2-1.5x+2.5y+1$: on which side of "
            "the saddle a run starts decides where it ends (McCormick 1976)."),
    box=[(-1.5, 4), (-3, 4)], start=[0.2, 2.6], lr=0.05, minima=[
    (0.5 - THIRD, -0.5 - THIRD), (0.5 + 2 * THIRD, -0.5 + 2 * THIRD)], saddles=[(0.5 + THIRD, -0.5 + THIRD)])
def mccormick(x: Number, y: Number) -> Jet:
    s, c, off = sin(x + y), cos(x + y), x - y
    return s + off * off - 1.5 * x + 2.5 * y + 1, (c + 2 * off - 1.5, c - 2 * off + 2.5), (2 - s, -2 - s, 2 - s)


@landscape(QT_TRANSLATE_NOOP("core", "three-hump camel"), QT_TRANSLATE_NOOP(
    "core", "Three minima in a row with saddles between them, $2x^2-1.05x^4+x^6/6+xy+y^2$: the one in the middle is the best, "
            "and descent takes the nearest."),
    box=[(-2.4, 2.4), (-2.4, 2.4)], start=[-1.3, 2.2], lr=0.04, minima=[
    (0, 0), (1.747552345830288899, -0.8737761729151444493), (-1.747552345830288899, 0.8737761729151444493)], saddles=[
    (1.070542291823659973, -0.5352711459118299865), (-1.070542291823659973, 0.5352711459118299865)])
def three_hump_camel(x: Number, y: Number) -> Jet:
    u = x * x
    return (((u / 6 - 1.05) * u + 2) * u + x * y + y * y, (((u - 4.2) * u + 4) * x + y, x + 2 * y),
            ((5 * u - 12.6) * u + 4, 1.0, 2.0))


@landscape(QT_TRANSLATE_NOOP("core", "six-hump camel"), QT_TRANSLATE_NOOP(
    "core", "Six minima in three pairs, $(4-2.1x^2+x^4/3)x^2+xy+(4y^2-4)y^2$: only one pair is the best, and the start decides "
            "how good the result is (Dixon, Szegő 1978)."),
    box=[(-2.1, 2.1), (-1.15, 1.15)], start=[1.9, 0.3], lr=0.02, minima=[
    (0.08984201310031806242, -0.7126564030207396334), (-0.08984201310031806242, 0.7126564030207396334),
    (1.703606714969980849, -0.796083568672625119), (-1.703606714969980849, 0.796083568672625119),
    (1.60710475292019723, 0.5686514548841313714), (-1.60710475292019723, -0.5686514548841313714)], saddles=[
    (0, 0), (1.638067984189778564, 0.22867406904439407), (-1.638067984189778564, -0.22867406904439407),
    (1.296070267167109183, 0.6050843880386584968), (-1.296070267167109183, -0.6050843880386584968),
    (1.109205336804786447, -0.7682680925095398418), (-1.109205336804786447, 0.7682680925095398418)], maxima=[
    (1.230229876516652627, 0.16233458445899497), (-1.230229876516652627, -0.16233458445899497)])
def six_hump_camel(x: Number, y: Number) -> Jet:
    u, v = x * x, y * y
    return (((u / 3 - 2.1) * u + 4) * u + x * y + 4 * v * (v - 1), (((2 * u - 8.4) * u + 8) * x + y, x + 8 * (2 * v - 1) * y),
            ((10 * u - 25.2) * u + 8, 1.0, 48 * v - 8))
