web-home = Start
