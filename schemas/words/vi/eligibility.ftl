# Why a unit has no rank.
new-unit = Đơn vị mới thành lập trong kỳ, chưa có số liệu cho cả kỳ.
boundary-change = Địa giới hoặc tổ chức của đơn vị thay đổi trong kỳ, nên không so sánh được.
dossiers-until = Thiếu số liệu: chỉ gửi hồ sơ đến { $last }.
no-dossiers = Không gửi hồ sơ nào.
alone = không có đơn vị khác để so sánh
invalid = số liệu mâu thuẫn (tử số ngoài khoảng 0 đến mẫu số): { $indicators }
not_reported = không gửi số liệu: { $indicators }
small_n = quá ít trường hợp: { $indicators }
low-coverage = số liệu chấm được quá ít (cần { PERCENT($overall) }, mỗi nhóm { PERCENT($each) }): { $indicators }
indicator-and-others = { $name }; { $others }
