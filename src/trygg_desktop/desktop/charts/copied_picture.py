"""A chart as a picture on the clipboard, for a slide or a letter: on white, whatever the window looks like."""

from __future__ import annotations

from math import ceil

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from trygg_desktop.desktop.charts.painting import ChartPainter, screen_type
from trygg_desktop.desktop.tokens import LIGHT
from trygg_desktop.insight.charts.sheet import Chart

_WIDTH, _ROOM = 880, 24
"""Of the chart and of the white around it, in the window's pixels: letters are read well at half a slide's width."""
_SHARP = 3
"""Pixels of the picture for each of the window's, so that it can be enlarged on a wall."""
_TALLEST = 10_000
"""Pixels: a picture that is longer is less sharp, for it takes hundreds of megabytes and no slide is as long."""


def copy_picture(chart: Chart) -> None:
    """Puts a chart on the clipboard as a picture."""
    QApplication.clipboard().setImage(picture_of(chart))


def picture_of(chart: Chart) -> QImage:
    """A chart as a picture."""
    type = screen_type()
    laid = chart.laid_out(_WIDTH, type)
    width, height = _WIDTH + 2 * _ROOM, ceil(laid.height) + 2 * _ROOM
    sharp = min(_SHARP, max(1, _TALLEST // height))
    image = QImage(sharp * width, sharp * height, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.base))
    painter = QPainter(image)
    painter.scale(sharp, sharp)
    painter.translate(_ROOM, _ROOM)
    ChartPainter(painter, type.em, LIGHT).draw(laid)
    painter.end()
    return image
