# Of a run that ended without a word.
died = Process { PLAIN($pid) } ended without a word.
