# A zip, and the files in it.

not-accepted =
    Không nhận tệp zip: { $why }. Gửi zip chỉ chứa tệp dữ liệu đã khai báo, không mật khẩu, không nén lồng nhau.
other-members = có { $count } tệp không có tên dạng { $pattern }: { $names } (khóa format.member)
no-member = không chứa tệp nào
several-members =
    chứa { $count } tệp: { $names }; muốn đọc tất cả thì thành phố khai báo format.all_members = true
with-password = có mật khẩu ({ $names })
same-name = có tệp trùng tên: { $names }
too-large = bung ra hơn { $megabytes } MB
zip-within = chứa một tệp zip khác
packed-otherwise = nén bằng cách không hỗ trợ
name-not-utf8 = có tên tệp bên trong không phải UTF-8

damaged = Tệp zip hoặc xlsx bị cắt ngang hay hỏng. Hãy chép hoặc xuất lại tệp.
in-member = Trong zip, tệp "{ $member }": { $why }
several-kinds = Zip chứa nhiều loại tệp ({ $suffixes }); chỉ để lại loại cần khai báo rồi thử lại.
