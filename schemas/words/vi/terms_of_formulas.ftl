# A measure in a sum, and of which days.
of-flow = { $measure }
of-start = { $measure } (đầu kỳ)
of-end = { $measure } (cuối kỳ)
of-mean = { $measure } (bình quân trong kỳ)
