"""The parts of the page Åtgärder: the plan as a table and as boards, its chains and its goals."""
