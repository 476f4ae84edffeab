import { Bounds } from "#contract/city";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { refuse } from "./refusal.ts";

const FLAGS = {
  osm: { type: "string" }, dem: { type: "string" }, wards: { type: "string" }, "ward-name": { type: "string" }, tiles: { type: "string" }, buildings: { type: "string" }, models: { type: "string" },
  geojson: { type: "string", multiple: true }, attribution: { type: "string", multiple: true },
  id: { type: "string" }, name: { type: "string" }, "name-en": { type: "string" }, bounds: { type: "string" }, out: { type: "string" }, help: { type: "boolean" },
} as const;

export const USAGE = `npm run city-pack -- --osm FILE.osm.pbf --id ID --name "Tên" --out DIR [--cờ / flag …]
  --osm FILE          bản trích OpenStreetMap / OpenStreetMap extract (.osm.pbf)
  --dem FILE          mô hình độ cao / elevation model, GeoTIFF: WGS 84, UTM, VN-2000
  --wards FILE        ranh giới phường, xã / ward outlines, GeoJSON; --ward-name KEY
  --buildings FILE    nhà thay cho nhà của OSM / buildings in place of OSM's, GeoJSON
  --tiles FILE        nền tile vector có sẵn / ready vector tiles, PMTiles
  --models DIR        mô hình glTF (models.json) và 3D Tiles / glTF (models.json) and 3D Tiles
  --geojson TÊN=FILE  lớp thêm, dùng nhiều lần / another layer, may be repeated
  --attribution "dem=nguồn|giấy phép|địa chỉ"   cho mỗi nguồn ngoài OSM / for each source but OSM
                      dem, wards, buildings, tiles, models, TÊN của --geojson
  --bounds W,S,E,N    vùng của gói, độ / area in degrees; nếu không: phường, xã rồi bản trích / else wards, then the extract
  --id ID --name "Tên" --name-en "Name"   mã và tên thành phố / id and name
  --out DIR           thư mục của gói / folder of the pack; đặt pack: DIR trong cấu hình / then pack: DIR`;

export interface Options {
  osm: string;
  dem: string | undefined;
  wards: string | undefined;
  wardName: string | undefined;
  tiles: string | undefined;
  buildings: string | undefined;
  models: string | undefined;
  geojson: { name: string; id: string; file: string }[];
  attribution: string[];
  id: string;
  name: string;
  nameEn: string | undefined;
  bounds: Bounds | undefined;
  out: string;
}

/** The command line as what is to be made; undefined: help is wanted. @param from folder that relative paths start at @throws Refusal on a flag that is missing or wrong */
export function optionsOf(argv: readonly string[], from = process.cwd()): Options | undefined {
  const values = parsed(argv);
  if (values.help === true) return undefined;
  const need = (flag: "osm" | "id" | "name" | "out"): string => {
    const value = values[flag];
    return value === undefined || value === "" ? refuse("usage", `Thiếu --${flag}.\n${USAGE}`, `--${flag} is missing.`) : value;
  };
  const id = need("id");
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) refuse("usage", `--id "${id}": chỉ chữ thường không dấu, số và dấu -, ví dụ khanh-hoa.`, `--id "${id}": lower-case letters, digits and - only, for example khanh-hoa.`);
  const name = need("name").normalize("NFC").trim();
  if (name === "" || name.length > 120) refuse("usage", `--name: từ 1 đến 120 ký tự.`, `--name: 1 to 120 characters.`);
  const path = (text: string): string => resolve(from, text);
  const given = (flag: "dem" | "wards" | "tiles" | "buildings" | "models"): string | undefined => (values[flag] === undefined ? undefined : path(values[flag]));
  return {
    osm: path(need("osm")), dem: given("dem"), wards: given("wards"), wardName: values["ward-name"], tiles: given("tiles"), buildings: given("buildings"), models: given("models"),
    geojson: (values.geojson ?? []).map((text, i) => ({ ...layerOf(text, i), file: path(layerOf(text, i).file) })), attribution: values.attribution ?? [], id, name, nameEn: values["name-en"], bounds: values.bounds === undefined ? undefined : boundsOf(values.bounds), out: path(need("out")),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, strict: true }).values;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse("usage", `${why}\n${USAGE}`, "Wrong command line, see above.");
  }
}

function layerOf(text: string, i: number): { name: string; id: string; file: string } {
  const [, name = "", file = ""] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (name === "" || name.length > 120) refuse("usage", `--geojson "${text}": viết tên=tệp, ví dụ --geojson "Điểm trường=truong.geojson"`, `--geojson "${text}": write name=file, for example --geojson "Schools=schools.geojson"`);
  const plain = name.normalize("NFD").toLowerCase().replaceAll("đ", "d").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 30);
  return { name: name.normalize("NFC"), id: `${plain || "lop"}-${i + 1}`, file };
}

function boundsOf(text: string): Bounds {
  const box = Bounds.safeParse(text.split(",").map(Number));
  return box.success ? box.data : refuse("usage", `--bounds "${text}": viết tây,nam,đông,bắc bằng độ, ví dụ 107.4,16.3,107.8,16.6`, `--bounds "${text}": write west,south,east,north in degrees, for example 107.4,16.3,107.8,16.6`);
}
