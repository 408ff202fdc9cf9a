"""Taking other people's files in, with a look at what that will do first, and writing lists out."""
