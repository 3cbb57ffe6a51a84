# What `motcua edition` says of editions, of steps in their lives and of what they change.

# A list of editions.
editions = Các bản công bố
ranking = Bảng
version = Lần
state = Tình trạng
submitted-by = Người trình
approved-by = Người duyệt
embargo = Hẹn giờ
published-at = Công bố lúc
none = Chưa có bản công bố nào; bắt đầu: motcua edition submit.

# One edition and its history.
edition = { $edition }: { $state }. { $title }
reason = Lý do
embargo-until = Hẹn công bố: { $moment }
contents = Nội dung
hash = Mã băm của nội dung
hash-of = { $edition }, mã băm của nội dung
history = Lịch sử
entry = Mục
at = Lúc
who = Ai
step = Việc
details = Chi tiết

# The drafts that can be submitted.
drafts = Các bản nháp
no-drafts = Chưa có bản nháp nào; lập bằng: motcua rank.
draft-draft = Bản nháp
draft-period = Kỳ
draft-method = Phương pháp
draft-business-date = Ngày số liệu
draft-snapshot = { -snapshot }
draft-made-at = Lập lúc
draft-latest = Mới nhất
draft-is-latest = mới nhất
draft-submitted-as = Đã trình là

# What an edition changes.
nothing-before = Chưa có lần công bố nào để so.
compared-with = So với { $edition }.
rules-changed = Quy định của phương pháp ĐÃ THAY ĐỔI.
rules-same = Quy định của phương pháp không đổi.
facts = Căn cứ khác trước
fact = Căn cứ
before = Trước
now = Nay
units-changed = Đơn vị thay đổi: { $count }
because-of = Do đâu
other-causes = đơn vị khác, phương pháp
no-rank = không công bố hạng
unchanged = Không đổi

# Steps that were taken.
submitted = Đã trình { $edition } từ { $folder }.
look-at = Người duyệt xem
given-back = Đã trả lại { $edition }.
look-first =
    Xem trước: motcua edition diff { $series }. Duyệt đúng nội dung ấy: motcua edition approve { $series } --hash
    { $hash }
approved = Đã duyệt { $edition }.
held-back = { $edition } sẽ được công bố lúc { $until }.
published = Đã công bố { $edition }: { $page }
released = Đã công bố { $edition }.
not-published = Không công bố { $edition }: { $why }
nothing-due = Không có bản nào đến giờ.
withdrawn = Đã rút { $edition }.
wrong = SAI: { $fault }
log-checked = Nhật ký: { $entries } mục, mục cuối { $last }; { $faults } lỗi.

# What cannot be done.
no-edition = Không có bản công bố { $edition }; có: { $editions }.
no-draft =
    Chưa có bản nháp nào của { $series } có trang ({ $site }/); chạy `motcua rank --period { $period } --method
    { $method }` trước.
draft-without = { $file }: không có tệp này, đây không phải bản nháp.
no-witness =
    "{ $witness }" không phải tên tệp, cũng không phải dòng do `motcua edition witness` in ra: số mục, thời điểm, mã băm (ít
    nhất 16 chữ số).
no-witness-in-row =
    { $file }, dòng { PLAIN($row) }: "{ $line }" không phải dòng do `motcua edition witness` in ra. Dòng khác thì ghi # ở
    đầu.
witness-unread = Không đọc được tệp làm chứng { $file } nên không so được với nhật ký.
no-record = { $file }: không phải hồ sơ của một bảng xếp hạng.
no-moment =
    --at { $text }: không phải một lúc. Ghi ngày và giờ như { $example }, theo giờ của thành phố.
