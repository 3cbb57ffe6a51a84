# Why a hash does not name the content that is to be approved.

short = Mã băm có { $digits } chữ số; cần ít nhất { $least } chữ số đầu.
ambiguous =
    { PLAIN($digits) } chữ số đầu này chung cho hơn một nội dung đã trình; ghi thêm chữ số. Mã băm đầy đủ: { $hash }
mistyped =
    Gõ sai mã băm: chữ số thứ { PLAIN($place) } là «{ $typed }», mã băm của { $edition } ở đó là «{ $expected }». Nội
    dung không đổi; mã băm đầy đủ: { $hash }
of-another =
    Mã băm này là của { $other }, không phải của { $edition }. Mã băm của { $edition }: { $hash }
replaced =
    Mã băm này là của nội dung { $edition } mà { $by } trình lúc { $submitted }, đã được thay lúc { $replaced } bằng
    nội dung khác ({ $hash }). Xem lại nội dung ấy rồi mới duyệt.
