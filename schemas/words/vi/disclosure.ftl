# Which counts are published: by whom they are of, and under which rule. On the site and for who approves.
table = Bảng
about = Đếm
rule = Quy định
basis = Căn cứ
about-office = việc của cơ quan
about-people = người dân
rule-exact = nêu đúng mọi số
rule-few_people = không nêu khi quá ít người
rule-small_counts = không nêu số nhỏ nào
