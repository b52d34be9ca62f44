## The layout around every page
layout-language = Language
language-unknown = The admin is not offered in this language. Choose one of those at the foot of the page.
