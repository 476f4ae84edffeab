import type { Language } from "../../design/i18n.ts";

type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>;

const STATIONS: Words = {
  "river-gauge": { vi: "Trạm mực nước sông", en: "River gauge" }, "tide-gauge": { vi: "Trạm triều", en: "Tide gauge" }, "rain-gauge": { vi: "Trạm mưa", en: "Rain gauge" },
  reservoir: { vi: "Hồ chứa", en: "Reservoir" }, "street-gauge": { vi: "Cảm biến ngập đường", en: "Street-flood sensor" }, pump: { vi: "Trạm bơm", en: "Pump" },
  gate: { vi: "Cửa cống", en: "Gate" }, light: { vi: "Đèn chiếu sáng", en: "Street light" }, "air-station": { vi: "Trạm không khí", en: "Air station" },
  "wind-station": { vi: "Trạm gió", en: "Wind station" }, "traffic-counter": { vi: "Đếm giao thông", en: "Traffic counter" }, "water-quality": { vi: "Chất lượng nước", en: "Water quality" },
  "slope-sensor": { vi: "Cảm biến sạt lở", en: "Slope sensor" }, feeder: { vi: "Lộ điện", en: "Feeder" }, camera: { vi: "Camera", en: "Camera" },
  vehicle: { vi: "Phương tiện", en: "Vehicle" }, "smoke-sensor": { vi: "Cảm biến khói", en: "Smoke sensor" }, "test-gauge": { vi: "Trạm thử", en: "Test station" },
};

const PLACES: Words = {
  city: { vi: "Thành phố", en: "City" }, ward: { vi: "Phường, xã", en: "Ward" }, quarter: { vi: "Khu vực", en: "Quarter" }, river: { vi: "Sông", en: "River" },
  lagoon: { vi: "Đầm phá", en: "Lagoon" }, sea: { vi: "Biển", en: "Sea" }, bridge: { vi: "Cầu", en: "Bridge" }, hill: { vi: "Đồi núi", en: "Hill" },
  heritage: { vi: "Di tích", en: "Monument" }, hospital: { vi: "Bệnh viện", en: "Hospital" }, school: { vi: "Trường học", en: "School" },
  market: { vi: "Chợ", en: "Market" }, station: { vi: "Nhà ga, bến", en: "Station" }, street: { vi: "Đường", en: "Street" },
};

/** Services of the city, in the words of the agencies' fields. */
const SERVICES: Words = {
  flood: { vi: "Lũ, mưa, triều", en: "Flood, rain, tide" }, disaster: { vi: "Thiên tai", en: "Disaster" }, reservoir: { vi: "Hồ chứa", en: "Reservoirs" }, drainage: { vi: "Thoát nước, ngập đường", en: "Drainage, street flooding" },
  pump: { vi: "Trạm bơm", en: "Pumping" }, traffic: { vi: "Giao thông", en: "Traffic" }, power: { vi: "Điện lực", en: "Power" }, lighting: { vi: "Chiếu sáng", en: "Street lighting" }, fire: { vi: "Phòng cháy, chữa cháy", en: "Fire" },
  rescue: { vi: "Cứu nạn, cứu hộ", en: "Rescue" }, slope: { vi: "Sạt lở", en: "Landslides" }, road: { vi: "Đường bộ", en: "Roads" }, air: { vi: "Không khí", en: "Air" }, "water-quality": { vi: "Chất lượng nước", en: "Water quality" },
  health: { vi: "Y tế", en: "Health" }, evacuation: { vi: "Sơ tán", en: "Evacuation" }, ward: { vi: "Phường, xã", en: "Wards" }, tree: { vi: "Cây xanh", en: "Trees" },
};

/** A service of the city in words; one not listed is shown as it is. */
export function serviceText(service: string, language: Language): string {
  return SERVICES[service]?.[language] ?? service;
}

/** A kind of station in words; one not listed is shown as it is. */
export function stationKind(kind: string, language: Language): string {
  return STATIONS[kind]?.[language] ?? kind;
}

/** A kind of place of the pack in words. */
export function placeKind(kind: string, language: Language): string {
  return PLACES[kind]?.[language] ?? kind;
}
