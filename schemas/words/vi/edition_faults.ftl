# In what the editions that are kept, or what is public, are not as recorded.

of-edition = { $edition }: { $fault }
missing = thiếu tệp { $file }
added = thừa tệp { $file }
changed = tệp { $file } đã bị sửa
changed-or-gone = { $edition }: tệp { $file } đã bị sửa hoặc mất. Khôi phục từ bản sao lưu, hoặc rút bản này.

# The two copies of the audit log.
log-cut =
    tệp audit.jsonl có { $entries } mục, control.sqlite có { $indexed }: tệp đã bị cắt bớt
log-differs = mục { PLAIN($number) } trong audit.jsonl khác với mục ấy trong control.sqlite

# The public tree.
public-is-no-link = { $path }: phải là một liên kết, đừng tạo thư mục này
public-file-changed = { $file }: tệp đã bị sửa. Khôi phục từ bản sao lưu, hoặc rút bản này.
public-other-tree =
    public chỉ đến cây { $tree }, phải là { $expected }; chạy `motcua edition release`
public-added = public/{ $file }: thừa
public-missing = public/{ $file }: thiếu
public-changed = public/{ $file }: đã bị sửa
