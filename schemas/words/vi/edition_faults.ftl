# In what the editions that are kept, or what is public, are not as recorded.

of-edition = { $edition }: { $fault }
missing = thiếu tệp { $file }
added = thừa tệp { $file }
changed = tệp { $file } đã bị sửa
changed-or-gone = { $edition }: tệp { $file } đã bị sửa hoặc mất. Khôi phục từ bản sao lưu, hoặc rút bản này.

# The two copies of the audit log.
log-cut =
    tệp audit.jsonl có { $entries } mục, control.sqlite có { $indexed }: tệp đã bị cắt bớt
log-behind =
    nhật ký chỉ đến mục { PLAIN($entries) }, trong khi { $file } do một mục sau đó tạo ra: các mục sau mục
    { PLAIN($entries) } đã bị cắt bỏ
log-differs = mục { PLAIN($number) } trong audit.jsonl khác với mục ấy trong control.sqlite

# The log against what was written down of it elsewhere, and against the roles.
witness-cut =
    nhật ký chỉ đến mục { PLAIN($entries) }, trong khi mục { PLAIN($number) } đã có chứng: các mục sau mục
    { PLAIN($entries) } đã bị cắt bỏ
witness-differs = mục { PLAIN($number) } của nhật ký không phải mục đã có chứng: nhật ký đã bị làm lại từ mục này
witness-differs-between =
    nhật ký không phải bản đã có chứng: đã bị làm lại từ một mục trong khoảng mục { PLAIN($first) } đến mục
    { PLAIN($last) }
step-not-allowed =
    mục { PLAIN($number) } của nhật ký: theo quyền áp dụng lúc ấy, { $user } không được làm bước này ({ $step })

# The public tree.
public-is-no-link = { $path }: phải là một liên kết, đừng tạo thư mục này
public-file-changed = { $file }: tệp đã bị sửa. Khôi phục từ bản sao lưu, hoặc rút bản này.
public-other-tree =
    public chỉ đến cây { $tree }, phải là { $expected }; chạy `motcua edition release`
public-added = public/{ $file }: thừa
public-missing = public/{ $file }: thiếu
public-changed = public/{ $file }: đã bị sửa
