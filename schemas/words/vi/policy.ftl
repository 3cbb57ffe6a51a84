# Which roles, register and policy are in force for a data root, and why something else is refused.

# Refusals of a step.
not-bound-yet =
    Thư mục dữ liệu này chưa có quyền và quy định nào được áp dụng, nên chưa ai làm được bước này. Người sở hữu thư mục dữ
    liệu xem lại rồi chạy: motcua policy bind --city { $folder }
other =
    Thư mục { $folder } không phải bản đang áp dụng. Khác với bản đang áp dụng: { $files }. Bản đang áp dụng do { $user }
    đưa vào ngày { $day } (mục { PLAIN($entry) } của nhật ký) từ { $bound }. Hãy dùng bản ấy (--city), hoặc đề nghị người
    quản trị ({ $administrators }) quyết định việc thay đổi: motcua policy bind --city { $folder }
former =
    Thư mục { $folder } là bản cũ, áp dụng từ mục { PLAIN($former) } của nhật ký đến khi { $user } đưa bản khác vào áp dụng
    ngày { $day } (mục { PLAIN($entry) }). Đã thay đổi từ đó: { $files }. Hãy dùng { $bound } (--city), hoặc cập nhật bản
    sao; chỉ người quản trị ({ $administrators }) mới được áp dụng lại bản cũ.
roles-not-bound =
    Người dùng { $user } không có quyền { $role } (ai có: { $holders }). Tệp { $file } ghi khác, nhưng quyền ghi ở đó chưa
    được áp dụng; quyền đang áp dụng ở mục { PLAIN($entry) } của nhật ký. Người quản trị ({ $administrators }) đưa vào áp
    dụng bằng lệnh: motcua policy bind

# Refusals of a binding.
not-owner =
    { $home } chưa có quy định nào được áp dụng. Lần đầu chỉ người sở hữu thư mục ấy ({ $owner }) mới đưa được quyền và quy
    định vào áp dụng; { $user } thì không.
not-administrator =
    Người dùng { $user } không có quyền quản trị quyền và quy định. Người quản trị: { $administrators } (mục
    { PLAIN($entry) } của nhật ký). Quyền chưa được đưa vào áp dụng thì không có giá trị, dù ghi ở thư mục nào.
no-administrator =
    { $file } chưa nêu người quản trị, về sau sẽ không ai thay đổi được gì. Hãy ghi vào mục [roles]: { $line }; nên có
    thêm một người nữa.

# What is in force, and what a binding changes.
in-force = Đang áp dụng từ { $moment }, do { $user } đưa vào (mục { PLAIN($entry) } của nhật ký), từ { $folder }
nothing-in-force = { $home } chưa có quy định nào được áp dụng. Người sở hữu ({ $owner }) chạy: motcua policy bind
roles = Quyền
role = Quyền
users = Người dùng
added = Thêm
removed = Bớt
files = Nội dung được áp dụng
file = Tệp
hash = Mã băm (SHA-256)
change = Thay đổi
is-added = thêm
is-removed = bỏ
is-changed = sửa
changes-of-roles = Quyền thay đổi
changes-of-files = Tệp thay đổi
none = Thư mục này đang được áp dụng: không có gì thay đổi.
same = Thư mục này ({ $folder }) đúng là bản đang áp dụng.
differs = Thư mục này ({ $folder }) không phải bản đang áp dụng.
bound = Đã đưa vào áp dụng: mục { PLAIN($entry) } của nhật ký.

# What `motcua doctor` warns of. The name of a message is the warning's code.
policy-not-bound = thư mục dữ liệu này chưa có quyền và quy định nào được áp dụng
    .advice = Người sở hữu thư mục dữ liệu xem `motcua policy show` rồi chạy `motcua policy bind`.
policy-differs = khác với bản đang áp dụng từ mục { PLAIN($entry) } của nhật ký: { $files }
    .advice =
        { $which ->
            [same] Thư mục này đã bị sửa, xem `motcua policy show`: hoàn lại,
           *[other] Hãy dùng thư mục { $bound },
        } hoặc đề nghị người quản trị ({ $administrators }) đưa thư mục này vào áp dụng:
        `motcua policy bind`. Chưa làm vậy thì không trình, duyệt hay công bố được với thư mục này.
