"""The parts of the page Idag: what matters on this day, gathered and shown as rows."""
