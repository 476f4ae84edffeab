/** Gauges on the rivers whose water reaches streets, by thing id. */
export type StreetGauge = "tuan" | "nham-bieu" | "kim-long" | "an-cuu-river" | "bao-vinh" | "sinh" | "phu-oc";

export interface Street {
  id: string;
  name: string;
  area: string;
  at: readonly [lon: number, lat: number];
  /**
   * The river's level beside it lies between those of an upper and a lower gauge, this share of the way to the lower: as the map
   * takes it along the axis of the river that floods the spot (`map/make-map.ts`; `test/flood-story.test.ts` holds both together).
   */
  beside: readonly [upper: StreetGauge, lower: StreetGauge, share: number];
  /** Height of the sensor's foot, m, in the gauges' datum. */
  ground: number;
  /** How many times its own area drains to the spot. */
  gathers: number;
}

/**
 * Where streets are measured: real streets at points on them, four decimals, fewer than a hundred, checked against
 * OpenStreetMap (© OpenStreetMap contributors); where the pack's own river runs over such a point, the nearest dry one. Heights are invented, so that streets named in reports flood as reported: Đập Đá
 * over-topped about level II and 1 m under on 26-10-2025 (znews.vn); Dương Văn An 0.3–0.4 m that evening at 21:00 (nld.com.vn),
 * Nguyễn Hữu Cảnh near 1 m; Bà Triệu, Tố Hữu and Hùng Vương over 1 m on 28-10-2025 (vietnamnet.vn).
 */
