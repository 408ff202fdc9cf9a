"""The widgets of the page Möten: agenda, open points, checklist, year wheel."""
