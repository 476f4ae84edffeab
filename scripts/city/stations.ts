import { STREETS } from "./streets.ts";

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
  /** A camera's: degrees, degrees, m, m. */
  view?: { bearing: number; angle: number; range: number; height: number };
}

const QD05 = "Quyết định 05/2020/QĐ-TTg";
const ASSUMED = "Mức giả định của gói dữ liệu mẫu";
const alarmLevels = (one: number, two: number, three: number, authority: string): LevelSpec[] => [
  ["BĐ I", one, authority], ["BĐ II", two, authority], ["BĐ III", three, authority],
];
const s = (id: string, kind: string, name: string, area: string, lon: number, lat: number, levels?: readonly LevelSpec[]): StationSpec => ({ id, kind, name, area, at: [lon, lat], levels });
const camera = (id: string, name: string, area: string, lon: number, lat: number, view: NonNullable<StationSpec["view"]>): StationSpec => ({ ...s(id, "camera", name, area, lon, lat), view });

/** Levels of Kim Long and Phú Ốc are the legal ones; the others are assumed and say so. */
const GAUGES: readonly StationSpec[] = [
  s("kim-long", "river-gauge", "Sông Hương tại Kim Long", "kim-long", 107.5632, 16.4581, alarmLevels(1.0, 2.0, 3.5, QD05)),
  s("phu-oc", "river-gauge", "Sông Bồ tại Phú Ốc", "kim-tra", 107.469, 16.529, alarmLevels(1.5, 3.0, 4.5, QD05)),
  s("nham-bieu", "river-gauge", "Sông Hương tại Nham Biều", "kim-long", 107.545, 16.444, alarmLevels(1.5, 2.7, 4.3, ASSUMED)),
  s("tuan", "river-gauge", "Sông Hương tại ngã ba Tuần", "thuy-xuan", 107.573, 16.39, alarmLevels(2.4, 4.2, 6.4, ASSUMED)),
  s("bao-vinh", "river-gauge", "Sông Hương tại Bao Vinh", "hoa-chau", 107.5785, 16.4966, alarmLevels(0.9, 1.6, 2.7, ASSUMED)),
  s("sinh", "river-gauge", "Ngã ba Sình", "hoa-chau", 107.586, 16.532, alarmLevels(0.8, 1.3, 2.1, ASSUMED)),
  s("an-cuu-river", "river-gauge", "Sông An Cựu tại cầu Kho Rèn", "thuan-hoa", 107.5925, 16.4553, alarmLevels(1.0, 1.8, 3.0, ASSUMED)),
  s("truoi-river", "river-gauge", "Sông Truồi tại cầu Truồi", "loc-an", 107.776, 16.325, alarmLevels(1.6, 2.4, 3.4, ASSUMED)),
  s("thuong-nhat", "river-gauge", "Sông Tả Trạch tại Thượng Nhật", "nam-dong", 107.685, 16.127, alarmLevels(57.0, 59.0, 61.0, ASSUMED)),
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
  s("rain-ta-trach", "rain-gauge", "Mưa hồ Tả Trạch", "phu-bai", 107.6404, 16.3155),
  s("rain-khe-tre", "rain-gauge", "Mưa Khe Tre", "khe-tre", 107.745, 16.15),
  s("air-hue", "air-station", "Không khí trung tâm", "thuan-hoa", 107.586, 16.463),
  s("air-phu-bai", "air-station", "Không khí KCN Phú Bài", "phu-bai", 107.677, 16.395),
  s("air-huong-so", "air-station", "Không khí Hương Sơ", "phu-xuan", 107.56, 16.49),
  s("air-chan-may", "air-station", "Không khí Chân Mây", "chan-may-lang-co", 107.985, 16.31),
  s("air-an-cuu", "air-station", "Không khí An Cựu", "an-cuu", 107.6062, 16.4495),
  s("air-thuan-an", "air-station", "Không khí Thuận An", "thuan-an", 107.643, 16.557),
  s("wind-thuan-an", "wind-station", "Gió Thuận An", "thuan-an", 107.642, 16.5658),
  s("wind-phu-bai", "wind-station", "Gió Phú Bài", "phu-bai", 107.7, 16.401),
  s("wind-lang-co", "wind-station", "Gió Lăng Cô", "chan-may-lang-co", 108.08, 16.24),
  s("wq-van-nien", "water-quality", "Nước thô Vạn Niên", "thuy-xuan", 107.551, 16.427),
  s("wq-da-vien", "water-quality", "Nước thô Dã Viên", "phu-xuan", 107.5695, 16.4575),
  s("slope-bach-ma", "slope-sensor", "Mái dốc đường Bạch Mã", "loc-an", 107.858, 16.23),
  s("slope-la-son", "slope-sensor", "Mái dốc La Sơn – Tuý Loan km 28", "khe-tre", 107.742, 16.2),
  s("slope-a-luoi", "slope-sensor", "Mái dốc QL49 đèo Tà Lương", "a-luoi-5", 107.36, 16.27),
];

