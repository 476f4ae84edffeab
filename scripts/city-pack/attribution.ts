import { CityManifest } from "#contract/city";
import { refuse } from "./refusal.ts";

export type Attribution = CityManifest["attribution"][number];

/** Of every pack made from OpenStreetMap (ODbL 1.0 §4.3). */
export const OSM: Attribution = { text: "© OpenStreetMap contributors, ODbL", licence: "ODbL 1.0", href: "https://www.openstreetmap.org/copyright" };

/**
 * Credits of a pack: OpenStreetMap's always, and one for each thing brought, which the command cannot guess.
 *
 * @param given `source=text|licence[|address]` each
 * @param needed sources that were brought
 * @throws Refusal naming those without a credit, with what to write
 */
export function attributionsOf(given: readonly string[], needed: readonly string[]): Attribution[] {
  const found = new Map<string, Attribution>();
  for (const one of given) {
    const [, source = "", rest = ""] = /^([^=]+)=(.*)$/s.exec(one) ?? [];
    const [text = "", licence = "", href] = rest.split("|").map((part) => part.trim());
    const parsed = CityManifest.shape.attribution.element.safeParse({ text, licence, ...(href === undefined || href === "" ? {} : { href }) });
    if (source === "" || licence === "" || !parsed.success) return refuse("attribution", `--attribution "${one}": viết nguồn=tên|giấy phép|địa chỉ, ví dụ --attribution "dem=SRTM v3, NASA|public domain"`, `--attribution "${one}": write source=text|licence|address, for example --attribution "dem=SRTM v3, NASA|public domain"`);
    if (!needed.includes(source)) refuse("attribution", `--attribution "${source}=…": không có nguồn ${source} (có: ${needed.join(", ") || "không nguồn nào ngoài OSM"}).`, `--attribution "${source}=…": there is no source ${source} (there are: ${needed.join(", ") || "none but OSM"}).`);
    found.set(source, parsed.data);
  }
  const missing = needed.filter((source) => !found.has(source));
  if (missing.length > 0) refuse("attribution", `Chưa ghi nguồn của: ${missing.join(", ")}. Thêm ${missing.map((source) => `--attribution "${source}=cơ quan, năm|giấy phép"`).join(" ")}`, `No credit for: ${missing.join(", ")}. Add ${missing.map((source) => `--attribution "${source}=owner, year|licence"`).join(" ")}`);
  return [OSM, ...needed.flatMap((source) => found.get(source) ?? [])].filter((one, i, all) => all.findIndex(({ text }) => text === one.text) === i);
}
