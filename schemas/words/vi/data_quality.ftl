title = Chất lượng số liệu
lead =
    Các đơn vị tự gửi số liệu của mình. Trang này cho biết tình hình gửi số liệu, bao nhiêu dòng không dùng được và
    vì sao.
finding_all_sent = Cả { $units } đơn vị đều đã gửi đủ { $kinds } loại số liệu.
finding_gaps = Còn thiếu { $gaps } trong { $cells } phần số liệu: { $who }.
finding_outdated =
    { $count } lần nộp được đọc bằng khai báo hoặc phiên bản chương trình cũ và không đọc lại được vì tệp gốc không còn:
    { $who }. Số liệu của các lần nộp ấy giữ như lúc đọc.
finding_rows =
    Trong { $rows_in } dòng đã gửi, { $accepted } dòng được nhận ({ $share }); { $rejected } dòng bị loại,
    { $duplicate } dòng trùng.
finding_form = Báo cáo II.06a của { $count } đơn vị khác với hồ sơ của chính đơn vị.
finding_form_none = Không báo cáo II.06a nào khác với hồ sơ của chính đơn vị.
sent_heading = Tình hình gửi số liệu
sent_caption = Ngày kết xuất gần nhất và số lần nộp, theo đơn vị và loại số liệu
sent_key =
    ✓ đã nhận; ✗ chưa có số liệu; ! có lần nộp bị từ chối nguyên tệp; ≈ ngày lấy theo giờ của tệp vì tệp không ghi ngày
    kết xuất.
sent_none = Chưa đơn vị nào gửi số liệu.
sent_unit = Đơn vị
sent_no = chưa có
sent_refused_only = bị từ chối
sent_times = { $count } lần nộp
sent_refused = { $count } lần bị từ chối
sent_file_time = ngày của tệp
ledger_heading = Đối soát số bản ghi
ledger_text =
    Số bản ghi đã gửi được đếm độc lập với phần đọc tệp. Số bản ghi đã gửi = được nhận + bị loại + trùng; không khớp thì
    số liệu không được đưa vào. Một dòng vi phạm nhiều quy tắc chỉ bị loại một lần.
ledger_caption = Đối soát số bản ghi của { $city }
ledger_step = Bước
ledger_rows = Số dòng
ledger_share = Phần của số đã gửi
ledger_in = Bản ghi đã gửi
ledger_rule = Bị loại – { $rule }
ledger_other = Bị loại – { $count } quy tắc khác
ledger_overlap = Cộng lại: dòng vi phạm nhiều quy tắc
ledger_duplicate = Trùng lặp
ledger_accepted = Được nhận
lost = Không được nhận
lost_title = { $share } số dòng không được nhận: vì sao
lost_caption =
    Số dòng theo quy tắc loại. Đã gửi { $whole }, được nhận { $accepted }; biểu đồ chia { $lost } dòng còn lại.
lost_alt =
    Biểu đồ thác nước: từ số dòng không được nhận, trừ dần { $count } bước theo quy tắc cho đến hết. Số liệu ở bảng bên
    dưới.
units_heading = Theo đơn vị
units_caption = Bản ghi đã gửi, được nhận, bị loại và trùng, theo đơn vị
units_rejected_share = Phần bị loại
units_most = Quy tắc loại nhiều nhất
units_none = không có
rejected = Bị loại
rules_heading = Dòng bị loại theo quy tắc, và cách sửa
rules_text =
    Dòng bị loại không được đoán, không được sửa hộ. Mỗi đơn vị nhận tệp riêng nêu từng dòng bị loại để sửa trong hệ
    thống nguồn rồi gửi lại.
rules_caption = Dòng bị loại theo loại số liệu và quy tắc, nhiều nhất trước
rules_none = Không dòng nào bị loại.
rules_kind = Loại số liệu
rules_rule = Lý do
rules_advice = Cách sửa
rules_rows = Số dòng
rules_units = Số đơn vị
rules_no_advice = Sửa giá trị trong hệ thống nguồn rồi gửi lại.
form_heading = Báo cáo II.06a của đơn vị so với hồ sơ
form_text =
    Đơn vị báo cáo theo mẫu II.06a/VPCP/KSTT và cũng gửi từng hồ sơ. Tính lại đúng những ngày đó từ hồ sơ thì hai số
    phải bằng nhau. Khác nhau không có nghĩa là gian dối; cần hỏi lại đơn vị.
form_caption = Số trên báo cáo II.06a khác với số tính từ hồ sơ
form_none = Mọi số so được đều khớp.
form_silent = Không có báo cáo II.06a cho các quý đang xét: { $who }.
form_item = Cột của biểu
form_days = Những ngày được báo cáo
form_counted = Theo hồ sơ
form_reported = Đơn vị báo cáo
form_difference = Chênh lệch
signals_heading = { -signals }
signals_text =
    Những dấu hiệu này không bao giờ tính vào điểm hay hạng. Tỷ lệ cao là lý do để xem lại, không phải bằng chứng của
    việc gì: ngày trả có thể được hẹn lại đúng luật, hồ sơ có thể thật sự xong đúng giờ hẹn.
signals_caption = Dấu hiệu theo đơn vị: tỷ lệ, và số đếm trên mẫu số
blind_heading = Những gì số liệu không cho thấy
blind_unrecorded = Hồ sơ chưa bao giờ được nhập, hoặc được nhận ngoài hệ thống.
blind_times = Thời điểm được ghi có đúng với lúc việc xảy ra hay không.
blind_silence = Phản ánh, kiến nghị không gửi được tới kênh nào.
blind_rejected = Nội dung của dòng bị loại: chúng không vào chỉ số nào cho đến khi được sửa và gửi lại.
blind_answers = Ý kiến của người không trả lời khảo sát hài lòng.
hidden_heading = Số không công bố
hidden_text =
    { $total } số đếm được giấu ([c]): { $small } vì dưới { $threshold }, { $complementary } để không thể tính ngược ra
    số nhỏ.
hidden_none = Không số nào phải giấu: không có số đếm về người dân nào từ 1 đến dưới { $threshold }.
