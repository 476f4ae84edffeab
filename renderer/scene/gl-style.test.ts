import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { CityManifest } from "#contract/city";
import { glStyle } from "./gl-style.ts";
import { readPalette } from "./palette.ts";

vi.mock("maplibre-gl", () => ({ addProtocol: () => undefined })); // wants a graphics card to be loaded at all

const whole = CityManifest.parse(JSON.parse(readFileSync("assets/city/hue/manifest.json", "utf8")));
const kinds = [...new Set(whole.layers.map(({ kind }) => kind))];
const styleOf = (city: CityManifest) => glStyle({ wall: false, city, base: undefined, palette: readPalette(document.documentElement), scale: 1, profile: "full" });

test("the whole pack is drawn from its tiles", () => {
  expect(styleOf(whole).layers.filter((layer) => "source" in layer && layer.source === "city").length).toBeGreaterThan(10);
});

test.each(kinds)("a pack without its %s has no layer left whose source is missing: the library would break every frame over it", (kind) => {
  const { layers, sources } = styleOf({ ...whole, layers: whole.layers.filter((layer) => layer.kind !== kind) });
  expect(layers.flatMap((layer) => ("source" in layer && typeof layer.source === "string" && !(layer.source in sources) ? [layer.id] : []))).toEqual([]);
  expect(layers.some(({ id }) => id === "alarms")).toBe(true);
});
