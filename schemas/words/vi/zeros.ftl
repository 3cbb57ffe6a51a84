# What a zero can and cannot mean, beside the cell of a unit.
no-petitions =
    Không có phản ánh, kiến nghị nào trong kỳ. Có thể không ai có điều phải phản ánh; cũng có thể không ai biết hay dùng
    được kênh này, hoặc phản ánh không được ghi nhận. Số 0 này không nói gì về việc trả lời đúng hạn hay thỏa đáng.
no-answers =
    Không có lượt đánh giá nào trong kỳ: không ai được hỏi, không ai trả lời, hoặc kết quả không được gửi. Số 0 này
    không nói người dân hài lòng hay không hài lòng.
nothing-arose =
    Không phát sinh trường hợp nào để tính ({ $cases }). Số 0 này không phải kết quả tốt, cũng không phải kết quả kém.
full-points =
    { $basis } cho điểm tối đa khi không phát sinh: đơn vị được thưởng vì không có gì để đếm, và đó không phải bằng
    chứng đã làm tốt.
zero-points = { $basis } cho 0 điểm khi không phát sinh: 0 điểm này không phải bằng chứng đã làm kém.
none-late =
    Không có hồ sơ nào quá hạn trong { $n } { $cases }: đúng với các hồ sơ đã gửi, theo ngày hẹn trả đã ghi. Hồ sơ không
    gửi thì không thấy; hồ sơ không có ngày hẹn trả thì không bao giờ quá hạn.
none-unfavourable =
    Không có trường hợp nào không đạt trong { $n } { $cases }: đúng với số liệu đã gửi; trường hợp không gửi hoặc không
    ghi nhận thì không thấy.
may-be =
    Với ngần ấy trường hợp, tỷ lệ không đạt lâu dài vẫn có thể tới { PERCENT($limit) }, nên số 0 chưa đủ để nói hơn một
    đơn vị có vài trường hợp.
