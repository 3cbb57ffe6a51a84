# The page for whoever approves an edition: what it changes of the one published last.

title = Thay đổi của { $edition } – { $city }
heading = Thay đổi so với lần công bố gần nhất: { $edition }
lead = Trang dành cho người duyệt; không công bố.
unit = Đơn vị
rank = Hạng
score = Điểm
tier = { -tier }

# General facts.
about = Thông tin chung
about-ranking = Bảng xếp hạng
about-ranking-of = Kỳ { $period } (từ { $first } đến { $last }): { $title }
about-submitted = Người trình
about-submitted-by = { $user }, { $day }
about-reason = Lý do
about-no-reason = – (lần đầu)
about-units = Đơn vị
about-units-of = { $units }; có hạng: { $ranked }; không có hạng: { $unranked }
about-submissions = Lần nộp làm căn cứ
about-hash = { -hash(case: "heading") } của nội dung

# How a unit stands.
standing-none = không có trong bảng
standing-withheld = không công bố hạng
standing-unranked = không xếp hạng: { $reason }

# Where nothing was published before.
first = Chưa có lần công bố nào để so
first-ranking = Xếp hạng

compared = So với bản công bố lần { PLAIN($version) }, công bố ngày { $day }.
basis = Phương pháp và căn cứ
method-changed = Quy định của phương pháp đã thay đổi.
method-same = Quy định của phương pháp không đổi.
changed-units = { $moved } đơn vị đổi hạng, { $units } đơn vị có thay đổi về hạng, điểm, { -tier(case: "lower") } hoặc điều kiện.
changed-submissions = { $added } lần nộp mới, { $removed } lần nộp không còn tính.
facts = Căn cứ khác trước
facts-basis = Căn cứ
facts-before = Trước
facts-now = Nay
units = Đơn vị thay đổi: { $changed }; không đổi: { $unchanged }
units-changed = Đơn vị thay đổi
units-rank-before = Hạng trước
units-rank-now = Hạng nay
units-score-before = Điểm trước
units-score-now = Điểm nay
units-cause = Do đâu
cause-others = Không có lần nộp nào của chính đơn vị: do số liệu của đơn vị khác{ $method ->
        [yes] , do phương pháp
       *[no] {""}
    }{ $software ->
        [yes] , do phần mềm
       *[no] {""}
    }.
cause-added = { $count } lần nộp mới
cause-removed = { $count } lần nộp không còn tính

# The lines of the record of a ranking.
fact-period = Kỳ
fact-from = Số liệu tính từ ngày
fact-as_of = Số liệu tính đến hết ngày
fact-previous_period = Kỳ trước
fact-method = Phương pháp
fact-method_version = Quy định của phương pháp
fact-method_sha256 = Tệp của phương pháp
fact-indicators_version = Định nghĩa của các chỉ số
fact-snapshot = { -snapshot }
fact-synthetic = Số liệu tổng hợp
fact-software = Phần mềm
fact-seed = { -seed }
fact-draws = Số lần mô phỏng
fact-sensitivity_runs = Số cách tính đã thử
fact-libraries = Thư viện tính toán

# What is not published, under which rule.
disclosure = Số không công bố
disclosure-summary =
    { $small } số đếm không công bố vì nhỏ (từ 1 đến dưới { $threshold }), { $complementary } số khác để không tính ngược ra
    các số ấy, { $covering } ô điểm để điểm tổng không làm lộ một số nhỏ.
disclosure-weak = { $count } số nhỏ vẫn có thể được ước đoán hẹp hơn mức bảo vệ: không còn số nào khác để giấu.
disclosure-others =
    Quy định do thành phố khai báo trong city.toml, mục [[disclosure]]. Hai cột “nếu” cho biết quy định khác sẽ giấu ít nhất
    bao nhiêu số, chưa kể những số phải giấu theo; “nêu đúng mọi số” thì không giấu số nào.
disclosure-counts = Số đếm
disclosure-hidden = Không công bố
disclosure-few_people = Nếu “quá ít người”
disclosure-small_counts = Nếu “mọi số nhỏ”