export const STREETS: readonly Street[] = ([
  ["dap-da", "Đập Đá", "vy-da", 107.595, 16.4724, "an-cuu-river", "bao-vinh", 0.19, 1.78, 1],
  ["hung-vuong", "đường Hùng Vương", "thuan-hoa", 107.5954, 16.4629, "an-cuu-river", "bao-vinh", 0.1, 2.95, 2.4],
  ["ba-trieu", "đường Bà Triệu", "vy-da", 107.6001, 16.4648, "an-cuu-river", "bao-vinh", 0.18, 2.7, 8],
  ["nguyen-hue", "đường Nguyễn Huệ", "thuan-hoa", 107.5878, 16.4577, "kim-long", "an-cuu-river", 0.89, 3.5, 2.6],
  ["to-huu", "đường Tố Hữu", "vy-da", 107.6049, 16.4637, "an-cuu-river", "bao-vinh", 0.18, 2.8, 3.4],
  ["thai-phien", "đường Thái Phiên", "phu-xuan", 107.5669, 16.4785, "kim-long", "an-cuu-river", 0.33, 4.1, 3.6],
  ["dang-tat", "đường Đặng Tất", "huong-an", 107.5554, 16.4819, "phu-oc", "sinh", 0.62, 2.75, 3],
  ["pham-van-dong", "đường Phạm Văn Đồng", "vy-da", 107.6019, 16.4749, "an-cuu-river", "bao-vinh", 0.24, 2.75, 2.8],
  ["truong-chinh", "đường Trường Chinh", "vy-da", 107.6037, 16.461, "an-cuu-river", "bao-vinh", 0.15, 2.65, 3.8],
  ["le-quy-don", "đường Lê Quý Đôn", "thuan-hoa", 107.5973, 16.4654, "an-cuu-river", "bao-vinh", 0.15, 2.7, 3.6],
  ["nguyen-cong-tru", "đường Nguyễn Công Trứ", "thuan-hoa", 107.5971, 16.4714, "an-cuu-river", "bao-vinh", 0.19, 2.6, 3],
  ["phan-chu-trinh", "đường Phan Chu Trinh", "an-cuu", 107.5942, 16.4556, "an-cuu-river", "an-cuu-river", 0, 2.55, 2.4],
  ["duong-van-an", "đường Dương Văn An", "vy-da", 107.6034, 16.4676, "an-cuu-river", "bao-vinh", 0.18, 2.22, 4.6],
  ["vu-thang", "đường Vũ Thắng", "vy-da", 107.6098, 16.4668, "an-cuu-river", "bao-vinh", 0.19, 2.3, 4.8],
  ["ha-huy-tap", "đường Hà Huy Tập", "vy-da", 107.6016, 16.4651, "an-cuu-river", "bao-vinh", 0.18, 2.45, 4.4],
  ["duy-tan", "đường Duy Tân", "an-cuu", 107.5957, 16.4508, "an-cuu-river", "an-cuu-river", 0, 2.9, 3.8],
  ["nguyen-huu-canh", "đường Nguyễn Hữu Cảnh", "an-cuu", 107.6104, 16.4425, "an-cuu-river", "bao-vinh", 0.05, 1.8, 4.2],
  ["hoang-quoc-viet", "đường Hoàng Quốc Việt", "an-cuu", 107.6195, 16.459, "an-cuu-river", "bao-vinh", 0.18, 2.35, 3.2],
  ["ly-thuong-kiet", "đường Lý Thường Kiệt", "thuan-hoa", 107.5916, 16.4599, "an-cuu-river", "bao-vinh", 0.05, 3.15, 2.2],
  ["ben-nghe", "đường Bến Nghé", "thuan-hoa", 107.5946, 16.4658, "an-cuu-river", "bao-vinh", 0.15, 2.85, 2.8],
  ["dong-da", "đường Đống Đa", "thuan-hoa", 107.5921, 16.4605, "an-cuu-river", "bao-vinh", 0.05, 3.05, 2.4],
  ["le-loi", "đường Lê Lợi", "thuan-hoa", 107.5889, 16.4659, "an-cuu-river", "bao-vinh", 0.05, 3.6, 1.6],
  ["han-mac-tu", "đường Hàn Mặc Tử", "vy-da", 107.5997, 16.4725, "an-cuu-river", "bao-vinh", 0.24, 2.5, 3],
  ["nguyen-sinh-cung", "đường Nguyễn Sinh Cung", "vy-da", 107.5959, 16.484, "an-cuu-river", "bao-vinh", 0.45, 2.3, 2.6],
  ["tung-thien-vuong", "đường Tùng Thiện Vương", "vy-da", 107.6001, 16.4832, "an-cuu-river", "bao-vinh", 0.45, 2.25, 3],
  ["chi-lang", "đường Chi Lăng", "phu-xuan", 107.5904, 16.487, "an-cuu-river", "bao-vinh", 0.49, 2.45, 2.2],
  ["bach-dang", "đường Bạch Đằng", "phu-xuan", 107.5833, 16.482, "an-cuu-river", "bao-vinh", 0.4, 2.2, 2.4],
  ["nguyen-gia-thieu", "đường Nguyễn Gia Thiều", "phu-xuan", 107.585, 16.4922, "phu-oc", "sinh", 0.89, 1.8, 2.6],
  ["nguyen-chi-thanh", "đường Nguyễn Chí Thanh", "phu-xuan", 107.587, 16.4853, "phu-oc", "sinh", 0.89, 2.1, 2.6],
  ["tran-hung-dao", "đường Trần Hưng Đạo", "phu-xuan", 107.5865, 16.4702, "an-cuu-river", "bao-vinh", 0.1, 3.4, 1.8],
  ["phan-dang-luu", "đường Phan Đăng Lưu", "phu-xuan", 107.5861, 16.4763, "an-cuu-river", "bao-vinh", 0.29, 3.1, 2],
  ["huynh-thuc-khang", "đường Huỳnh Thúc Kháng", "phu-xuan", 107.5858, 16.4777, "an-cuu-river", "bao-vinh", 0.29, 2.4, 2],
  ["dinh-tien-hoang", "đường Đinh Tiên Hoàng", "phu-xuan", 107.5782, 16.4775, "an-cuu-river", "bao-vinh", 0.29, 3.55, 2.6],
  ["nguyen-trai", "đường Nguyễn Trãi", "phu-xuan", 107.5687, 16.4726, "kim-long", "an-cuu-river", 0.33, 4.15, 2.6],
  ["le-huan", "đường Lê Huân", "phu-xuan", 107.5739, 16.4688, "kim-long", "an-cuu-river", 0.52, 4.25, 2],
  ["mai-thuc-loan", "đường Mai Thúc Loan", "phu-xuan", 107.5819, 16.4762, "an-cuu-river", "bao-vinh", 0.29, 3.6, 2.2],
  ["doan-thi-diem", "đường Đoàn Thị Điểm", "phu-xuan", 107.5797, 16.4727, "an-cuu-river", "bao-vinh", 0.05, 3.85, 2.4],
  ["tinh-tam", "đường Tịnh Tâm", "phu-xuan", 107.5775, 16.4775, "an-cuu-river", "bao-vinh", 0.05, 3.65, 3.4],
  ["nhat-le", "đường Nhật Lệ", "phu-xuan", 107.5788, 16.4761, "an-cuu-river", "bao-vinh", 0.05, 3.5, 2.8],
  ["tran-quy-cap", "đường Trần Quý Cáp", "phu-xuan", 107.5736, 16.4811, "an-cuu-river", "bao-vinh", 0.4, 3.2, 3],
  ["ton-that-thiep", "đường Tôn Thất Thiệp", "phu-xuan", 107.5647, 16.4707, "kim-long", "an-cuu-river", 0.16, 4.05, 2.8],
  ["kim-long", "đường Kim Long", "kim-long", 107.5639, 16.459, "kim-long", "kim-long", 0, 3.6, 1.8],
  ["van-xuan", "đường Vạn Xuân", "kim-long", 107.5634, 16.4682, "kim-long", "an-cuu-river", 0.16, 3.2, 2.6],
  ["phu-mong", "đường Phú Mộng", "kim-long", 107.563, 16.4624, "kim-long", "kim-long", 0, 2.9, 2.6],
  ["ly-thai-to", "đường Lý Thái Tổ", "huong-an", 107.5441, 16.4872, "phu-oc", "sinh", 0.61, 3.2, 2.4],
  ["tan-da", "đường Tản Đà", "huong-an", 107.5628, 16.4977, "phu-oc", "sinh", 0.63, 2.1, 3.4],
  ["tang-bat-ho", "đường Tăng Bạt Hổ", "phu-xuan", 107.568, 16.4864, "an-cuu-river", "bao-vinh", 0.42, 2.8, 2.8],
  ["nguyen-van-linh", "đường Nguyễn Văn Linh", "huong-an", 107.5541, 16.4886, "phu-oc", "sinh", 0.62, 2.9, 2.4],
  ["bao-vinh", "phố cổ Bao Vinh", "hoa-chau", 107.5766, 16.4951, "phu-oc", "sinh", 0.89, 1.75, 1.8],
  ["thanh-ha", "đường Thanh Hà", "hoa-chau", 107.5743, 16.5038, "phu-oc", "sinh", 0.89, 1.7, 2],
  ["bui-thi-xuan", "đường Bùi Thị Xuân", "thuy-xuan", 107.5523, 16.4505, "nham-bieu", "kim-long", 0.36, 4.0, 2.2],
  ["huyen-tran", "đường Huyền Trân Công Chúa", "thuy-xuan", 107.5623, 16.4358, "tuan", "nham-bieu", 0.43, 6.3, 2.2],
  ["nguyen-khoa-chiem", "đường Nguyễn Khoa Chiêm", "an-cuu", 107.5991, 16.4413, "kim-long", "an-cuu-river", 0.89, 2.6, 4],
  ["an-duong-vuong", "đường An Dương Vương", "an-cuu", 107.6056, 16.4501, "an-cuu-river", "bao-vinh", 0.1, 2.7, 3],
  ["dang-van-ngu", "đường Đặng Văn Ngữ", "an-cuu", 107.6044, 16.4564, "an-cuu-river", "bao-vinh", 0.15, 2.3, 3.2],
  ["trung-nu-vuong", "đường Trưng Nữ Vương", "thanh-thuy", 107.6364, 16.4231, "an-cuu-river", "bao-vinh", 0.1, 2.8, 2.4],
  ["da-le", "đường Dạ Lê", "thanh-thuy", 107.6272, 16.4076, "kim-long", "an-cuu-river", 0.89, 3.2, 2.4],
  ["thuan-an", "đường Thuận An", "my-thuong", 107.5994, 16.503, "an-cuu-river", "bao-vinh", 0.69, 2.2, 2],
  ["vo-van-kiet", "đường Võ Văn Kiệt", "my-thuong", 107.6224, 16.4942, "an-cuu-river", "bao-vinh", 0.58, 2.9, 1.6],
  ["tu-ha", "đường 19 tháng 5, Tứ Hạ", "kim-tra", 107.4684, 16.5282, "phu-oc", "phu-oc", 0, 4.3, 2.2],
] as const).map(([id, name, area, lon, lat, upper, lower, share, ground, gathers]) => ({ id: `street-${id}`, name: `Ngập ${name}`, area, at: [lon, lat], beside: [upper, lower, share], ground, gathers }));
