# What `motcua fetch`, and a night before it takes files in, say of places on other machines.

nothing-declared = Thành phố chưa khai báo nơi nào để lấy tệp (fetch/*.toml).
fetched = Lấy tệp từ máy khác
not-fetched = Không lấy được
place = Khai báo
arrived = Tệp mới
known = Đã lấy từ trước
problems = Không lấy được
reason = Mã lý do
