"""The council's pictures: each told as plain data and laid out as shapes, the same for screen and paper."""
