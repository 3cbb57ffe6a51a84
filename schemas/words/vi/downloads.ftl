title = Tải số liệu
lead =
    Toàn bộ số liệu sau những con số và biểu đồ của các trang này, ở dạng mở, tải được không cần đăng ký. Số nhỏ về
    người dân đã được giấu.
none = Bản xem trước này chưa kèm tệp số liệu.
files_heading = Các tệp chung
files_caption = Các tệp tải về, dạng tệp và dung lượng
files_file = Tệp
files_what = Nội dung
files_format = Dạng
files_size = Dung lượng
files_for = Dùng cho
recipes_heading = Đọc bằng một dòng lệnh
recipes_text =
    Bảng rankings có mọi giá trị, khoảng tin cậy, hạng và { -rank-set(case: "lower") } của mọi đơn vị và chỉ số.
checks_heading = Kiểm tra tệp còn nguyên vẹn
checks_text = SHA256SUMS nêu mã băm của mọi tệp. Trong thư mục data, chạy:
symbols_heading = Ký hiệu
symbols_caption = Ký hiệu dùng trong các bảng
symbols_symbol = Ký hiệu
symbols_meaning = Nghĩa
symbol_suppressed =
    không công bố số nhỏ về người dân, để bảo mật; "[c] 1–9" khi biết số nằm trong khoảng nào. Trong tệp: ô trống, cột
    status là SUPPRESSED
symbol_none = không có giá trị: không phát sinh, không gửi, hoặc không tính được; cột status trong tệp nói rõ vì sao
symbol_alike = hai đơn vị có giá trị in ra như nhau mà hạng khác nhau, vì hạng tính trên số chưa làm tròn
licence_heading = Giấy phép và cách trích dẫn
licence_given = Số liệu được dùng lại theo giấy phép { $name } ({ $id }): { $url }
licence_none = Thành phố chưa công bố giấy phép cho số liệu này. Muốn dùng lại, xin hỏi cơ quan công bố.
cite_text = Trích dẫn:
cite =
    { $city }, { $method }, từ { $first } đến hết { $last }, { -snapshot(case: "lower") } { $snapshot }. Tính bằng
    { $software }.
kind_whole = Tất cả trong một tệp
kind_about = Mô tả, kiểm tra, trích dẫn
what_package = Mô tả mọi bảng và mọi cột theo Data Package v2
what_sums = Mã băm SHA-256 của mọi tệp
what_citation = Cách trích dẫn
what_licence = Giấy phép sử dụng số liệu
what_dcat = Mô tả bộ số liệu theo DCAT
what_sdmx = Bảng xếp hạng theo SDMX-CSV
what_sdmx-structure = Cấu trúc và danh mục mã của bảng SDMX-CSV (SDMX-JSON)
what_workbook = Sổ tính có trang bìa, mục lục, ghi chú, mỗi bảng một trang
what_flat = Tệp phẳng của một năm: mỗi dòng một đơn vị, quý và chỉ số, kèm tên, không phải nối bảng
what_other = Tệp kèm theo
format_text = văn bản
for_package = R, Python, Frictionless
for_sums = kiểm tra tệp
for_citation = Zotero, Mendeley
for_licence = mọi người
for_dcat = cổng dữ liệu mở
for_record = tính lại
for_schema = người lập trình
for_sdmx = hệ thống thống kê
for_sdmx-structure = hệ thống thống kê
for_other = mọi người
bytes = { $size } byte
recipes_tool = Công cụ
recipes_line = Dòng lệnh
recipes_caption = Đọc bảng xếp hạng trong thư mục data
what_schema = Mô tả cột của bảng rankings (Table Schema)
what_record = Những gì xác định bảng xếp hạng: { -snapshot(case: "lower") }, phương pháp, phiên bản, { -seed }
for_flat = Excel, Power BI
for_workbook = Excel, LibreOffice
tables_heading = Từng bảng
tables_text = CSV mở được bằng Excel và mọi công cụ; Parquet giữ đúng kiểu dữ liệu và nhãn cột, cho R, Python, DuckDB.
tables_caption = Các bảng số liệu, mỗi bảng ở hai dạng tệp
tables_table = Bảng
tables_what = Một dòng là gì
tables_rows = Số dòng
tables_files = Tệp
