# What Prefect tells: the state in which a run of the night ends, and the automations of docs/deploy.

# Of the state, after each other.
state = Cần người xem
state-failed = lỗi của hệ thống: { $count } ({ $ids })
state-rejected = tệp không được chấp nhận: { $count } ({ $ids })
state-missing = đơn vị chưa gửi: { $count } ({ $ids })
state-not-fetched = nơi không lấy được tệp: { $count } ({ $ids })
state-not-released = ấn bản chưa công bố được: { $count } ({ $ids })

# To the person on call, and what to type.
failed = Lần chạy đêm { $subject } thất bại; bảng số liệu giữ nguyên như trước.
    .advice = Xem lý do rồi chạy lại: prefect flow-run logs { $subject_id }; motcua doctor
crashed = Lần chạy đêm { $subject } bị dừng giữa chừng (máy tắt, hết bộ nhớ hoặc bị kết thúc); bảng số liệu giữ nguyên.
    .advice = Gõ motcua doctor, sau đó chạy lại: prefect deployment run nightly/nightly
cancelled = Lần chạy đêm { $subject } bị hủy: do một người, hoặc vì lần trước chưa xong.
    .advice = Xem lần nào còn chạy: prefect flow-run ls --state Running; motcua status
needs-attention = Lần chạy đêm { $subject } đã xong nhưng cần người xem.
    .advice = Gõ motcua status để xem tệp và đơn vị nào.
late = Đã quá giờ mà chưa worker nào nhận lần chạy đêm { $subject }.
    .advice = Gõ systemctl status motcua-prefect-worker; nếu đã dừng: systemctl restart motcua-prefect-worker
never-began = Đã lâu không có lần chạy đêm nào bắt đầu: lịch có thể đã tắt hoặc hỏng.
    .advice = Gõ prefect deployment inspect nightly/nightly; bật lại lịch: prefect --no-prompt deploy --all
worker-gone = Nhóm máy { $subject } không còn worker nào: không lần chạy nào bắt đầu được.
    .advice = Gõ systemctl status motcua-prefect-worker; nếu đã dừng: systemctl restart motcua-prefect-worker

# Of the command that creates them.
created = đã tạo
changed = đã sửa
unchanged = giữ nguyên
left-out = bỏ qua, vì không có địa chỉ nhận (--url-file)
is-paused = đang tạm dừng trong Prefect
automations = Tự động hóa trong Prefect
automation = Tên
what-was-done = Kết quả
no-server = Không biết máy chủ Prefect nào: đặt PREFECT_API_URL, ví dụ http://127.0.0.1:4200/api.
no-answer = Máy chủ Prefect { $url } không trả lời: { $why }. Gõ systemctl status motcua-prefect-server.
wrong-file = { $file }: không phải tệp tự động hóa của Prefect: { $why }
unreadable = { $file }: không đọc được dòng nào; tệp phải có một dòng và chỉ người chạy được đọc (chmod 600).
no-url = { $file }: dòng đầu không phải địa chỉ http:// hoặc https://.
