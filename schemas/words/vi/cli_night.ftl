# What is said of a night, of one that is made again, and of submissions: `motcua nightly`, `status`, `retract`,
# `rebuild`, and the tables that a flow leaves in Prefect.

# What became of a submission, a file left alone, or a unit that sent nothing.
outcome-accepted = chấp nhận
outcome-accepted_with_rejections = chấp nhận, có dòng bị loại
outcome-rejected = không chấp nhận
outcome-failed = lỗi của hệ thống
outcome-already_loaded = đã nhận từ trước
outcome-left_alone = chưa đụng đến
outcome-missing = chưa gửi
outcome-not_expected = ngày nghỉ
outcomes = Kết quả ngày { $day }
outcome = Kết quả
status = Mã kết quả
need-a-person = Cần người xem
left-alone = Để nguyên, chưa nhận: xem có đúng ý không
waiting =
    { $count } tệp đang chờ, vì mới thay đổi chưa đến { $seconds } giây và có thể còn đang chép; chưa vào bảng nào. Chạy
    lại lệnh này sau { $seconds } giây, hoặc đặt bên cạnh một tệp rỗng tên <tên tệp>.done để báo đã chép xong.
reason-and-advice = Lý do và việc cần làm
names-as-sent = Tệp được gọi theo nội dung hoặc dạng tên; tên như đơn vị đã đặt: motcua status.
read-again = Đọc lại { $count } lần nộp cũ vì khai báo hoặc chương trình đã đổi.
silent = Chưa gửi hồ sơ ({ $count })
ask-silent = Việc cần làm: nhắc đơn vị gửi; đơn vị không được xếp hạng.
warned = Có cảnh báo về tệp của
see-warnings = Xem bảng warnings và tệp kết quả gửi đơn vị.

# Where what was made is to be found.
ledger = Đối soát số bản ghi
tables = Bảng dữ liệu
draft = Bảng xếp hạng dự thảo
workbooks = Tệp kết quả gửi các đơn vị
data-docs = Kết quả kiểm tra dữ liệu
released = Đã công bố theo hẹn
not-released = Không công bố được: { $edition }: { $why }

# While it runs.
taking-in = Nhận tệp
ranking = Tính hạng, làm các trang, biểu đồ, tệp tải về
direct-in-threads = --direct chạy không qua Prefect, chỉ bằng threads; bỏ --direct hoặc --runner.
not-in-inbox = { $file }: không có tệp này trong { $inbox }
other-version = Máy này chạy phiên bản khác của motcua
no-children =
    Tiến trình này không được mở tiến trình con; đặt DASK_DISTRIBUTED__WORKER__DAEMON=False rồi chạy lại worker

# A submission that is taken back.
no-reason = Cần ghi lý do: --reason "...".
no-submission = Không có lần nộp '{ $submission }'. Xem bảng submissions.
no-submission-near = Không có lần nộp '{ $submission }'. Gần giống: { $nearest }. Xem bảng submissions.
not-loaded = Lần nộp { $submission } đã không được chấp nhận nên không có dòng nào trong bảng để rút.
retracted = Đã rút { $file }: { $rows } dòng.
refusal-retracted = Đã rút việc từ chối { $file }: đêm tới sẽ đọc lại một lần.
retracted-before = Đã được rút từ trước: { $file }, { $at }, { $by }: { $why }

# Tables that are made again.
files-read-again = Đã đọc lại { $count } tệp.
replaced = Khác với dòng đã giữ, đã thay
without-file = Tệp gốc không còn, giữ như cũ
files-differ = { $count } tệp của các bảng khác với bản cũ; bản mới đã thay bản cũ.
files-equal = Cả { $count } tệp của các bảng đều giống từng byte.
differing = Khác nhau
