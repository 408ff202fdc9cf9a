"""Documents from elsewhere in the council folder: opened, read aloud as far as they can be, stamped and bound in."""
