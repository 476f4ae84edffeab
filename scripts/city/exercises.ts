/** An exercise of the sample; see contract/drill.ts. Seconds from the start. */
export interface ExerciseSpec {
  id: string;
  name: string;
  nameEn: string;
  situation: string;
  situationEn: string;
  participants: string[];
  injects: {
    id: string; at: number; title: string; titleEn: string; place: string; text: string; textEn: string;
    priority: "emergency" | "high" | "medium" | "routine"; areaId?: string; position?: [number, number]; scenarioId?: string;
    expected: { verdict: "true" | "false"; verdictWithin: number; orderWithin?: number; lead?: string; action: string };
  }[];
}

/** H-V: verdict within 1 min, plan within 5 min (emergency), order within 2 min more. */
const EMERGENCY = { verdict: "true", verdictWithin: 60, orderWithin: 480 } as const;
const FALSE_CALL = { verdict: "false", verdictWithin: 120 } as const;
const SHIFT = ["Trưởng ca trung tâm IOC", "Trực ban trung tâm IOC"];

/** Samples: to be replaced by the city's own, with the posts and agencies of its approved plans. */
export const EXERCISES: readonly ExerciseSpec[] = [
  {
    id: "dien-tap-lu-kim-long", name: "Lũ tại Kim Long (mẫu)", nameEn: "Flood at Kim Long (sample)",
    situation: "Mưa lớn hai ngày ở thượng nguồn, hồ đang xả. Mực nước sông Hương tại Kim Long lên nhanh, dự báo vượt báo động III trong đêm. Ca trực tiếp nhận, xác minh từng tin và điều hành các cơ quan.",
    situationEn: "Two days of heavy rain upstream, the reservoirs release. The Hương river at Kim Long rises fast and is forecast to pass level III tonight. The shift takes in and verifies each report and directs the agencies.",
    participants: [...SHIFT, "Ban Chỉ huy phòng thủ dân sự thành phố", "Phường Kim Long", "Công ty Môi trường và Công trình đô thị"],
    injects: [
      { id: "vuot-bd3", at: 60, title: "Sông Hương tại Kim Long vượt báo động III", titleEn: "The Hương at Kim Long above level III", place: "Trạm Kim Long, phường Kim Long", text: "Trạm thủy văn báo mực nước 3,62 m, lên 18 cm/giờ. Nước vào các nhà thấp ven sông.", textEn: "The gauge reads 3.62 m, rising 18 cm an hour. Water enters low houses by the river.", priority: "emergency", areaId: "kim-long", position: [107.5632, 16.4581], scenarioId: "lu-song", expected: { ...EMERGENCY, lead: "phong-thu-dan-su", action: "Báo lãnh đạo; lệnh sơ tán vùng trũng theo phương án." } },
      { id: "tin-don-vo-de", at: 420, title: "Tin đồn vỡ kè bờ sông", titleEn: "Rumour: the embankment has broken", place: "Đường Nguyễn Phúc Nguyên, phường Kim Long", text: "Người dân gọi báo kè đã vỡ, nước tràn vào khu dân cư. Camera và đầu mối phường đều cho thấy kè còn nguyên.", textEn: "A caller says the embankment broke. Camera and the ward's officer both show it whole.", priority: "high", areaId: "kim-long", expected: { ...FALSE_CALL, action: "Xác minh bằng camera hoặc gọi đầu mối phường; loại tin sai, ghi căn cứ." } },
      { id: "mac-ket", at: 780, title: "Nhiều người mắc kẹt vì ngập sâu", titleEn: "People trapped by deep flooding", place: "Đường Thái Phiên, phường Kim Long", text: "Nước sâu 80 cm, ba hộ có người già và trẻ nhỏ chưa ra được.", textEn: "Water 80 cm deep; three households with old people and children cannot get out.", priority: "emergency", areaId: "kim-long", position: [107.5669, 16.4785], scenarioId: "ngap-sau", expected: { ...EMERGENCY, action: "Gọi cứu nạn; cấm đường; cử lực lượng và báo cáo kèm ảnh." } },
    ],
  },
  {
    id: "dien-tap-tram-bom", name: "Sự cố trạm bơm (mẫu)", nameEn: "Pump station failure (sample)",
    situation: "Mưa 60 mm trong một giờ giữa lúc triều cường. Các trạm bơm tiêu chạy hết công suất.",
    situationEn: "60 mm of rain in an hour at high tide. All drainage pumps run at full capacity.",
    participants: [...SHIFT, "Công ty Môi trường và Công trình đô thị", "Công ty Điện lực"],
    injects: [
      { id: "bom-ngung", at: 30, title: "Trạm bơm ngừng đột ngột", titleEn: "A pump station stops", place: "Trạm bơm tiêu phường Vỹ Dạ", text: "Cả hai tổ bơm mất tín hiệu chạy; nước trong hố hút lên 40 cm trong năm phút.", textEn: "Both pumps lost their running signal; the sump rose 40 cm in five minutes.", priority: "emergency", areaId: "vy-da", scenarioId: "bom-ngung", expected: { ...EMERGENCY, lead: "thoat-nuoc", action: "Lệnh khôi phục hoặc bơm di động; phối hợp điện lực." } },
      { id: "bao-trung", at: 240, title: "Báo lại sự cố trạm bơm", titleEn: "The pump failure reported again", place: "Trạm bơm tiêu phường Vỹ Dạ", text: "Một người dân gọi báo đúng sự cố đang xử lý.", textEn: "A citizen reports the very failure being handled.", priority: "medium", areaId: "vy-da", expected: { ...FALSE_CALL, action: "Nhận ra tin trùng; không mở vụ việc thứ hai." } },
      { id: "ngap-lan", at: 540, title: "Ngập lan ra đường chính", titleEn: "Flooding spreads to the main road", place: "Đập Đá, phường Vỹ Dạ", text: "Nước trên mặt đường 35 cm, xe máy chết máy hàng loạt.", textEn: "35 cm of water on the road, motorbikes stall in numbers.", priority: "high", areaId: "vy-da", position: [107.595, 16.4724], scenarioId: "ngap-sau", expected: { ...EMERGENCY, action: "Phân luồng; bơm tiêu; cảnh báo người dân." } },
    ],
  },
  {
    id: "dien-tap-chay-cho", name: "Cháy tại chợ (mẫu)", nameEn: "Fire at a market (sample)",
    situation: "Chiều thứ bảy, chợ Đông Ba đông khách. Trời nắng nóng kéo dài.",
    situationEn: "A Saturday afternoon, Đông Ba market is crowded. Hot and dry for days.",
    participants: [...SHIFT, "Phòng Cảnh sát PCCC và CNCH", "Phòng Cảnh sát giao thông", "Sở Y tế", "Công ty Điện lực"],
    injects: [
      { id: "khoi-chap-chon", at: 30, title: "Đầu báo khói kích hoạt", titleEn: "A smoke detector goes off", place: "Khu ẩm thực chợ Đông Ba", text: "Một đầu báo kích hoạt. Bảo vệ chợ báo: khói do nấu nướng, không có cháy.", textEn: "One detector went off. The market's guard: smoke from cooking, no fire.", priority: "high", areaId: "phu-xuan", expected: { ...FALSE_CALL, action: "Gọi bảo vệ xác minh trước khi điều lực lượng." } },
      { id: "chay-tang-hai", at: 300, title: "Cháy tầng hai chợ Đông Ba", titleEn: "Fire on the second floor of Đông Ba market", place: "Chợ Đông Ba, phường Phú Xuân", text: "Lửa lớn ở dãy hàng vải, nhiều người chạy xuống cầu thang phía sông. Có người báo còn người mắc kẹt.", textEn: "A large fire among the cloth stalls; people run down the river stairs. Some may be trapped.", priority: "emergency", areaId: "phu-xuan", position: [107.5884, 16.4737], scenarioId: "chay", expected: { ...EMERGENCY, lead: "canh-sat-pccc", action: "Lệnh chữa cháy, cứu người; cắt điện; phân luồng; y tế trực." } },
      { id: "un-tac", at: 720, title: "Ùn tắc chặn xe chữa cháy", titleEn: "Traffic blocks the fire engines", place: "Cầu Trường Tiền và đường Trần Hưng Đạo", text: "Xe chữa cháy thứ ba không vào được do người dân dừng xem.", textEn: "The third engine cannot get through: onlookers have stopped.", priority: "high", areaId: "phu-xuan", expected: { verdict: "true", verdictWithin: 60, orderWithin: 480, lead: "canh-sat-giao-thong", action: "Lệnh phân luồng khẩn cấp cho cảnh sát giao thông." } },
    ],
  },
];
