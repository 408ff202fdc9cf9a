"""PDF files that can be read aloud and archived: PDF/UA-1 and PDF/A-3a at once, on a PDF writer that knows
neither."""
