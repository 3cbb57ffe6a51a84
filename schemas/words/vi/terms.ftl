# The terms that messages of all files share, each under the one name that pages, workbooks and letters use.
-weight = trọng số
-rank-set =
    { $case ->
        [lower] khoảng thứ hạng
       *[heading] Khoảng thứ hạng
    }
-tier =
    { $case ->
        [lower] nhóm
       *[heading] Nhóm
    }
-snapshot =
    { $case ->
        [lower] bản chụp dữ liệu
       *[heading] Bản chụp dữ liệu
    }
-hash =
    { $case ->
        [heading] Mã băm (SHA-256)
       *[lower] mã băm (SHA-256)
    }
-seed = Hạt giống ngẫu nhiên (seed)
-signals = Dấu hiệu cần kiểm tra
-undecided = chưa đủ căn cứ
-other-choices = Nếu chọn cách tính khác
-at-city-rate =
    cộng thêm trường hợp cho đủ số tối thiểu, theo tỷ lệ chung của thành phố kỳ trước (kỳ này, nếu kỳ trước không có)
-reallocated = trọng số được phân bổ lại cho các chỉ số còn lại trong nhóm
