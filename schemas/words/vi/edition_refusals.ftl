# Why a step with an edition is refused, and what to do.

no-edition = Không có bản công bố { $edition }; có: { $editions }.
wrong-state =
    { $edition } đang ở tình trạng «{ $state }», không thể { $step }. Có thể: { $possible }.
wrong-state-of-one =
    { $edition } đang ở tình trạng «{ $state }», không thể { $step }. Có thể: { $possible }. Có thể { $step }: { $others }; nêu số lần công bố (--version).
# The steps, as in "không thể …" ("cannot be …").
step-submit = trình
step-return = trả lại
step-approve = duyệt
step-schedule = hẹn giờ công bố
step-publish = công bố
step-withdraw = rút
no-reason = { $edition }: cần ghi lý do (--reason).
no-reason-again = { $edition }: cần lý do công bố lại (--reason).
not-allowed =
    Người dùng { $user } không có quyền { $role } (ai có: { $holders }). Nếu đúng là người được giao, người quản trị
    ({ $administrators }) ghi vào { $file }, mục [roles]: { $line }, rồi chạy: motcua policy bind
nobody = chưa ai
own-submission = { $edition } do chính { $user } trình; người duyệt phải là người khác.
content-changed =
    { $edition }: nội dung không còn như khi trình ({ $faults }). Bản này trở lại bản nháp; hãy trình lại.
past-moment =
    { $edition }: { $moment } đã qua (bây giờ là { $now }, giờ của thành phố). Hẹn giờ thì ghi một lúc chưa đến, theo giờ
    của thành phố, như { $example }; công bố ngay thì bỏ --at.
under-embargo =
    { $edition } được hẹn công bố lúc { $until }. Muốn công bố ngay, bỏ hẹn: thêm --now. Muốn đổi giờ hẹn: --at.
other-method =
    Bản nháp này không được xếp hạng theo phương pháp { $method } đang áp dụng. Hãy xếp hạng lại (motcua rank --method
    { $method }) rồi trình bản nháp mới.
other-disclosure =
    Bản nháp này công bố số đếm theo quy định khác với quy định của thành phố đang áp dụng ({ $tables }). Hãy xếp hạng lại
    (motcua rank --method { $method }) rồi trình bản nháp mới.
witness-unreachable =
    Không ghi được tệp làm chứng cho nhật ký kiểm toán ({ $file }: { $fault }), nên chưa làm gì. Hãy khôi phục đường đến
    tệp, hoặc nhờ người quản trị sửa mục [witness] trong city.toml.

# What is submitted cannot be published.
no-snapshot = { -snapshot } { $snapshot } không còn; hãy xếp hạng lại.
no-folder = { $folder }: không có thư mục này
link-in-content = { $file }: là liên kết hoặc tệp lạ, không nhận
unfit = Nội dung chưa công bố được: { $faults }.
unfit-no-first-page = index.html: không có trang đầu
unfit-no-status = { $file }: cần đúng một cặp { $start }…{ $end }
unfit-not-utf8 = { $file }: không phải UTF-8
unfit-name = { $file }: tên tệp không dùng được, chỉ gồm chữ không dấu, số, . _ -

# The audit log is broken.
log-broken =
    Nhật ký kiểm toán hỏng: { $fault }. Không làm gì thêm; khôi phục thư mục editions từ bản sao lưu rồi chạy
    `motcua edition verify`.
log-unreadable = dòng { PLAIN($line) } của audit.jsonl không đọc được
log-chain = chuỗi băm bị đứt ở mục { PLAIN($number) }
log-step = có bước không thể có: { $fault }

# Từ những gì sẽ công bố tính ngược ra được số nhỏ.
attack =
    { $edition }: từ những gì sẽ công bố, người đọc tính ngược ra được { $count } số nhỏ cần bảo vệ: { $recovered }. Bản
    này chưa được duyệt. Trả lại, ẩn thêm các số đứng sau hoặc làm tròn điểm (docs/disclosure.md), rồi trình lại;
    `motcua edition attack { $series }` nêu đủ các số đó.
attack-count = { $count } = { $value } ({ $how })
