import { OptionId, StudyDraft, type Measure, type StudyOption } from "#contract/study";
import type { Language } from "../../design/i18n.ts";
import { metresPerDegree } from "../../geo/measure.ts";

/** Side of a new study's area, m. */
const SIDE = 8000;

/** A study to begin with. Places are the planner's to draw: a template has none but the area. */
export interface Template {
  id: string;
  title: Readonly<Record<Language, string>>;
  hint: Readonly<Record<Language, string>>;
  make: (language: Language, centre: readonly [number, number], rivers: readonly string[]) => StudyDraft;
}

/** [west, south, east, north] of a square about a place. */
export function areaAbout([lng, lat]: readonly [number, number], side = SIDE): [number, number, number, number] {
  const [perLon, perLat] = metresPerDegree(lat);
  const round = (value: number): number => Math.round(value * 1e6) / 1e6;
  return [round(lng - side / 2 / perLon), round(lat - side / 2 / perLat), round(lng + side / 2 / perLon), round(lat + side / 2 / perLat)];
}

const option = (id: string, name: string, measures: Measure[] = []): StudyOption => ({ id: OptionId.parse(id), name, measures });
const draft = (name: string, centre: readonly [number, number], options: StudyOption[], more: Partial<StudyDraft> = {}): StudyDraft => StudyDraft.parse({ name, area: areaAbout(centre), start: { from: "now" }, options, ...more });

/** Added to a river at its upper end. */
const release = (river: string, name: string, value: number, from = 7200): Measure => ({ is: "release", name, at: { river }, discharge: [[0, 0], [from, 0], [from + 900, value]] });

export const TEMPLATES: readonly Template[] = [
  {
    id: "plain", title: { vi: "Từ hiện trạng", en: "From the present state" },
    hint: { vi: "Bắt đầu từ mực nước, mưa và thiết bị lúc này; một phương án không làm gì thêm để so sánh.", en: "Begins with levels, rain and devices of this moment; one option that does nothing, to compare with." },
    make: (language, centre) => draft(language === "vi" ? "Từ hiện trạng" : "From the present state", centre, [option("a", language === "vi" ? "Không làm gì thêm" : "Nothing is done")]),
  },
  {
    id: "release", title: { vi: "Thượng nguồn xả thêm 500 m³/s", en: "Upstream releases 500 m³/s more" },
    hint: { vi: "Bốn phương án cùng đợt xả: không làm gì, đóng cống, chuyển bơm, làm cả hai. Vẽ cống và bơm trên bản đồ.", en: "Four options under the same release: nothing, gates closed, pumps moved, both. Draw gates and pumps on the map." },
    make(language, centre, rivers) {
      const vi = language === "vi";
      const water = (): Measure[] => rivers.slice(0, 1).map((river) => release(river, vi ? "Hồ thượng nguồn xả thêm" : "Upstream releases more", 500));
      return draft(vi ? "Thượng nguồn xả thêm 500 m³/s" : "Upstream releases 500 m³/s more", centre, [option("a", vi ? "Không làm gì thêm" : "Nothing is done", water()), option("b", vi ? "Đóng cống" : "Gates closed", water()), option("c", vi ? "Chuyển bơm" : "Pumps moved", water()), option("d", vi ? "Đóng cống và chuyển bơm" : "Gates and pumps", water())]);
    },
  },
  {
    id: "storm", title: { vi: "Mưa thiết kế 100 mm/h trong 2 giờ", en: "Design storm, 100 mm/h for 2 hours" },
    hint: { vi: "Sông ở mực thiết kế, mưa khắp vùng.", en: "Rivers at a design level, rain everywhere." },
    make(language, centre) {
      const vi = language === "vi";
      const rain: Measure = { is: "rain", name: vi ? "Mưa thiết kế" : "Design storm", intensity: [[0, 20], [3600, 100], [10_800, 100], [14_400, 0]] };
      return draft(vi ? "Mưa thiết kế 100 mm/h" : "Design storm 100 mm/h", centre, [option("a", vi ? "Không làm gì thêm" : "Nothing is done", [rain])], { start: { from: "design", level: 0.5, inflow: 200 }, duration: 8 * 3600 });
    },
  },
  {
    id: "breach", title: { vi: "Vỡ đê", en: "A dyke breaks" },
    hint: { vi: "Hai phương án: đê vỡ, và đê vỡ nhưng có bao cát. Vẽ đoạn vỡ trên bản đồ.", en: "Two options: it breaks, and it breaks behind sandbags. Draw where on the map." },
    make: (language, centre) => draft(language === "vi" ? "Vỡ đê" : "A dyke breaks", centre, [option("a", language === "vi" ? "Đê vỡ" : "It breaks"), option("b", language === "vi" ? "Có bao cát" : "With sandbags")], { duration: 6 * 3600, cell: 20, every: 300 }),
  },
];
