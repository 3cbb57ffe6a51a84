# Why a hash does not name the content that is to be approved.

short =
    The hash has { $digits ->
        [one] 1 digit
       *[other] { $digits } digits
    }; at least its first { $least } are needed.
ambiguous =
    More than one content that was submitted begins with these { PLAIN($digits) } digits; give more of them. The whole
    hash: { $hash }
mistyped =
    A typo in the hash: digit { PLAIN($place) } is “{ $typed }”, where that of { $edition } is “{ $expected }”. The
    contents are the same as before; the whole hash: { $hash }
of-another = This is the hash of { $other } and not of { $edition }, whose hash is: { $hash }
replaced =
    This is the hash of the contents of { $edition } that { $by } submitted at { $submitted }. They were replaced at
    { $replaced } by others ({ $hash }): look at these before you approve.
