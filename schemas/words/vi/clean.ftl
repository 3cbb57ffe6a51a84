# Lời của `motcua clean`: thứ gì hết hạn giữ theo quy định của thành phố, và vì sao thứ khác ở lại.

title = Thời hạn giữ
what = Thứ
why = Vì sao
system-says = Hệ thống báo
nothing-declared = Trong { $file } chưa khai gì: giữ tất cả mãi mãi, và chưa xóa gì.
gone = Đã xóa { $count } mục, có thêm { $megabytes } MB trống.
would-go = Sẽ xóa { $count } mục, có thêm { $megabytes } MB trống. Chưa xóa gì.
not-removed = Không xóa được

kind-inbox = tệp trong inbox
kind-landing = bản gốc trong landing
kind-snapshots = bảng dữ liệu các đêm
kind-drafts = bản nháp
kind-runs = báo cáo

reason-due = đã hết hạn giữ: xóa
reason-young = còn hạn giữ
reason-failed = không xem được: kiểm tra quyền của tệp, và xem đêm trước báo gì
reason-still-copying = chưa nhận, hoặc để nguyên
reason-not-landed = chưa có bản gốc trong landing: đêm sau sẽ chép
reason-without-record = chưa đọc lần nào: đêm sau sẽ đọc, hoặc báo vì sao không
reason-waiting = còn phải đọc: đêm sau, sau một thay đổi, hoặc chờ người (motcua status)
reason-not-recognised = không nguồn nào nhận ra: khai báo nguồn, hoặc tự xóa tệp
reason-in-inbox = tệp của nó còn nằm trong inbox
reason-current = bảng dữ liệu hiện hành
reason-edition = một bản công bố dựa vào nó
reason-latest-draft = bản nháp mới nhất, hoặc bảng dữ liệu của nó
reason-last-report = báo cáo cuối cùng
reason-damaged = không nguyên vẹn: chạy motcua verify
