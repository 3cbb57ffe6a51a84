# Lời của `motcua reconcile`.
title = Kết luận về các con số đã công bố
column-claim = Mã
column-unit = Đơn vị
column-measure = Chỉ tiêu
column-printed = Nguyên văn
column-verdict = Kết luận
why = { $claim }: { $why }
not-utf-8 = { $file } không phải văn bản UTF-8: hãy lưu thành CSV UTF-8.
no-columns = { $file } không có cột { $columns }: dòng đầu của tệp phải nêu tên các cột.
no-csv = { $file } không phải tệp CSV đọc được: { $fault }.
