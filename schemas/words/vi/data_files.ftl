# What goes with the files that others take away: titles, descriptions, licence, citation.

synthetic = SỐ LIỆU TỔNG HỢP (giả lập)
csv-note =
    CSV: UTF-8 có BOM, dấu phẩy giữa các cột, dấu chấm thập phân, dòng kết thúc bằng CRLF; ô trống là không có số. Văn
    bản bắt đầu bằng = + - @, tab hoặc xuống dòng có thêm dấu nháy đơn ở đầu để Excel không chạy nó như công thức;
    Parquet giữ nguyên văn.

# A publication.
publication = Xếp hạng cải cách thủ tục hành chính, { $city }, kỳ { $period }: { $method }
publication-about = { $first } – { $last }. { $method } ({ $version }).
ranking-synthetic = DỮ LIỆU TỔNG HỢP. { $ranking }
ranking = Xếp hạng, kỳ { $period }: { $method }

# A snapshot.
snapshot = Bảng số liệu thủ tục hành chính, { $city }, { -snapshot(case: "lower") } { $snapshot }
snapshot-about = Bảng số liệu thủ tục hành chính, { $city }. Dùng nội bộ: số nhỏ chưa được che.

# A Data Package.
keyword-procedures = thủ tục hành chính
keyword-reform = cải cách hành chính
source = Số liệu do chính các đơn vị gửi
file-workbook = Sổ tính để đọc
file-sdmx = Xếp hạng theo SDMX-CSV 2.0
file-sdmx-structure = Cấu trúc của bảng SDMX-CSV, theo SDMX-JSON 2.0
file-schema = Lược đồ của bảng rankings
file-record = Để tính lại từ đầu
file-citation = Cách trích dẫn
file-licence = Giấy phép

# Flat files.
flat = Tệp phẳng cho Excel và Power BI
flat-trends = Mỗi dòng là một đơn vị, một chỉ số và một quý, kèm mọi tên gọi.
flat-counts =
    Mỗi dòng là một đơn vị và một tháng, mỗi cột một đại lượng; cột _at_end là số cuối tháng, chớ cộng các tháng. 0 là
    không đếm được gì, kể cả khi đơn vị không gửi: xem bảng submissions.
flat-month = Ngày đầu tháng
flat-status_vi = Tình trạng bằng chữ
flat-status_en = Tình trạng
flat-synthetic = Số liệu tổng hợp (giả lập)

# Licence and citation.
licence = Số liệu của { $city }, theo giấy phép { $licence }: { $url }
licence-none = { $city } chưa công bố giấy phép cho các số liệu này. Hãy hỏi trước khi dùng lại.
cite = Nếu dùng số liệu này, hãy trích dẫn như sau.
cite-hash = { -hash(case: "heading") } của nội dung

# The structure for SDMX; the statuses are those of its code list CL_OBS_STATUS that are used.
ranking-flow = Xếp hạng cải cách thủ tục hành chính
ranking-structure = Cấu trúc của bảng xếp hạng
ranking-concepts = Khái niệm của bảng xếp hạng
all-units = Tất cả các đơn vị
status-A = Giá trị bình thường
status-E = Giá trị ước tính
status-L = Có phát sinh nhưng không thu thập
status-M = Không thể có giá trị
status-O = Thiếu giá trị
status-P = Giá trị tạm thời
status-Q = Không công bố
status-U = Độ tin cậy thấp
