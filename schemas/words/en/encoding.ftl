# The encoding of a text that is not the one that its source declares.

not-decodable =
    Byte { PLAIN($offset) } (line { PLAIN($line) }) is not valid in the declared encoding { $declared }. Save the file
    in that encoding, or ask the city to declare another (key format.encoding).
no-utf-16-mark =
    UTF-16 is declared but the file does not begin with its mark (byte 0). Save it as Unicode text, or correct the key
    format.encoding.
utf-16-mark =
    The file is UTF-16 (byte 0) but { $declared } is declared. Save it in that encoding, or correct the key
    format.encoding.
stray-tone =
    Line { PLAIN($line) }: the source declares cp1258 (Vietnamese of Windows), but here a mark of tone follows no vowel:
    the file is in another encoding, and its letters would be read wrongly. Save it as UTF-8, or correct the key
    format.encoding.
other-encoding =
    The file is written in { $actual } but the source declares { $declared }: its letters would be read wrongly. Save it
    in that encoding, or ask the city to declare format.encoding = "{ $actual }".
