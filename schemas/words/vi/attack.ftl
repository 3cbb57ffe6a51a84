# Kẻ dò số tìm ra số không công bố nào, bằng cách nào: `motcua edition attack`.

# Một số đếm: của đơn vị nào, về việc gì, trong những ngày nào.
count = { $unit }, { $item } ({ $part }), { $first } – { $last }
city = toàn thành phố
stands = số này nằm ngay trong { $file }
by-sums = không số nào khác khớp với các tổng đã công bố: các quý, tổng toàn thành phố, biểu, công thức
by-rates = không số nào khác khớp với tỷ lệ được công bố bên cạnh
by-scores = không số nào khác khớp với điểm { DECIMAL($score, digits: 2) } của đơn vị và các số đã công bố khác
by-all = suy ra từ tất cả các số cộng lại

# Kết quả của lệnh.
recovered = Số nhỏ bị tính ngược ra: { $count }
narrow = Số nhỏ chỉ còn quá ít giá trị có thể: { $count }
of-count = Số đếm
value = Giá trị
how = Bằng cách nào
left = Giá trị còn lại
range = { $least } đến { $most }, { $left } giá trị
attacked =
    { $edition }: { $hidden } số không công bố, trong đó { $small } số nhỏ. Tính ngược ra đúng con số: { $recovered };
    còn quá ít giá trị: { $narrow }; không nhỏ mà tính ra được: { $known }.
withstood = Người chỉ biết những gì đã công bố không tính ngược ra được số nhỏ nào.
contradicting = Số liệu của các đơn vị sau mâu thuẫn nhau nên không dùng hết: { $units }.
nothing = { $folder }: không có bản nào nêu số không công bố.
