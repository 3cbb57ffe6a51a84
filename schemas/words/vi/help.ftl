# What `motcua --help` and `motcua <command> --help` say. The message of a command stands in lists of commands, after it
# the same in the other language; its attribute `detail` is shown below it where the help of that command is asked for.

motcua = Một cửa: hồ sơ thủ tục hành chính của các đơn vị, từ tệp gửi lên đến bảng xếp hạng
    .detail =
        Mã thoát: 0 tốt · 1 cần người xem (có tệp bị loại, lỗi hoặc đơn vị chưa gửi) · 2 sai cách dùng · 3 khai báo sai
        · 4 một lần chạy khác đang giữ dữ liệu · 5 lỗi của hệ thống · 6 không có đêm chạy nào kết thúc trong
        khoảng đã hỏi.
flag-help = In phần trợ giúp này
flag-version = In phiên bản

demo = Thành phố mẫu, dữ liệu tổng hợp
    .detail =
        Tạo một thành phố tổng hợp và chạy ba đêm. Trang được làm là trang công bố của năm 2022. Kết quả được so với số
        liệu đã cài sẵn. Mã thoát 5 nếu khác nhau.
nightly = Một đêm chạy
    .detail =
        Nhận tệp mới trong inbox và cập nhật các bảng. Chạy lại không làm gì hai lần. Mã thoát 1 nếu có tệp bị từ chối,
        lỗi hoặc đơn vị chưa gửi.
