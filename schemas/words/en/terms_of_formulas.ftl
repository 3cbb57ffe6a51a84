# A measure in a sum, and of which days.
of-flow = { $measure }
of-start = { $measure } (at the start of the period)
of-end = { $measure } (at the end of the period)
of-mean = { $measure } (on the average of the period)
