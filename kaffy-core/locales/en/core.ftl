## values: what is typed and what is held

value-not-bool = This is neither yes nor no: choose one of the two.
value-not-one-character = This must be exactly one character.
value-not-base64 = This is not Base64: use letters, digits, +, / and = as padding.
value-not-uuid = This is not a UUID, such as 67e55044-10b1-426f-9247-bb680e5fe0c8.
value-not-date = This is not a date: write it as 2026-03-29.
value-not-time = This is not a time of day: write it as 14:05 or 14:05:30.
value-not-date-time = This is not a date and time: write it as 2026-03-29T14:05.
value-not-timestamp = This is not a date and time: write it in UTC as 2026-03-29T14:05.
value-not-a-choice = This is not one of the choices: pick one from the list.
value-not-a-list = This is not a list: write it as ["a", "b"].
value-not-integer = This is not a whole number: write digits only, such as 42.
value-out-of-range = This number is out of range: it must be from { $min } to { $max }.
# $sign is what stands before a fraction where the reader is.
value-not-number =
    This is not a number, or too large: write it with a { $sign ->
        [comma] comma
       *[point] point
    }, such as { $example }.
value-not-decimal =
    This is not a decimal number of at most 28 digits: write it with a { $sign ->
        [comma] comma
       *[point] point
    }, such as { $example }.
value-control-character = This contains a control character ({ $code }) that cannot be stored: remove it.
value-not-json = This is not valid JSON: line { $line }, column { $column }: { $reason }.
value-json-too-deep = This JSON nests deeper than { $count } levels: put less inside one another.
value-json-nul = This JSON contains the character \u0000, which cannot be stored: remove it.
value-does-not-fit = { $value } does not fit.
value-not-one-of = { $value } is not one of { $choices }.
value-item = Item { $number }: { $reason }
value-item-inside = item { $number }: { $reason }

## form

form-required = This is required.
form-fill-in = This is required: fill it in.
form-missing = This field was missing from the form: reload the page and try again.
form-twice = This field was sent more than once: reload the page and try again.
form-white-space = This is only white space: write something.
form-choose-yes-or-no = Choose yes or no.
form-choice-twice = A choice was sent twice: reload the page and try again.
form-line = Line { $number }: { $reason }
form-does-not-fit = This does not fit: { $reason }.
# Begins a sentence or stands inside one; $names are quoted.
form-refused = this form cannot set { $names }: reload the page and try again
form-has-errors = the form has errors
form-not-a-list = it is not a list
form-not-an-object = it is not an object
form-more-than-one-value = `{ $key }` holds more than one value
form-key-twice = This key is there already: choose another one.
form-other-shape = What the database holds here has another shape by now: reload the page.
form-no-such = There is no such { LOWER($thing) }: choose one from the list.
text-quoted = “{ $text }”

## rules of fields

rule-pattern = This does not have the right form: it must match { $pattern }.
rule-too-small = This is too small: it must be at least { $min }.
rule-too-large = This is too large: it must be at most { $max }.
rule-too-short =
    This is too short: it needs at least { $min ->
        [one] 1 character
       *[other] { $min } characters
    }, and has { $length }.
rule-too-long =
    This is too long: it may have at most { $max ->
        [one] 1 character
       *[other] { $max } characters
    }, and has { $length }.
rule-not-email = This is not an e-mail address, such as mia@example.org.
rule-not-web-address = This is not a web address: write it with http:// or https://.
rule-not-colour = This is not a colour: write it as #1f6feb.