const TOWN: readonly StationSpec[] = [
  s("pump-dap-da", "pump", "Trạm bơm Đập Đá", "vy-da", 107.5957, 16.4731),
  s("pump-ba-trieu", "pump", "Trạm bơm Bà Triệu", "vy-da", 107.6008, 16.4654),
  s("pump-hung-vuong", "pump", "Trạm bơm Hùng Vương", "thuan-hoa", 107.5961, 16.4634),
  s("pump-thai-phien", "pump", "Trạm bơm Thái Phiên", "phu-xuan", 107.5661, 16.479),
  s("pump-duong-van-an", "pump", "Trạm bơm Dương Văn An", "vy-da", 107.604, 16.4681),
  s("pump-nguyen-huu-canh", "pump", "Trạm bơm Nguyễn Hữu Cảnh", "an-cuu", 107.611, 16.443),
  s("pump-tinh-tam", "pump", "Trạm bơm hồ Tịnh Tâm", "phu-xuan", 107.5768, 16.4783),
  s("pump-bach-dang", "pump", "Trạm bơm Bạch Đằng", "phu-xuan", 107.5828, 16.4826),
  s("pump-tan-da", "pump", "Trạm bơm Tản Đà", "huong-an", 107.5635, 16.4982),
  s("pump-hoang-quoc-viet", "pump", "Trạm bơm Hoàng Quốc Việt", "an-cuu", 107.62, 16.4596),
  s("gate-thao-long", "gate", "Đập Thảo Long", "duong-no", 107.617, 16.5469),
  s("gate-cua-lac", "gate", "Đập Cửa Lác", "phong-dinh", 107.417, 16.631),
  s("gate-phu-cam", "gate", "Cống Phú Cam", "thuan-hoa", 107.5742, 16.4574),
  s("traffic-truong-tien", "traffic-counter", "Cầu Trường Tiền", "thuan-hoa", 107.5889, 16.4689),
  s("traffic-phu-xuan", "traffic-counter", "Cầu Phú Xuân", "thuan-hoa", 107.5851, 16.4655),
  s("traffic-da-vien", "traffic-counter", "Cầu Dã Viên", "phu-xuan", 107.5722, 16.4591),
  s("traffic-cho-dinh", "traffic-counter", "Cầu Chợ Dinh", "vy-da", 107.5923, 16.4929),
  s("traffic-dap-da", "traffic-counter", "Đập Đá", "vy-da", 107.595, 16.4722),
  s("traffic-an-duong-vuong", "traffic-counter", "Đường An Dương Vương", "an-cuu", 107.6056, 16.4501),
  s("traffic-hung-vuong", "traffic-counter", "Đường Hùng Vương", "thuan-hoa", 107.5945, 16.4618),
  s("traffic-to-huu", "traffic-counter", "Đường Tố Hữu", "vy-da", 107.6049, 16.4637),
  s("traffic-vo-nguyen-giap", "traffic-counter", "Đường Võ Nguyên Giáp", "vy-da", 107.6144, 16.4666),
  s("traffic-nguyen-van-linh", "traffic-counter", "Đường Nguyễn Văn Linh", "huong-an", 107.5541, 16.4886),
  s("traffic-ly-thai-to", "traffic-counter", "Đường Lý Thái Tổ", "huong-an", 107.5441, 16.4872),
  s("traffic-kim-long", "traffic-counter", "Đường Kim Long", "kim-long", 107.5592, 16.4574),
  s("feeder-hue-1", "feeder", "Xuất tuyến 471 Huế 1", "thuan-hoa", 107.5962, 16.4611),
  s("feeder-hue-2", "feeder", "Xuất tuyến 473 Huế 2", "huong-an", 107.558, 16.4935),
  s("feeder-vy-da", "feeder", "Xuất tuyến 475 Vỹ Dạ", "vy-da", 107.5989, 16.479),
  s("feeder-an-cuu", "feeder", "Xuất tuyến 477 An Cựu", "an-cuu", 107.609, 16.4478),
  s("feeder-citadel", "feeder", "Xuất tuyến 472 Thành Nội", "phu-xuan", 107.5768, 16.4768),
  s("feeder-kim-long", "feeder", "Xuất tuyến 474 Kim Long", "kim-long", 107.559, 16.4605),
  s("feeder-tu-ha", "feeder", "Xuất tuyến 476 Tứ Hạ", "kim-tra", 107.4665, 16.5262),
  s("feeder-phu-bai", "feeder", "Xuất tuyến 478 Phú Bài", "phu-bai", 107.6785, 16.4075),
  s("light-le-loi", "light", "Tủ đèn Lê Lợi", "thuan-hoa", 107.5895, 16.4664),
  s("light-truong-tien", "light", "Tủ đèn cầu Trường Tiền", "thuan-hoa", 107.5904, 16.4675),
  s("light-hung-vuong", "light", "Tủ đèn Hùng Vương", "thuan-hoa", 107.5954, 16.4629),
  s("light-tran-hung-dao", "light", "Tủ đèn Trần Hưng Đạo", "phu-xuan", 107.5865, 16.4702),
  s("light-dinh-tien-hoang", "light", "Tủ đèn Đinh Tiên Hoàng", "phu-xuan", 107.5782, 16.4775),
  s("light-vy-da", "light", "Tủ đèn Nguyễn Sinh Cung", "vy-da", 107.5959, 16.484),
  s("light-an-cuu", "light", "Tủ đèn An Dương Vương", "an-cuu", 107.6056, 16.4501),
  s("light-kim-long", "light", "Tủ đèn Kim Long", "kim-long", 107.5592, 16.4574),
  s("light-huong-so", "light", "Tủ đèn Tản Đà", "huong-an", 107.5628, 16.4977),
  s("light-ly-thai-to", "light", "Tủ đèn Lý Thái Tổ", "huong-an", 107.5441, 16.4872),
  s("smoke-an-hoa-1", "smoke-sensor", "Báo cháy kho An Hoà, dãy A", "huong-an", 107.5535, 16.4965),
  s("smoke-an-hoa-2", "smoke-sensor", "Báo cháy kho An Hoà, dãy B", "huong-an", 107.5538, 16.4962),
  s("smoke-an-hoa-3", "smoke-sensor", "Báo cháy kho An Hoà, sân xe", "huong-an", 107.5541, 16.4967),
  s("smoke-dong-ba", "smoke-sensor", "Báo cháy chợ Đông Ba", "phu-xuan", 107.5894, 16.473),
  s("smoke-hospital", "smoke-sensor", "Báo cháy Bệnh viện Trung ương Huế", "thuan-hoa", 107.5885, 16.4626),
  s("smoke-station", "smoke-sensor", "Báo cháy ga Huế", "thuan-hoa", 107.5776, 16.4547),
];

