import { CityManifest, type CityLayer } from "#contract/city";
import { cityUrl, fetchCity } from "./city-file.ts";

/** @returns undefined when the city has no pack, or one that this window cannot read: the older map is drawn instead */
export async function fetchManifest(): Promise<CityManifest | undefined> {
  try {
    const { status, body } = await fetchCity(cityUrl("manifest.json"));
    if (status !== 200) return undefined;
    const parsed = CityManifest.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** The first layer of a kind. */
export function layerOfKind<K extends CityLayer["kind"]>(city: CityManifest, kind: K): Extract<CityLayer, { kind: K }> | undefined {
  return layersOfKind(city, kind)[0];
}

export function layersOfKind<K extends CityLayer["kind"]>(city: CityManifest, kind: K): Extract<CityLayer, { kind: K }>[] {
  return city.layers.filter((layer): layer is Extract<CityLayer, { kind: K }> => layer.kind === kind);
}
