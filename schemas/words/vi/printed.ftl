# Vì sao không đọc được một con số đã in.
quarter-or-district = "{ $text }" có thể là quý { $number } hoặc Quận { $number }: cần ghi rõ.
two-numbers =
    "{ $text }" có thể là số nguyên { $whole } hoặc số thập phân { $decimal }: cần cho biết nguồn viết số theo cách nào
    (cột locale, vi hoặc en).
no-number = "{ $text }" không nêu con số nào.
several-numbers = "{ $text }" nêu nhiều con số: mỗi số cần một dòng riêng.
another-kind = "{ $text }" nêu mức tăng giảm, số lần hoặc điểm, không phải số lượng hay tỷ lệ.
below-zero = "{ $text }" nhỏ hơn 0, điều không thể có ở số lượng hay tỷ lệ.
