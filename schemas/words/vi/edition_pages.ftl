# The public list of editions, the notice of a withdrawn one, and the banner on every page of an edition.

synthetic-mark = SỐ LIỆU TỔNG HỢP –
synthetic = SỐ LIỆU TỔNG HỢP (giả lập), không phải số liệu thật của đơn vị nào.
ranking = Kỳ { $period }: { $title }
version = bản công bố lần { PLAIN($version) }
reason = Lý do

# The list.
index-title = Các bảng xếp hạng đã công bố – { $city }
index-heading = Các bảng xếp hạng cải cách thủ tục hành chính đã công bố, { $city }
index-version = Lần công bố
index-version-of = Bản công bố lần { PLAIN($version) }
index-day = Công bố ngày
index-state = Tình trạng
index-superseded = { $state } bằng bản công bố lần { PLAIN($version) }
index-withdrawn = { $state } ngày { $day }

# The notice.
notice-title = Đã rút: kỳ { $period }, { $title } – { $city }
notice-heading = Bảng xếp hạng này đã được rút
notice-edition =
    Kỳ { $period }: { $title }. Bản công bố lần { PLAIN($version) }, công bố ngày { $published }, rút ngày
    { $withdrawn }.
notice-no-figures = Số liệu của bản công bố này không còn được cung cấp; đề nghị không sử dụng.
notice-to-index = Các bảng xếp hạng đã công bố

# The banner; `version` is a link.
banner-published = Đã công bố ngày { $day }, { $version }.
banner-superseded = Bản này đã được thay bằng { $version }.
banner-reason = Lý do công bố lại: { $reason }
