# Of a run that ended without a word.
died = Tiến trình { PLAIN($pid) } đã dừng giữa chừng mà không báo gì.
