title = Giới thiệu
lead =
    Hạng chỉ có nghĩa khi biết nó chắc đến đâu. Trang này nói rõ motcua là gì, đọc kết quả thế nào, và những gì số liệu
    không cho biết.
what_heading = motcua là gì, không phải là gì
what_is =
    motcua tập hợp số liệu thủ tục hành chính do các đơn vị gửi, giải trình từng dòng đã nhận và đã loại, tính các chỉ
    số theo phương pháp công khai rồi xếp hạng. Ai có cùng số liệu và cùng phương pháp đều tính lại được đúng từng con
    số.
not_heading = motcua không phải là:
not_verdict = kết luận về con người hay lãnh đạo của một đơn vị;
not_portal = bảng điểm của Cổng Dịch vụ công quốc gia: nguồn số liệu khác, điểm không so trực tiếp được;
not_inspection = việc thay cho thanh tra, kiểm tra, khảo sát người dân;
not_forecast = dự báo cho kỳ sau.
sets_heading = { -rank-set } nghĩa là gì
sets_text =
    Bên cạnh hạng là { -rank-set(case: "lower") }, nơi có thứ hạng thật, tính cho mọi đơn vị cùng lúc. Ví dụ với ba đơn
    vị giả định, mỗi đơn vị giải quyết 10.000 hồ sơ:
sets_caption = Ví dụ: ba đơn vị giả định, { -rank-set(case: "lower") } với độ tin cậy 95%
sets_unit = Đơn vị
sets_late = Hồ sơ quá hạn
sets_rank = Hạng
sets_set = { -rank-set } (95%)
sets_reading =
    5 và 8 hồ sơ quá hạn trong 10.000 là chênh lệch mà ngẫu nhiên dễ dàng gây ra: tháng sau có thể ngược lại. Vì vậy
    không thể nói A hơn B, và cả hai có { -rank-set(case: "lower") } 1–2. C có 60 hồ sơ quá hạn, nhiều hơn hẳn mức ngẫu
    nhiên: C chắc chắn đứng sau A và B, { -rank-set(case: "lower") } là 3.
sets_rule =
    Hai khoảng thứ hạng rời nhau thì kết luận được đơn vị nào hơn. Hai khoảng chồng lên nhau thì chưa kết luận được gì
    nếu chỉ nhìn khoảng.
count_heading = Đếm đủ mọi hồ sơ, vì sao vẫn có khoảng tin cậy
count_text =
    Số đếm nói đúng những gì đã xảy ra trong kỳ. Nhưng câu hỏi của người đọc thường là đơn vị nào làm việc tốt hơn,
    không phải kỳ này ai gặp may hơn. Một máy chủ hỏng, một cán bộ nghỉ ốm, một ngày hồ sơ dồn về đều làm con số nhích
    lên hay xuống. Khoảng tin cậy cho biết số đếm của một kỳ nói lên cách làm việc thường ngày chắc đến đâu: càng nhiều
    hồ sơ thì khoảng càng hẹp.
count_batches =
    Hồ sơ quá hạn thường đến từng đợt, nên khoảng được nới rộng theo mức dao động giữa các tuần (hệ số thiết kế).
limits_heading = Những gì không đo
limits_unrecorded = Hồ sơ không được nhập vào hệ thống, hoặc bị trả lại trước khi tiếp nhận: chỉ thấy những gì đã ghi.
limits_quality = Kết quả giải quyết đúng hay sai pháp luật, người dân phải đi lại mấy lần.
limits_silent = Phản ánh, kiến nghị mà người dân không biết gửi ở đâu: không có phản ánh không có nghĩa là hài lòng.
limits_cause = Nguyên nhân: đơn vị đông dân, nhiều hồ sơ khó hay thiếu người được so với cùng một mức.
limits_absent = Các chỉ số không tính được từ số liệu của đơn vị được nêu tên và không bao giờ tính là 0 điểm.
self_heading = Số liệu do chính đơn vị được xếp hạng gửi
self_text =
    Đơn vị được đánh giá cũng là nguồn số liệu. Hệ thống kiểm tra định dạng, sự mâu thuẫn và sự khác nhau giữa hồ sơ với
    báo cáo của chính đơn vị, nhưng không thể biết một thời điểm đã ghi có đúng sự thật hay không. Các dấu hiệu đáng chú
    ý được nêu bên cạnh điểm, không tính vào điểm.
self_link = Xem chất lượng số liệu và các dấu hiệu
hidden_heading = Số nào được công bố
hidden_text =
    Thành phố quy định số đếm nào được công bố; quy định và căn cứ ở bảng dưới đây. Số nhỏ là số từ 1 đến dưới { $threshold }.
    Số không công bố được thay bằng ký hiệu [c], cùng với những số khác mà từ đó có thể tính ngược ra nó. Điểm và hạng
    được tính từ số đầy đủ. Tệp công bố không có dữ liệu cá nhân.
contact_heading = Góp ý, báo sai sót
contact_text =
    Đơn vị thấy số liệu của mình chưa đúng thì sửa trong hệ thống nguồn rồi gửi lại tệp; số liệu đã sửa vào bảng ở lần
    chạy sau. Ý kiến khác xin gửi về cơ quan công bố bảng xếp hạng này của { $city }, nêu mã { $series } và
    { -snapshot(case: "lower") } { $snapshot }.
access_heading = Trang này ai cũng dùng được
access_text = Các trang hướng tới mức AA của WCAG 2.2 và tiêu chuẩn EN 301 549. Đã kiểm tra trên trình duyệt Chromium:
access_axe = mọi loại trang bằng axe-core, cả hai ngôn ngữ, không còn lỗi nào;
access_keyboard = dùng được chỉ bằng bàn phím; bảng rộng cuộn được bằng phím mũi tên;
access_reflow = đọc được ở bề rộng 320 điểm ảnh mà không phải cuộn ngang cả trang;
access_script = không cần JavaScript, trừ trang thử đổi trọng số;
access_charts =
    mỗi biểu đồ có tiêu đề nêu kết luận, mô tả bằng chữ, bảng số liệu; màu không bao giờ là cách phân biệt duy nhất.
access_limits = Chưa kiểm tra với người dùng trình đọc màn hình. Nếu gặp trở ngại, xin báo theo mục góp ý.
synthetic_heading = SỐ LIỆU TỔNG HỢP (giả lập)
synthetic_text =
    Bảng này được tính từ số liệu do chương trình tạo ra để trình diễn và thử nghiệm. Không con số nào nói về một đơn vị
    có thật.
