"""Arithmetic with colours: OKLab for even steps, WCAG for contrast. Colours are "#RRGGBB" or rows of sRGB bytes."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929],
                    [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468],
                    [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])
"""Both matrices: B. Ottosson, "A perceptual color space for image processing", 2020."""


def oklch(lightness: float, chroma: float, hue: float) -> NDArray[np.float64]:
    """The OKLab triple of an OKLCH colour; `hue` in degrees."""
    angle = np.radians(hue)
    return np.array([lightness, chroma * np.cos(angle), chroma * np.sin(angle)])


def ramp(stops: ArrayLike, count: int) -> NDArray[np.uint8]:
    """`count` colours from the first to the last of OKLab `stops` (k, 3), as sRGB bytes (count, 3)."""
    at = np.linspace(0, 1, count)
    channels = np.transpose(stops)
    knots = np.linspace(0, 1, channels.shape[1])
    lab = np.stack([np.interp(at, knots, channel) for channel in channels], axis=-1)
    linear = (lab @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T
    clipped = np.clip(linear, 0, 1)
    encoded = np.where(clipped <= 0.0031308, 12.92 * clipped, 1.055 * clipped ** (1 / 2.4) - 0.055)
    return np.rint(255 * encoded).astype(np.uint8)


def rgb(colour: str) -> NDArray[np.uint8]:
    """The bytes of "#RRGGBB"."""
    return np.frombuffer(bytes.fromhex(colour[1:]), np.uint8)


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2, between 1 and 21."""
    first, second = sorted((luminance(a), luminance(b)))
    return (second + 0.05) / (first + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    value = rgb(colour) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])
