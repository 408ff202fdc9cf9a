"""What Närvaro is made of: the map of the districts, the weeks, the quick log and the sessions."""
