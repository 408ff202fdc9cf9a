"""The widgets of the page Utbyte: with whom, what goes, what came, what must be decided, and the registers."""