fetch = Lấy tệp từ máy khác vào inbox
    .detail =
        Từ các nơi khai báo trong fetch/*.toml của thành phố. Mỗi tệp chỉ lấy một lần, trọn vẹn hoặc không lấy; chưa
        nhận tệp nào vào bảng. Mỗi đêm chạy cũng bắt đầu bằng việc này. Mã thoát 1 nếu có tệp không lấy được.
check = Kiểm tra một tệp trước khi gửi
    .detail =
        Không lưu gì. Mã thoát như của lần chạy đêm: 0 nếu tệp được nhận, kể cả khi có dòng bị loại; 1 nếu cả tệp bị
        loại. Không có --unit thì đơn vị lấy từ cột đơn vị trong tệp.
rank = Xếp hạng các đơn vị
    .detail =
        Không nêu thì dùng kỳ và phương pháp của bản nháp hằng đêm. Bản nháp có trang được lưu, để xem và để trình. Với
        --json chỉ in kết quả xếp hạng: không vẽ trang, không lưu gì.
reconcile = xét các con số đã công bố.
    .detail =
        FILE là tệp CSV có các cột của bảng claims: claim_id, unit_as_written, period_from, period_to, measure, printed,
        và nếu biết thì denominator_id, set_id, locale, scope. Các số cùng set_id được xét cùng nhau. Không cần thư mục
        dữ liệu; nơi đã có bản dữ liệu thì các số được đối chiếu cả với hồ sơ. Không nêu FILE thì xét các số trong bản
        đó. Mã thoát 1 nếu một con số mâu thuẫn với chính văn bản hoặc với hồ sơ.
status = Tình hình hiện tại
    .detail =
        Bản hiện tại, kết quả đêm gần nhất, đơn vị chưa gửi. Mã thoát 1 nếu đêm gần nhất cần người xem hoặc có đơn vị
        chưa gửi. Với --max-age, mã thoát nói nguyên nhân: 6 không có đêm nào kết thúc trong khoảng ấy, 5 đêm gần nhất
        hỏng hoặc dừng giữa chừng, 4 một đêm chạy mãi không xong, 1 điều khác cần người xem.
retract = Rút lại một lần nộp
    .detail =
        Tính lại các bảng. SUBMISSION là mã trong bảng submissions. Tệp không bị xóa.
        Hỏi trước khi rút.
rebuild = Làm lại mọi bảng từ đầu
    .detail =
        So các bảng làm lại với bản hiện tại. Ngày của bản hiện tại được giữ nguyên. Bản đang dùng chỉ bị thay khi có
        khác biệt; khi đó mã thoát là 1.
tables = Các bảng và đường dẫn
    .detail =
        Các bảng của bản hiện tại và đường dẫn để truy vấn. Nêu tên một bảng để xem các cột và dòng lệnh cho từng công
        cụ. Đường dẫn chỉ đến đúng một bản, không đổi khi chạy đêm sau.
doctor = Kiểm tra máy và thư mục dữ liệu
    .detail = Mã thoát 1 nếu có điều cần sửa.
notify = Báo cho người phụ trách
    .detail =
        Xem thư mục dữ liệu và báo những cảnh báo mới qua các kênh khai báo trong notices.toml của thành phố, mỗi cảnh
        báo một lần. Đặt lịch mỗi giờ, ngoài lịch chạy đêm: chỉ cách này mới báo được lịch đã dừng. Mã thoát 1 nếu có
        cảnh báo chưa ai được báo hoặc một kênh không nhận.
verify = Kiểm tra mọi tệp đang giữ
    .detail =
        Đọc lại mọi tệp có mã băm và so với mã ấy: biên bản, dòng đã giữ, các bản chụp, landing, bản công bố, nhật ký.
        Không thay đổi gì, trừ khi có --repair: sửa những gì làm lại được và nêu tên những gì phải lấy từ bản sao lưu.
        Mã thoát 1 nếu còn chỗ hỏng.
automations = Tạo tự động hóa trong máy chủ Prefect
    .detail =
        Theo một tệp như docs/deploy/automations.yaml: khi lần chạy đêm thất bại, chậm giờ, bị dừng hoặc mất worker thì báo cho
        người trực; lần chạy không còn tín hiệu thì được kết thúc để trả chỗ. Chạy lại không tạo bản thứ hai.

source = Khai báo định dạng tệp
    .detail = Một tệp TOML nói cột nào của tệp là gì: phác thảo từ một tệp, rồi thử trên tệp ấy.
source-new = Phác thảo từ một tệp
    .detail =
        In ra TOML, mỗi chỗ cần người xem có chữ TODO. Trong các giá trị của tệp chỉ in mã của cột danh mục (như trạng
        thái), tức cột lặp lại một ít giá trị.
source-check = Thử trên một tệp
    .detail =
        Không lưu gì. SOURCE là mã nguồn của thành phố hoặc một tệp .toml. Mã thoát 3 nếu khai báo sai.
source-template = Lập bảng mẫu Excel để đơn vị điền
    .detail = Lập từ khai báo của bảng, kèm tệp nguồn đọc bảng ấy. Có --unit thì bảng là của riêng đơn vị đó.
method = Phương pháp xếp hạng
    .detail = Các phương pháp là tệp TOML của thành phố.
method-explain = Giải thích một phương pháp
    .detail =
        Bằng lời và công thức. METHOD là mã phương pháp của thành phố, như qd766. --lang en in bản tiếng Anh. --json in
        mọi quy định của phương pháp và mã băm của nó.

edition = Bản công bố: trình, duyệt, công bố
    .detail = Người làm luôn là người dùng của hệ thống, không chọn được. Vai trò của từng người khai báo trong city.toml.
edition-list = Các bản công bố
    .detail = Mọi bản công bố và tình trạng.
edition-show = Một bản và lịch sử
    .detail = Một bản công bố: ai làm gì, khi nào.
edition-drafts = Các bản nháp có thể trình
    .detail = Tên, ngày số liệu, đã trình thành bản nào. Tên này dùng cho `motcua edition submit --draft`.
edition-diff = Thay đổi so với lần công bố trước
    .detail = Cho người duyệt; ghi một trang.
edition-submit = Trình một bản nháp để duyệt
    .detail =
        Bản nháp mới nhất của một bảng xếp hạng. Không nêu thì dùng kỳ và phương pháp của bản nháp hằng đêm. Từ lần
        công bố thứ hai phải nêu lý do. Nếu làm mất hiệu lực một bản đã duyệt thì hỏi trước.
edition-return = Trả lại
    .detail = Trả lại để sửa; duyệt và hẹn giờ mất hiệu lực.
edition-approve = Duyệt đúng nội dung đã xem
    .detail =
        Người trình không tự duyệt được. Không nêu --hash thì chỉ cho xem nội dung nào sẽ được duyệt. Hỏi
        trước khi duyệt.
edition-publish = Công bố ngay hoặc hẹn giờ
    .detail =
        Công bố một bản đã duyệt. Giờ theo đồng hồ của thành phố. Bản hẹn giờ được công bố khi lần chạy đêm hoặc
        `motcua edition release` chạy vào lúc ấy hoặc sau đó. Giờ đã qua thì không nhận. Hỏi trước khi công bố.
edition-release = Công bố những bản đã đến giờ
    .detail = Mã thoát 1 nếu có bản bị từ chối.
edition-withdraw = Rút một bản đã công bố
    .detail = Thay vào đó là thông báo với lý do. Hỏi trước khi rút.
edition-attack = thử tính ngược ra các số nhỏ không công bố.
    .detail =
        Như người chỉ biết những gì đã công bố: lần mới nhất chưa công bố, một bản nháp, hoặc một cây thư mục.
        Mã thoát 1 khi tính ngược ra được số nhỏ.
edition-verify = Kiểm tra nhật ký, nội dung, trang công khai
    .detail =
        Mã thoát 1 nếu có gì sai. --witness so nhật ký với dòng chứng đã ghi ở nơi khác: chỉ có cách ấy mới thấy được
        nhật ký bị làm lại toàn bộ.
edition-witness = In dòng làm chứng cho nhật ký
    .detail =
        Một dòng đại diện cho toàn bộ nhật ký: số mục, thời điểm, mã băm. Ghi dòng ấy vào biên bản, hoặc thêm vào tệp ở
        nơi khác bằng --file.

policy = Quyền, danh mục đơn vị và quy định đang áp dụng
    .detail =
        Nhật ký kiểm toán giữ mã băm của thư mục khai báo đang áp dụng. Các bước của bản công bố chỉ làm được với đúng
        thư mục ấy.
policy-show = Đang áp dụng những gì
    .detail = Mã thoát 1 nếu thư mục khai báo khác với bản đang áp dụng, hoặc chưa có gì được áp dụng.
policy-bind = Đưa quyền và quy định vào áp dụng
    .detail =
        Cho xem các thay đổi rồi hỏi. Lần đầu do người sở hữu thư mục dữ liệu làm, về sau do người quản trị (administer
        trong [roles]) đang áp dụng.

# Options, by what they are about.
series = Bảng xếp hạng, như 2022-qd766
file = Tệp
interactive = hỏi người phụ trách tại cửa sổ dòng lệnh những gì tệp không cho biết.
source-id = Mã nguồn của thành phố hoặc một tệp .toml
submission = Mã trong bảng submissions
method-id = Mã phương pháp của thành phố, như qd766
language = vi hoặc en
where = Nơi làm việc
home = Thư mục gốc của dữ liệu
city = Thư mục khai báo của thành phố (mặc định: TP. Hồ Chí Minh)
run = Lần chạy
business-date = Ngày nghiệp vụ, mặc định hôm nay (trước 6 giờ: hôm qua)
settle = Số giây tệp phải đứng yên
workers = Số tệp đọc cùng lúc
seconds = Thời gian tối đa để đọc một tệp
memory = Bộ nhớ tối đa để đọc một tệp
runner = Chạy bằng threads, processes, dask, hoặc địa chỉ tcp://… của bộ lập lịch Dask
direct = Chạy không qua Prefect
as-json = In kết quả dạng JSON
claims-file = tệp CSV các con số đã công bố.
unit = Đơn vị gửi tệp
date = Ngày áp dụng
date-of-tables = Ngày nghiệp vụ của các bảng, mặc định ngày của bản hiện tại
date-of-status = Ngày mà đến đó đơn vị phải gửi, mặc định ngày của bản hiện tại
period = Kỳ, như 2022, 2022-Q1, 2022-03, 2022-RQ1
ranking-method = Phương pháp, như qd766
peer-group = Xếp hạng trong từng nhóm của một cách chia, như kind
table-name = Tên một bảng, để xem các cột
fed-table = Bảng mà tệp cung cấp; khi lập bản nháp có báo bảng khác nếu phù hợp
out = Ghi vào tệp mới
check-page = Ghi kết quả thành một trang (HTML) để gửi cho người làm tệp
template-out = Ghi bảng mẫu vào tệp .xlsx mới này
retraction-reason = Lý do, được lưu lại
verify-repair = Sửa những gì làm lại được
from-landing = Đọc lại cả các tệp gốc trong landing/
demo-home = Thư mục dữ liệu của bản mẫu
demo-dossiers = Số hồ sơ, khoảng chừng
edition-verify-witness = Dòng làm chứng, hoặc tệp có những dòng ấy
edition-witness-file = Thêm dòng này vào tệp
edition-version = Lần công bố, mặc định lần mới nhất
edition-in-force = Lần công bố, mặc định lần đang có hiệu lực
edition-reason = Lý do, được lưu và công bố
edition-hash = Mã băm của nội dung đã xem, ít nhất 10 chữ số đầu
edition-attacked-draft = một bản nháp (motcua edition drafts) hoặc thư mục của nó, thay cho bản đã trình.
edition-tree = thư mục của một cây đã công bố.
edition-draft = Tên bản nháp (motcua edition drafts) hoặc thư mục, mặc định bản mới nhất
edition-at = Hẹn giờ công bố, như 2030-01-05T08:00, giờ của thành phố
edition-now = Công bố ngay dù đang hẹn giờ
yes = Không hỏi lại (cho chương trình)
max-age = Đêm chạy phải kết thúc trong khoảng này: 90m, 26h, 2d
notify-dry-run = Chỉ cho xem, không gửi gì
notify-test = Gửi một thông báo thử qua mọi kênh

# Backup and restore.
clean = Xóa thứ đã hết hạn giữ
    .detail =
        Theo retention.toml của thành phố: tệp trong inbox và bản gốc đã đọc, tính từ ngày nhận, bảng dữ liệu các đêm, bản
        nháp và báo cáo. Thứ không khai thì giữ mãi; thứ mà một bản công bố dựa vào, thứ hiện hành và thứ chưa đọc luôn ở
        lại. Không hỏi lại: xem trước bằng --dry-run. Mã thoát 1 nếu có thứ không xóa được.
dry-run = Chỉ báo sẽ xóa gì
backup = Sao lưu mọi thứ không làm lại được vào một tệp
    .detail =
        Một tệp tar kèm danh sách mã băm, ghi thư mục dữ liệu như giữa hai lần chạy: các lần nộp, dòng đã giữ, các bản công
        bố cùng bảng dữ liệu của chúng, báo cáo, và khai báo của thành phố. TARGET là tệp chưa có, hoặc một thư mục. Bản gốc
        của các tệp đã nhận chỉ đi kèm khi được yêu cầu, vì có dữ liệu cá nhân.
restore = Khôi phục thư mục dữ liệu từ bản sao lưu
    .detail =
        Vào thư mục mà --home chỉ, trống hoặc chưa có. Mọi mã băm được kiểm tra trước khi ghi; bảng dữ liệu, mục lục và
        trang công bố được làm lại. Mã thoát 1 nếu bản sao lưu hỏng, hoặc bảng dữ liệu không như lúc sao lưu mà không rõ vì
        sao.
backup-target = tệp cần ghi, hoặc thư mục chứa nó.
backup-file = tệp mà `motcua backup` đã ghi.
with-landing = kèm bản gốc của các tệp đã nhận, có dữ liệu cá nhân.
url-file = tệp có một dòng: địa chỉ nhận tin của người trực (POST, JSON).
token-file = tệp có một dòng: mã gửi kèm địa chỉ ấy (Bearer).
