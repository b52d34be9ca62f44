## The layout around every page
layout-language = Sprache
language-unknown = In dieser Sprache gibt es die Verwaltung nicht. Wählen Sie eine von denen am Fuß der Seite.
