/** A legal or design level: name, value in the datastream's unit, authority. */
export type LevelSpec = readonly [name: string, value: number, authority: string];
export interface StationSpec {
  id: string;
  kind: string;
  name: string;
  area: string;
  at: readonly [lon: number, lat: number];
  /** Levels of its first property. */
  levels?: readonly LevelSpec[];
}

const QD05 = "Quyết định 05/2020/QĐ-TTg";
const ASSUMED = "Mức giả định của gói dữ liệu mẫu";
const alarmLevels = (one: number, two: number, three: number, authority: string): LevelSpec[] => [
  ["BĐ I", one, authority], ["BĐ II", two, authority], ["BĐ III", three, authority],
];
const s = (id: string, kind: string, name: string, area: string, lon: number, lat: number, levels?: readonly LevelSpec[]): StationSpec => ({ id, kind, name, area, at: [lon, lat], levels });

/**
 * Stations of the built-in city. Places are approximate; levels of Kim Long and Phú Ốc are the legal ones, the others
 * are assumed and say so.
 */
export const STATIONS: readonly StationSpec[] = [
  s("kim-long", "river-gauge", "Sông Hương tại Kim Long", "phu-xuan", 107.564, 16.4605, alarmLevels(1.0, 2.0, 3.5, QD05)),
  s("phu-oc", "river-gauge", "Sông Bồ tại Phú Ốc", "kim-tra", 107.469, 16.529, alarmLevels(1.5, 3.0, 4.5, QD05)),
  s("nham-bieu", "river-gauge", "Sông Hương tại Nham Biều", "kim-long", 107.545, 16.444, alarmLevels(1.6, 2.8, 4.4, ASSUMED)),
  s("tuan", "river-gauge", "Sông Hương tại ngã ba Tuần", "thuy-xuan", 107.573, 16.39, alarmLevels(2.4, 4.0, 6.0, ASSUMED)),
  s("bao-vinh", "river-gauge", "Sông Hương tại Bao Vinh", "hoa-chau", 107.581, 16.494, alarmLevels(0.9, 1.7, 2.9, ASSUMED)),
  s("sinh", "river-gauge", "Ngã ba Sình", "hoa-chau", 107.586, 16.532, alarmLevels(0.8, 1.4, 2.3, ASSUMED)),
  s("an-cuu-river", "river-gauge", "Sông An Cựu tại cầu Kho Rèn", "thuan-hoa", 107.593, 16.456, alarmLevels(1.0, 1.7, 2.4, ASSUMED)),
  s("truoi-river", "river-gauge", "Sông Truồi tại cầu Truồi", "loc-an", 107.776, 16.325, alarmLevels(1.4, 2.2, 3.2, ASSUMED)),
  s("thuong-nhat", "river-gauge", "Sông Tả Trạch tại Thượng Nhật", "nam-dong", 107.685, 16.127, alarmLevels(56.5, 58.5, 60.5, ASSUMED)),
  s("o-lau", "river-gauge", "Sông Ô Lâu tại Phong Bình", "phong-dinh", 107.366, 16.648, alarmLevels(1.2, 2.0, 3.0, ASSUMED)),
  s("tram-thu", "test-gauge", "Trạm thử (để tự gửi số đo)", "thuan-hoa", 107.587, 16.4605, [["BĐ", 3.5, ASSUMED]]),
  s("thuan-an-tide", "tide-gauge", "Triều cửa Thuận An", "thuan-an", 107.636, 16.57),
  s("tu-hien-tide", "tide-gauge", "Triều cửa Tư Hiền", "vinh-loc", 107.917, 16.353),
  s("ta-trach", "reservoir", "Hồ Tả Trạch", "phu-bai", 107.636, 16.312, [["MNDBT", 45, ASSUMED], ["MNLTK", 50, ASSUMED]]),
  s("binh-dien-lake", "reservoir", "Hồ Bình Điền", "binh-dien", 107.462, 16.322, [["MNDBT", 85, ASSUMED], ["MNLTK", 85.96, ASSUMED]]),
  s("huong-dien", "reservoir", "Hồ Hương Điền", "huong-tra", 107.416, 16.456, [["MNDBT", 58, ASSUMED], ["MNLTK", 58.93, ASSUMED]]),
  s("truoi-lake", "reservoir", "Hồ Truồi", "loc-an", 107.768, 16.27, [["MNDBT", 42, ASSUMED], ["MNLTK", 42.98, ASSUMED]]),
  s("rain-hue", "rain-gauge", "Mưa Huế (Kim Long)", "phu-xuan", 107.566, 16.463),
  s("rain-phu-bai", "rain-gauge", "Mưa Phú Bài", "phu-bai", 107.69, 16.4),
  s("rain-a-luoi", "rain-gauge", "Mưa A Lưới", "a-luoi-2", 107.23, 16.232),
  s("rain-nam-dong", "rain-gauge", "Mưa Nam Đông", "khe-tre", 107.722, 16.166),
  s("rain-bach-ma", "rain-gauge", "Mưa Bạch Mã", "loc-an", 107.861, 16.197),
  s("rain-binh-dien", "rain-gauge", "Mưa Bình Điền", "binh-dien", 107.463, 16.346),
  s("rain-phu-oc", "rain-gauge", "Mưa Phú Ốc", "kim-tra", 107.471, 16.53),
  s("rain-phong-dien", "rain-gauge", "Mưa Phong Điền", "phong-dien", 107.362, 16.582),
  s("rain-thuan-an", "rain-gauge", "Mưa Thuận An", "thuan-an", 107.645, 16.556),
  s("rain-lang-co", "rain-gauge", "Mưa Lăng Cô", "chan-may-lang-co", 108.078, 16.233),
  s("rain-ta-trach", "rain-gauge", "Mưa hồ Tả Trạch", "phu-bai", 107.64, 16.315),
  s("rain-khe-tre", "rain-gauge", "Mưa Khe Tre", "khe-tre", 107.745, 16.15),
  s("street-dap-da", "street-gauge", "Ngập Đập Đá", "vy-da", 107.598, 16.471),
  s("street-hung-vuong", "street-gauge", "Ngập đường Hùng Vương", "thuan-hoa", 107.594, 16.462),
  s("street-ba-trieu", "street-gauge", "Ngập đường Bà Triệu", "an-cuu", 107.606, 16.464),
  s("street-nguyen-hue", "street-gauge", "Ngập đường Nguyễn Huệ", "thuan-hoa", 107.588, 16.456),
  s("street-to-huu", "street-gauge", "Ngập đường Tố Hữu", "an-cuu", 107.612, 16.459),
  s("street-thai-phien", "street-gauge", "Ngập đường Thái Phiên", "phu-xuan", 107.563, 16.478),
  s("street-dang-tat", "street-gauge", "Ngập đường Đặng Tất", "huong-an", 107.556, 16.487),
  s("street-pham-van-dong", "street-gauge", "Ngập đường Phạm Văn Đồng", "vy-da", 107.612, 16.474),
  s("pump-dap-da", "pump", "Trạm bơm Đập Đá", "vy-da", 107.5985, 16.4725),
  s("pump-ba-trieu", "pump", "Trạm bơm Bà Triệu", "an-cuu", 107.6065, 16.4655),
  s("pump-hung-vuong", "pump", "Trạm bơm Hùng Vương", "thuan-hoa", 107.5945, 16.4635),
  s("pump-thai-phien", "pump", "Trạm bơm Thái Phiên", "phu-xuan", 107.5625, 16.4795),
  s("air-hue", "air-station", "Không khí trung tâm", "thuan-hoa", 107.586, 16.463),
  s("air-phu-bai", "air-station", "Không khí KCN Phú Bài", "phu-bai", 107.677, 16.395),
  s("air-huong-so", "air-station", "Không khí Hương Sơ", "huong-an", 107.56, 16.49),
  s("air-chan-may", "air-station", "Không khí Chân Mây", "chan-may-lang-co", 107.985, 16.31),
  s("wind-thuan-an", "wind-station", "Gió Thuận An", "thuan-an", 107.642, 16.566),
  s("wind-phu-bai", "wind-station", "Gió Phú Bài", "phu-bai", 107.7, 16.401),
  s("wind-lang-co", "wind-station", "Gió Lăng Cô", "chan-may-lang-co", 108.08, 16.24),
  s("traffic-truong-tien", "traffic-counter", "Cầu Trường Tiền", "thuan-hoa", 107.5885, 16.4685),
  s("traffic-phu-xuan", "traffic-counter", "Cầu Phú Xuân", "thuan-hoa", 107.584, 16.4645),
  s("traffic-da-vien", "traffic-counter", "Cầu Dã Viên", "phu-xuan", 107.571, 16.4585),
  s("traffic-an-duong-vuong", "traffic-counter", "Đường An Dương Vương", "an-cuu", 107.606, 16.447),
  s("traffic-nguyen-van-linh", "traffic-counter", "Đường Nguyễn Văn Linh", "huong-an", 107.553, 16.493),
  s("wq-van-nien", "water-quality", "Nước thô Vạn Niên", "thuy-xuan", 107.551, 16.427),
  s("wq-da-vien", "water-quality", "Nước thô Dã Viên", "phu-xuan", 107.5695, 16.4575),
  s("slope-bach-ma", "slope-sensor", "Mái dốc đường Bạch Mã", "loc-an", 107.858, 16.23),
  s("slope-la-son", "slope-sensor", "Mái dốc La Sơn – Tuý Loan km 28", "khe-tre", 107.742, 16.2),
  s("slope-a-luoi", "slope-sensor", "Mái dốc QL49 đèo Tà Lương", "a-luoi-5", 107.36, 16.27),
  s("feeder-hue-1", "feeder", "Xuất tuyến 471 Huế 1", "thuan-hoa", 107.59, 16.45),
  s("feeder-hue-2", "feeder", "Xuất tuyến 473 Huế 2", "huong-an", 107.55, 16.485),
];
