"""The colours of the window: a table for light, one for dark, and the system's own for high contrast."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QPalette


class Tokens(NamedTuple):
    """The colours of one scheme, as `#rrggbb`; petrol is there or done, ochre waits, wine is protection."""

    window: str
    base: str
    alt: str
    field: str
    tint: str
    text: str
    text2: str
    placeholder: str
    control: str
    line: str
    line2: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    warn_ground: str
    alert: str
    protected: str
    on_protected: str
    internal: str
    internal_ground: str
    water: str
    waiting: tuple[str, str, str, str, str]
    waiting_text: tuple[str, str, str, str, str]
    waiting_edge: tuple[str, str, str, str, str]
    presence: tuple[str, str, str]
    presence_edge: tuple[str, str, str]


LIGHT = Tokens(
    window="#F1F3F4",
    base="#FFFFFF",
    alt="#F7F8F9",
    field="#FFFFFF",
    tint="#E2EFF2",
    text="#1B2025",
    text2="#56606A",
    placeholder="#646D76",
    control="#7E8790",
    line="#E0E4E7",
    line2="#C6CCD1",
    accent="#0B5F74",
    on_accent="#FFFFFF",
    ok="#2A6B39",
    warn="#855300",
    warn_ground="#FCF3E0",
    alert="#A52A1E",
    protected="#7A1E4B",
    on_protected="#FFFFFF",
    internal="#3C4752",
    internal_ground="#E4E8EC",
    water="#DCE7EE",
    waiting=("#FBF8F0", "#F3E4BF", "#E6C277", "#C98C2E", "#8A4F10"),
    waiting_text=("#1B2025", "#1B2025", "#1B2025", "#1B2025", "#FFFFFF"),
    waiting_edge=("#D9D2BD", "#D3BC83", "#B98F3C", "#94611A", "#5F3507"),
    presence=("#BBD9DF", "#4B8C9B", "#0B5F74"),
    presence_edge=("#4B8C9B", "#4B8C9B", "#0B5F74"),
)

DARK = Tokens(
    window="#181A1C",
    base="#202326",
    alt="#272B2E",
    field="#191C1E",
    tint="#1F3A40",
    text="#E6E9EB",
    text2="#A7AFB7",
    placeholder="#98A1A9",
    control="#7E8790",
    line="#34393E",
    line2="#474D53",
    accent="#6EC0CE",
    on_accent="#0B1B1F",
    ok="#7FC98B",
    warn="#E4B45C",
    warn_ground="#352C1B",
    alert="#F29286",
    protected="#E79CBD",
    on_protected="#2A0B1A",
    internal="#C3CBD3",
    internal_ground="#343A40",
    water="#26323A",
    waiting=("#26292B", "#463A22", "#6B5221", "#A9792A", "#F0C068"),
    waiting_text=("#E6E9EB", "#F5EBD5", "#FFFFFF", "#14100A", "#14100A"),
    waiting_edge=("#3A3F43", "#463A22", "#6B5221", "#A9792A", "#F0C068"),
    presence=("#2B4A51", "#3F8391", "#6EC0CE"),
    presence_edge=("#3F8391", "#3F8391", "#6EC0CE"),
)


def of_system(palette: QPalette) -> Tokens:
    """The system's own colours, for high contrast: there shapes, bars and words carry the meaning."""
    role = QPalette.ColorRole

    def name(which: QPalette.ColorRole) -> str:
        return palette.color(which).name()

    text, base, window, link = name(role.Text), name(role.Base), name(role.Window), name(role.Link)
    return Tokens(
        window=window,
        base=base,
        alt=base,
        field=base,
        tint=base,
        text=text,
        text2=text,
        placeholder=text,
        control=text,
        line=text,
        line2=text,
        accent=link,
        on_accent=base,
        ok=text,
        warn=text,
        warn_ground=base,
        alert=text,
        protected=text,
        on_protected=base,
        internal=text,
        internal_ground=base,
        water=base,
        waiting=(base, base, base, base, text),
        waiting_text=(text, text, text, text, base),
        waiting_edge=(text, text, text, text, text),
        presence=(base, base, text),
        presence_edge=(text, text, text),
    )