/** Where cameras stand and look; their films are made by cameras/make-films.ts. */
const CAMERAS: readonly StationSpec[] = [
  camera("camera-truong-tien", "Camera cầu Trường Tiền", "thuan-hoa", 107.5904, 16.4675, { bearing: 318, angle: 70, range: 420, height: 14 }),
  camera("camera-phu-xuan", "Camera cầu Phú Xuân", "thuan-hoa", 107.5863, 16.4643, { bearing: 325, angle: 62, range: 450, height: 12 }),
  camera("camera-dap-da", "Camera Đập Đá", "vy-da", 107.5944, 16.4716, { bearing: 35, angle: 60, range: 260, height: 9 }),
  camera("camera-kim-long", "Camera trạm Kim Long", "kim-long", 107.5629, 16.4583, { bearing: 135, angle: 55, range: 380, height: 10 }),
  camera("camera-ba-trieu", "Camera Bà Triệu", "vy-da", 107.5996, 16.4652, { bearing: 130, angle: 66, range: 220, height: 8 }),
  camera("camera-thao-long", "Camera đập Thảo Long", "duong-no", 107.6154, 16.5462, { bearing: 65, angle: 58, range: 600, height: 12 }),
  camera("camera-tu-ha", "Camera cầu Tứ Hạ", "kim-tra", 107.4697, 16.5278, { bearing: 320, angle: 60, range: 320, height: 9 }),
  camera("camera-an-hoa", "Camera cụm công nghiệp An Hoà", "huong-an", 107.5556, 16.4948, { bearing: 318, angle: 72, range: 500, height: 15 }),
];

/**
 * Stations of the built-in city. Rivers, bridges and streets are where they are; which of them are really measured, and all of
 * the town's plant, is invented.
 */
export const STATIONS: readonly StationSpec[] = [...GAUGES, ...STREETS.map(({ id, name, area, at: [lon, lat] }) => s(id, "street-gauge", name, area, lon, lat)), ...TOWN, ...CAMERAS];
