"""Charts on screen: painted with the window's letters and colours, walked with arrows, read as tables."""
