"""What the page Aktörer is made of: timelines, the picture of influence and interest, duplicates."""
