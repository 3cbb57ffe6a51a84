# What the holder of a role may do, after "may".
submit = trình
approve = duyệt
publish = công bố hoặc rút
administer = quản trị quyền và quy định
