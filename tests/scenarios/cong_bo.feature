# language: vi
Tính năng: Từ tệp của đơn vị đến bản công bố
  Mỗi đêm hệ thống lập bản nháp xếp hạng. Bản nháp chỉ được công bố khi một người trình, người khác duyệt đúng nội dung
  ấy. Bản đã công bố không bị sửa: đính chính là một lần công bố mới, có lý do.
  Thành phố Mẫu, các đơn vị, con người và số liệu ở đây đều không có thật. Lan được giao trình và duyệt, Minh được giao
  duyệt, Hoa được giao công bố.

  Bối cảnh:
    Biết Quận Đông gửi tệp 200 hồ sơ
    Và Quận Tây gửi tệp 200 hồ sơ, trong đó 4 hồ sơ quá hạn
    Và Quận Nam gửi tệp 200 hồ sơ, trong đó 40 hồ sơ quá hạn
    Và Quận Bắc gửi tệp 200 hồ sơ, trong đó 100 hồ sơ quá hạn
    Nhưng Huyện Ven không gửi tệp nào
    Và bản nháp của đêm 01/03/2023 đã có

  Kịch bản: Từ tệp của đơn vị đến bản công bố
    Khi Lan trình bản nháp
    Và Minh duyệt
    Và Hoa công bố
    # Quận Tây không có trong bảng: điểm của quận cho biết số nhỏ 4 hồ sơ, nên không được công bố.
    Thì bản công bố lần 1 xếp hạng:
      | đơn vị    | hạng |
      | Quận Đông | 1    |
      | Quận Nam  | 3    |
      | Quận Bắc  | 4    |

  Kịch bản: Đơn vị không gửi số liệu được nêu tên và không có hạng
    Biết bản công bố lần 1 đã ra
    Thì đêm 01/03/2023 nêu tên đơn vị chưa gửi: Huyện Ven
    Và bản công bố lần 1 nêu Huyện Ven không có hạng, không có điểm, lý do "Không gửi hồ sơ nào"

  Kịch bản: Tệp đính chính thay số liệu cũ, lần công bố sau nói rõ thay đổi và lý do
    Biết bản công bố lần 1 đã ra
    Khi Quận Bắc gửi tệp đính chính 200 hồ sơ, trong đó 10 hồ sơ quá hạn
    Và đêm 02/03/2023 lập bản nháp
    Thì 200 bản ghi cũ của Quận Bắc được thay thế
    Khi Lan trình bản nháp, lý do "Quận Bắc đính chính số liệu tháng 02/2023"
    Thì người duyệt thấy những thay đổi:
      | đơn vị   | hạng trước | hạng nay | do                 |
      | Quận Bắc | 4          | 3        | tệp của chính mình |
      | Quận Nam | 3          | 4        | tệp của nơi khác   |
    Khi Minh duyệt
    Và Hoa công bố
    Thì bản công bố lần 2 nêu lý do "Quận Bắc đính chính số liệu tháng 02/2023"
    Và bản công bố lần 1 vẫn còn, ghi rõ đã được thay bằng lần 2

  Kịch bản: Người trình không được duyệt bản của chính mình
    Biết Lan trình bản nháp
    Thì Lan không duyệt được: "người duyệt phải là người khác"
    Và chưa có gì được công bố

  Kịch bản: Bản bị sửa sau khi duyệt không được công bố
    Biết Lan trình bản nháp
    Và Minh duyệt
    Khi có người sửa một tệp của bản đã duyệt
    Thì Hoa không công bố được: "nội dung không còn như khi trình"
    Và bản ấy trở lại là bản nháp
    Và chưa có gì được công bố

  Kịch bản: Bản hẹn giờ được công bố trong đêm sau giờ hẹn
    Biết Lan trình bản nháp
    Và Minh duyệt
    Khi Hoa hẹn công bố lúc 08:00 ngày 10/03/2023
    Thì lúc 07:59 ngày 10/03/2023 chưa có gì được công bố
    Khi đêm 10/03/2023 lập bản nháp
    Thì bản công bố lần 1 có trên trang công bố

  Kịch bản: Bản bị rút chỉ để lại thông báo
    Biết bản công bố lần 1 đã ra
    Khi Hoa rút bản công bố, lý do "Sai kỳ số liệu"
    Thì chỗ của bản công bố lần 1 chỉ còn thông báo rút với lý do "Sai kỳ số liệu"

  Kịch bản: Số nhỏ về người dân không được nêu trong bản công bố
    Biết bản công bố lần 1 đã ra
    Thì bản công bố lần 1 nêu 40 hồ sơ quá hạn của Quận Nam
    Nhưng bản công bố lần 1 không nêu số hồ sơ quá hạn của Quận Tây

  Kịch bản: Dữ liệu cá nhân không có trong bản nháp và bản công bố
    Biết bản công bố lần 1 đã ra
    Thì tên và số điện thoại của người nộp chỉ có trong tệp đã gửi và bản lưu nguyên vẹn của tệp
