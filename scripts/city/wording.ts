/** What a station of the sample is called beside its Vietnamese name: where it measures, and its English name. */
export interface Wording {
  place?: string;
  nameEn: string;
}

/** A place in English: its kind behind its name. Names themselves stay Vietnamese. */
const PLACES: readonly (readonly [vi: RegExp, en: string])[] = [
  [/^ngã ba (.+)$/i, "the $1 confluence"], [/^cầu (.+)$/i, "$1 bridge"], [/^hồ (.+)$/i, "$1 reservoir"], [/^chợ (.+)$/i, "$1 market"], [/^ga (.+)$/i, "$1 railway station"],
  [/^đường 19 tháng 5, (.+)$/i, "19 Tháng 5 street, $1"], [/^đường Bạch Mã$/i, "Bạch Mã road"], [/^đường (.+)$/i, "$1 street"], [/^phố cổ (.+)$/i, "$1 old town"], [/^trạm (.+)$/i, "$1 gauge"], [/^đập (?!Đá)(.+)$/i, "$1 barrage"],
  [/^KCN (.+)$/, "$1 industrial park"], [/^cụm công nghiệp (.+)$/i, "$1 industrial estate"], [/^QL49 đèo (.+)$/, "$1 pass, National Road 49"], [/^Bệnh viện Trung ương Huế$/i, "Huế Central Hospital"], [/^trung tâm$/, "city centre"],
  [/^kho (.+), dãy (.)$/i, "$1 warehouse, row $2"], [/^kho (.+), sân xe$/i, "$1 warehouse, yard"],
];

/** By the beginning of a name: what the English one is made of, and whether the rest of it is a place to stand after "tại". */
const NAMES: readonly (readonly [vi: RegExp, en: (place: string, more: string) => string, place: boolean])[] = [
  [/^Sông (.+) tại (.+)$/, (river, at) => `${river} river at ${at}`, false],
  [/^Ngã ba (.+)$/, (name) => `${name} confluence`, false],
  [/^Trạm thử .+$/, () => "Test station (for readings of your own)", false],
  [/^Triều cửa (.+)$/, (name) => `Tide at the ${name} mouth`, false],
  [/^Hồ (.+)$/, (name) => `${name} reservoir`, false],
  [/^Mưa (.+)$/, (name) => `Rain, ${name}`, true],
  [/^Không khí (.+)$/, (name) => `Air, ${name}`, true],
  [/^Gió (.+)$/, (name) => `Wind, ${name}`, true],
  [/^Nước thô (.+)$/, (name) => `Raw water, ${name}`, true],
  [/^Mái dốc (.+)$/, (name) => `Slope, ${name}`, true],
  [/^Trạm bơm (?:hồ )?(.+)$/, (name) => `${name} pumping station`, false],
  [/^Đập (?!Đá)(.+)$/, (name) => `${name} barrage`, false],
  [/^Cống (.+)$/, (name) => `${name} sluice`, false],
  [/^Xuất tuyến (.+)$/, (name) => `Feeder ${name}`, false],
  [/^Tủ đèn (.+)$/, (name) => `Street lights, ${name}`, false],
  [/^Báo cháy (.+)$/, (name) => `Fire alarm, ${name}`, true],
  [/^Camera (.+)$/, (name) => `Camera, ${name}`, false],
  [/^Ngập (.+)$/, (name) => `Flood sensor, ${name}`, true],
];

/** @param name as the sample has it */
export function wordingOf(name: string): Wording {
  for (const [pattern, english, isPlace] of NAMES) {
    const found = pattern.exec(name);
    if (found === null) continue;
    const [first = "", second = ""] = found.slice(1);
    return { ...(isPlace && { place: first }), nameEn: english(placeEn(first), placeEn(second)) };
  }
  return { nameEn: placeEn(name) };
}

function placeEn(place: string): string {
  for (const [pattern, en] of PLACES) if (pattern.test(place)) return place.replace(pattern, en);
  return place;
}
