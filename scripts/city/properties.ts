/** Observed properties and the datastream each kind of station has of it. Units are UCUM; periods and ages seconds. */
export interface PropertySpec {
  id: string;
  name: string;
  nameEn: string;
  unit: string;
  decimals: number;
  min: number;
  max: number;
}

export const PROPERTIES: readonly PropertySpec[] = [
  { id: "water-level", name: "Mực nước", nameEn: "Water level", unit: "m", decimals: 2, min: -5, max: 100 },
  { id: "tide-level", name: "Mực nước triều", nameEn: "Tide level", unit: "m", decimals: 2, min: -3, max: 5 },
  { id: "rain-rate", name: "Cường độ mưa", nameEn: "Rain rate", unit: "mm/h", decimals: 1, min: 0, max: 400 },
  { id: "rain-day", name: "Lượng mưa từ 0 giờ", nameEn: "Rain since midnight", unit: "mm", decimals: 1, min: 0, max: 2500 },
  { id: "reservoir-level", name: "Mực nước hồ", nameEn: "Reservoir level", unit: "m", decimals: 2, min: 0, max: 200 },
  { id: "inflow", name: "Lưu lượng đến hồ", nameEn: "Inflow", unit: "m3/s", decimals: 0, min: 0, max: 20_000 },
  { id: "outflow", name: "Lưu lượng xả", nameEn: "Outflow", unit: "m3/s", decimals: 0, min: 0, max: 20_000 },
  { id: "street-depth", name: "Độ sâu ngập", nameEn: "Street flood depth", unit: "cm", decimals: 0, min: 0, max: 400 },
  { id: "pump-flow", name: "Lưu lượng bơm", nameEn: "Pump flow", unit: "m3/s", decimals: 2, min: 0, max: 20 },
  { id: "pm25", name: "Bụi mịn PM2,5", nameEn: "PM2.5", unit: "ug/m3", decimals: 1, min: 0, max: 1000 },
  { id: "pm10", name: "Bụi PM10", nameEn: "PM10", unit: "ug/m3", decimals: 1, min: 0, max: 1500 },
  { id: "wind-speed", name: "Tốc độ gió", nameEn: "Wind speed", unit: "m/s", decimals: 1, min: 0, max: 75 },
  { id: "wind-direction", name: "Hướng gió (thổi từ)", nameEn: "Wind direction (from)", unit: "deg", decimals: 0, min: 0, max: 360 },
  { id: "wind-gust", name: "Gió giật", nameEn: "Wind gust", unit: "m/s", decimals: 1, min: 0, max: 90 },
  { id: "traffic-speed", name: "Tốc độ dòng xe", nameEn: "Traffic speed", unit: "km/h", decimals: 0, min: 0, max: 150 },
  { id: "traffic-flow", name: "Lưu lượng xe", nameEn: "Traffic flow", unit: "/h", decimals: 0, min: 0, max: 20_000 },
  { id: "turbidity", name: "Tổng chất rắn lơ lửng", nameEn: "Suspended solids", unit: "mg/L", decimals: 0, min: 0, max: 5000 },
  { id: "dissolved-oxygen", name: "Ôxy hoà tan", nameEn: "Dissolved oxygen", unit: "mg/L", decimals: 1, min: 0, max: 20 },
  { id: "tilt", name: "Độ nghiêng mái dốc", nameEn: "Slope tilt", unit: "deg", decimals: 2, min: -45, max: 45 },
  { id: "soil-moisture", name: "Độ ẩm đất", nameEn: "Soil moisture", unit: "%", decimals: 1, min: 0, max: 100 },
  { id: "test-level", name: "Mực nước thử", nameEn: "Test level", unit: "m", decimals: 2, min: -5, max: 20 },
  { id: "gate-opening", name: "Độ mở cửa", nameEn: "Gate opening", unit: "%", decimals: 0, min: 0, max: 100 },
  { id: "light-power", name: "Công suất chiếu sáng", nameEn: "Lighting power", unit: "W", decimals: 0, min: 0, max: 50_000 },
  { id: "smoke", name: "Độ mờ khói", nameEn: "Smoke obscuration", unit: "%/m", decimals: 1, min: 0, max: 100 },
  { id: "air-temperature", name: "Nhiệt độ không khí", nameEn: "Air temperature", unit: "Cel", decimals: 1, min: -20, max: 1200 },
  { id: "longitude", name: "Kinh độ", nameEn: "Longitude", unit: "deg", decimals: 5, min: -180, max: 180 },
  { id: "latitude", name: "Vĩ độ", nameEn: "Latitude", unit: "deg", decimals: 5, min: -90, max: 90 },
  { id: "speed", name: "Tốc độ", nameEn: "Speed", unit: "km/h", decimals: 0, min: 0, max: 200 },
  { id: "course", name: "Hướng đi", nameEn: "Course", unit: "deg", decimals: 0, min: 0, max: 360 },
  { id: "feeder-current", name: "Dòng điện xuất tuyến", nameEn: "Feeder current", unit: "A", decimals: 0, min: 0, max: 1200 },
];

/** What each kind of station measures. */
export const KINDS: Readonly<Record<string, readonly string[]>> = {
  "river-gauge": ["water-level"],
  "tide-gauge": ["tide-level"],
  "rain-gauge": ["rain-rate", "rain-day"],
  reservoir: ["reservoir-level", "inflow", "outflow"],
  "street-gauge": ["street-depth"],
  pump: ["pump-flow"],
  "air-station": ["pm25", "pm10"],
  "wind-station": ["wind-gust", "wind-speed", "wind-direction"],
  "traffic-counter": ["traffic-speed", "traffic-flow"],
  "water-quality": ["turbidity", "dissolved-oxygen"],
  "slope-sensor": ["tilt", "soil-moisture"],
  feeder: ["feeder-current"],
  gate: ["gate-opening"],
  light: ["light-power"],
  "smoke-sensor": ["smoke", "air-temperature"],
  camera: [],
  /** Things of the fleet are declared by the feed that drives them. */
  vehicle: ["longitude", "latitude", "speed", "course"],
  /** For people who try the room: the recorded day leaves it alone. */
  "test-gauge": ["test-level"],
};
