# What several commands say: what they cannot do and why, and headings that many of their tables have.

synthetic = SỐ LIỆU TỔNG HỢP
snapshot = Bản hiện tại
full-page = Trang đầy đủ
unit = Đơn vị
table = Bảng
file = Tệp
rows = Dòng
submission = Lần nộp
submissions = Lần nộp
count = Số
rank = Hạng
score = Điểm
tier = Nhóm
advice = Việc cần làm

# Wrong usage.
file-is-link = { $file }: là một liên kết; hãy chỉ đến chính tệp.
file-is-folder = { $file }: là một thư mục, cần một tệp.
no-file = { $file }: không có tệp này (đang ở thư mục { $folder }).
no-unit = Không có đơn vị '{ $unit }' trong danh bạ.
no-unit-near = Không có đơn vị '{ $unit }' trong danh bạ. Gần giống: { $nearest }.
no-method = Không có phương pháp '{ $method }'; thành phố này có: { $methods }.
name-a-method = Hãy nêu mã một phương pháp; thành phố này có: { $methods }.
no-tables = Chưa có bảng nào; chạy `motcua nightly`.
no-tables-in = { $home }: chưa có bảng nào; chạy `motcua nightly` trước, hoặc chỉ đúng thư mục bằng --home.
nights-of-another =
    Các đêm chạy của { $home } là của { $owner }, tài khoản không đọc được tệp do root để lại: mọi đêm sau sẽ kết thúc
    với mã 5. Chưa ghi gì. Hãy gõ: `{ $command }`. Nếu từ nay root chạy đêm: `chown -R root { $quoted }`.
home-is-a-file = { $home }: là một tệp, cần một thư mục
runner-unknown = { $runner }: cần threads, processes, dask hoặc địa chỉ tcp://…
no-dask = Chưa cài Dask: pip install 'motcua[dask]'
no-server = Các máy khác cần một Prefect server chung; đặt PREFECT_API_URL

# How a command ends that could not do its work.
wrong-declaration = Khai báo sai, sửa rồi chạy lại:
held = Một lần chạy khác đang giữ thư mục dữ liệu; đợi nó kết thúc rồi chạy lại. Không có gì bị thay đổi.
stopped = Đã dừng theo yêu cầu; lần chạy sau sẽ làm tiếp.
fault =
    Lỗi của hệ thống ({ $kind }, { $file }:{ PLAIN($line) }). Dữ liệu đã ghi trước đó vẫn nguyên vẹn; chạy
    `motcua doctor`.
fault-quoted =
    Lỗi của hệ thống ({ $kind }, { $file }:{ PLAIN($line) }): { $text }. Dữ liệu đã ghi trước đó vẫn nguyên vẹn; chạy
    `motcua doctor`.
