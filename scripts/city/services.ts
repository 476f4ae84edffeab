/** Which service a kind of station belongs to, and which sample agency answers for it. */
const SERVICES: Readonly<Record<string, readonly [service: string, agencyId: string]>> = {
  "river-gauge": ["flood", "phong-thu-dan-su"], "tide-gauge": ["flood", "phong-thu-dan-su"], "rain-gauge": ["flood", "phong-thu-dan-su"], "wind-station": ["disaster", "phong-thu-dan-su"],
  reservoir: ["reservoir", "so-nong-nghiep-moi-truong"], "air-station": ["air", "so-nong-nghiep-moi-truong"], "water-quality": ["water-quality", "so-nong-nghiep-moi-truong"],
  "street-gauge": ["drainage", "thoat-nuoc"], pump: ["drainage", "thoat-nuoc"], gate: ["drainage", "thoat-nuoc"],
  "traffic-counter": ["traffic", "canh-sat-giao-thong"], camera: ["traffic", "canh-sat-giao-thong"], vehicle: ["traffic", "so-xay-dung"],
  feeder: ["power", "dien-luc"], light: ["lighting", "so-xay-dung"], "slope-sensor": ["slope", "so-xay-dung"], "smoke-sensor": ["fire", "canh-sat-pccc"],
};

/** What a station's entry in the catalogue says of whom it belongs to; of a kind that belongs to nobody: nothing. */
export function serviceOf(kind: string): { agencyId?: string; service?: string } {
  const known = SERVICES[kind];
  return known === undefined ? {} : { service: known[0], agencyId: known[1] };
}
