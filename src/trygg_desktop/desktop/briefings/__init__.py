"""The widgets of the page Underlag: preview, register, printing."""
