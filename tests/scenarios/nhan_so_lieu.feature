# language: vi
Tính năng: Nhận số liệu của các đơn vị
  Mỗi đêm hệ thống nhận các tệp mà đơn vị đã gửi. Bản ghi nào cũng được đối soát: chấp nhận, bị loại kèm lý do, hoặc
  trùng. Tệp sai của một đơn vị không làm hỏng đêm của cả thành phố.
  Thành phố Mẫu, các đơn vị, con người và số liệu ở đây đều không có thật.

  Kịch bản: Tệp sai bị từ chối kèm hướng dẫn, các đơn vị khác vẫn được nhận
    Biết Quận Đông gửi tệp 40 hồ sơ
    Và Quận Tây gửi nhầm một tấm ảnh
    Và Quận Nam gửi tệp 40 hồ sơ, cột "Ngày tiếp nhận" ghi thành "Ngày nhận"
    Và Quận Bắc gửi tệp 40 hồ sơ, trong đó 30 hồ sơ ghi ngày tiếp nhận là "hôm qua"
    Khi đêm 01/03/2023 nhận tệp
    Thì tệp của Quận Đông được chấp nhận với 40 hồ sơ
    Nhưng tệp của Quận Tây bị từ chối: "Gửi đúng dạng đã khai báo"
    Và tệp của Quận Nam bị từ chối: "Đổi lại tên cột"
    Và tệp của Quận Bắc bị từ chối: "không đọc được giá trị; cần ngày giờ có thật"
    Và các bảng có tất cả 40 hồ sơ

  Kịch bản: Bản ghi sai bị loại kèm lý do, các bản ghi khác vẫn được tính
    Biết Quận Đông gửi tệp 40 hồ sơ, trong đó 3 hồ sơ ghi ngày tiếp nhận là "31/09/2022"
    Khi đêm 01/03/2023 nhận tệp
    Thì đối soát số bản ghi của Quận Đông: đã gửi 40, chấp nhận 37, bị loại 3, trùng 0
    Và các dòng 2, 3, 4 bị loại: "không đọc được giá trị; cần ngày giờ có thật"
    Và các bảng có tất cả 37 hồ sơ

  Kịch bản: Hai tệp giống hệt nhau chỉ được tính một lần
    Biết Quận Đông gửi tệp 40 hồ sơ
    Và Quận Đông gửi lần nữa đúng tệp ấy
    Khi đêm 01/03/2023 nhận tệp
    Thì Quận Đông có 1 tệp được chấp nhận và 1 tệp đã nhận từ trước
    Và các bảng có tất cả 40 hồ sơ

  Kịch bản: Một tệp nằm trong thư mục của hai đơn vị thì cả hai được cảnh báo
    Biết Quận Đông gửi tệp 40 hồ sơ
    Và tệp của Quận Đông cũng nằm trong thư mục của Quận Tây
    Khi đêm 01/03/2023 nhận tệp
    Thì Quận Đông và Quận Tây được cảnh báo: "Các dòng có thể bị tính hai lần"

  Kịch bản: Tệp gửi nhầm được rút lại
    Biết Quận Đông gửi tệp 40 hồ sơ
    Và Quận Tây gửi tệp 25 hồ sơ
    Và đêm 01/03/2023 nhận tệp
    Khi thành phố rút lại tệp của Quận Tây, lý do "gửi nhầm năm"
    Thì các bảng có tất cả 40 hồ sơ
    Và lần gửi của Quận Tây vẫn được lưu, với lý do rút "gửi nhầm năm"

  Kịch bản: Dữ liệu cá nhân chỉ có trong tệp gốc đã gửi
    Biết Quận Đông gửi tệp 40 hồ sơ
    Và Quận Tây gửi tệp 40 hồ sơ, trong đó 1 hồ sơ ghi ngày tiếp nhận là "Nguyễn Văn Mẫu"
    Khi đêm 01/03/2023 nhận tệp
    Thì đối soát số bản ghi của Quận Tây: đã gửi 40, chấp nhận 39, bị loại 1, trùng 0
    Và tên và số điện thoại của người nộp chỉ có trong tệp đã gửi và bản lưu nguyên vẹn của tệp
