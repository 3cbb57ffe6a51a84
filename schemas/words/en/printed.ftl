# Why a printed figure cannot be read.
quarter-or-district = "{ $text }" can be quarter { $number } or District { $number }: write which.
two-numbers =
    "{ $text }" can be the whole number { $whole } or { $decimal } with decimals: say how numbers are written in the
    source (column locale, vi or en).
no-number = "{ $text }" says no number.
several-numbers = "{ $text }" says several numbers: give each a row of its own.
another-kind = "{ $text }" says a change, a multiple or a mark, neither a count nor a share.
below-zero = "{ $text }" is below zero, which no count and no share can be.
