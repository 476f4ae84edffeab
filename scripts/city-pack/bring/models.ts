import { CITY_LIMITS, PackPath, type CityLayer } from "#contract/city";
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join, sep } from "node:path";
import { z } from "zod";
import { checkModel, type Files } from "../../../backend/store/city/check-model.ts";
import { refuse } from "../refusal.ts";

/** Where a model stands, since glTF itself does not say: one entry a file in `models.json` beside the models. */
const Placed = z.array(z.object({
  file: PackPath,
  id: z.string().regex(/^[a-z0-9-]{1,40}$/).optional(),
  name: z.string().min(1).max(120).optional(),
  nameEn: z.string().max(120).optional(),
  at: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90), z.number()]),
  heading: z.number().default(0),
  scale: z.number().positive().default(1),
})).max(50);

const EXAMPLE = '[{"file": "cau.glb", "name": "Cầu Trường Tiền", "at": [107.5882, 16.4686, 0], "heading": 0}]';

/**
 * Checks a folder of models, glTF or 3D Tiles, and copies it into the pack. Nothing in it may lead outside it.
 *
 * @param place gives the file of the pack for a path
 * @returns a layer for each placed model and each tileset.json
 */
export async function bringModels(folder: string, place: (path: string) => string): Promise<CityLayer[]> {
  const paths = filesIn(folder);
  const models = paths.filter((path) => /\.(glb|gltf)$/i.test(path));
  const sets = paths.filter((path) => /(^|\/)tileset\.json$/.test(path));
  // What a tileset leads to is placed by the tileset.
  const loose = models.filter((path) => !sets.some((set) => path.startsWith(set.slice(0, -"tileset.json".length))));
  if (sets.length + loose.length === 0) refuse("model", `${folder}: không có .glb, .gltf hay tileset.json.`, `${folder}: holds no .glb, .gltf or tileset.json.`);
  const placed = loose.length === 0 ? [] : readPlaced(folder, loose);
  const files: Files = {
    listed: (path) => (paths.includes(path) ? { path, bytes: statSync(join(folder, path)).size, sha256: "" } : undefined),
    async with({ path }, look) {
      const file = await open(join(folder, path), "r");
      try {
        return await look(file);
      } finally {
        await file.close();
      }
    },
  };
  for (const from of [...sets, ...placed.map(({ file }) => file)]) {
    const wrong = await checkModel(files, from);
    if (wrong === undefined) continue;
    if (wrong.code === "remote") refuse("remote", `${join(folder, wrong.file)}: ${wrong.detail}. Phòng chạy không mạng: tải tệp ấy về cùng thư mục và sửa đường dẫn, hoặc gộp bằng gltf-transform.`, `${join(folder, wrong.file)}: ${wrong.detail}. The room has no network: put that file beside the model and correct the reference, or pack all into one .glb.`);
    refuse("model", `${join(folder, wrong.file)}: ${wrong.detail}. Xuất lại mô hình (glTF 2.0).`, `${join(folder, wrong.file)}: ${wrong.detail}. Export the model again (glTF 2.0).`);
  }
  for (const path of paths.filter((one) => one !== "models.json")) copyFileSync(join(folder, path), place(`models/${path}`));
  return [
    ...sets.map((set, i): CityLayer => ({ kind: "3d-tiles", id: idOf(set.replace(/\/?tileset\.json$/, "") || "3d-tiles", i), name: set.split("/").at(-2) ?? "3D Tiles", file: `models/${set}` })),
    ...placed.map(({ file, id, name, nameEn, at, heading, scale }, i): CityLayer => ({ kind: "gltf", id: id ?? idOf(file.replace(/\.[a-z]+$/i, ""), sets.length + i), name: name ?? file, ...(nameEn === undefined ? {} : { nameEn }), file: `models/${file}`, at, heading, scale })),
  ];
}

function filesIn(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replace(/^[/\\]+/, "").split(sep).join("/")).filter((path) => !/(^|\/)\./.test(path)).sort();
  if (paths.length > CITY_LIMITS.files) refuse("limit", `${folder}: ${paths.length} tệp, tối đa ${CITY_LIMITS.files}.`, `${folder}: ${paths.length} files, at most ${CITY_LIMITS.files}.`);
  const bad = paths.find((path) => !PackPath.safeParse(`models/${path}`).success);
  if (bad !== undefined) refuse("model", `${folder}: tên tệp "${bad}" không dùng được. Chỉ dùng chữ không dấu, số, dấu - _ . và tối đa bốn cấp thư mục.`, `${folder}: the file name "${bad}" cannot be used. Use unaccented letters, digits, - _ . and at most four folders.`);
  return paths;
}

function readPlaced(folder: string, models: readonly string[]): z.infer<typeof Placed> {
  const place = join(folder, "models.json");
  const needs = `${place} phải có một mục cho mỗi mô hình (${models.join(", ")})`;
  if (!existsSync(place)) refuse("model", `Thiếu ${place}: nó nói mô hình đứng ở đâu, ví dụ ${EXAMPLE}`, `Missing ${place}: it tells where the models stand, for example ${EXAMPLE}`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(place, "utf8"));
  } catch (error) {
    refuse("json", `${place}: ${String(error)}`, `${place}: ${String(error)}`);
  }
  const parsed = Placed.safeParse(value);
  if (!parsed.success) return refuse("model", `${place}: ${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}. Ví dụ: ${EXAMPLE}`, `${place}: ${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}. Example: ${EXAMPLE}`);
  const lost = models.filter((model) => !parsed.data.some(({ file }) => file === model));
  const extra = parsed.data.find(({ file }) => !models.includes(file));
  if (lost.length > 0 || extra !== undefined) refuse("model", `${needs}; ${extra === undefined ? `thiếu ${lost.join(", ")}` : `thừa ${extra.file}`}.`, `${place} needs an entry for each model; ${extra === undefined ? `missing ${lost.join(", ")}` : `there is no ${extra.file}`}.`);
  return parsed.data;
}

const idOf = (text: string, i: number): string => (text.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 30) || "model") + (i === 0 ? "" : `-${i}`);
