# The report of a check as a page, for whoever made the file.

site = { $city }: kiểm tra tệp trước khi gửi
title = Kết quả kiểm tra tệp { $file }

# What is to be done: in one sentence, then how.
verdict-nothing-to-do = Tệp được nhận. Không cần làm gì.
next-nothing-to-do = Gửi tệp này như bình thường.
verdict-look-at-warnings = Tệp được nhận. Có { $warned } cảnh báo nên xem trước khi gửi.
next-look-at-warnings = Cảnh báo không làm dòng nào bị loại. Nếu số liệu đúng thì gửi tệp này.
verdict-correct-rows = Tệp được nhận, trừ { $rejected } dòng bị loại.
next-correct-rows = Sửa các dòng nêu dưới đây trong hệ thống nguồn hoặc trong tệp, xuất lại, rồi gửi tệp mới.
verdict-rejected = Tệp không được nhận.
next-rejected = Làm theo hướng dẫn dưới đây, xuất lại, rồi gửi tệp mới. Không gửi tệp này.
verdict-failed = Chưa kiểm tra được tệp vì lỗi của hệ thống.
next-failed = Báo cho người vận hành hệ thống; người gửi không cần sửa tệp.
verdict-left-alone = Tệp này sẽ chưa được nhận.
next-left-alone = Lý do và việc cần làm ở dưới.

of-unit = { $unit }: { $table }
unrecognised = { $unit }: chưa nhận ra định dạng của tệp
format = Định dạng
exported-at = Thời điểm kết xuất
count-rows_in = Bản ghi trong tệp
count-accepted = Được nhận
count-rejected = Bị loại
count-duplicate = Trùng hoàn toàn, tính một lần
rows-to-correct = Dòng cần sửa
so-many-rows = { $count } dòng.
whole-file = Vì thế cả tệp không được nhận.
to-do = Việc cần làm: { $advice }
and-more = và { $count } dòng nữa
to-look-at = Nên xem
no-records = Dòng không phải bản ghi, không tính
layout-rows = { $rule }: { $count } dòng, dòng đầu là dòng { PLAIN($first) }
judged-as = Xét như tệp của { $folder }, theo quy tắc ngày { $day }.
