"""Möten: the meetings of the year, their agendas, what remains, and the briefing beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from trygg_desktop.desktop.briefings.request import BriefingRequest
from trygg_desktop.desktop.desk import Changes, Desk
from trygg_desktop.desktop.meetings import writing
from trygg_desktop.desktop.meetings.agenda_model import Column
from trygg_desktop.desktop.meetings.calendar_file import save_calendar_file
from trygg_desktop.desktop.meetings.meeting_body import MeetingBody
from trygg_desktop.desktop.meetings.new_meeting import NewMeetingPanel
from trygg_desktop.desktop.meetings.points_model import Point
from trygg_desktop.desktop.meetings.reading import MeetingView, decisions_under, read_meeting, read_year
from trygg_desktop.desktop.meetings.side_pane import Side, SidePane
from trygg_desktop.desktop.meetings.writing import NewMeeting, StandingItem
from trygg_desktop.desktop.meetings.year_marks import YearMark
from trygg_desktop.desktop.meetings.year_view import YearView
from trygg_desktop.desktop.page import Action, Page
from trygg_desktop.desktop.parts import EmptyPage
from trygg_desktop.desktop.records.pane import ListAndForm
from trygg_desktop.domain.council import AgendaItem, CouncilMember, Decision, Meeting, MeetingStatus
from trygg_desktop.domain.record import Record
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Transaction, Workspace

T = TypeVar("T")
