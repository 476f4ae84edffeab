import { useEffect, useState } from "react";
import type { CityManifest } from "#contract/city";
import { CITY_LIMITS, Places } from "#contract/city";
import type { HeightGrid } from "../../geo/heights.ts";
import { fetchUnpacked } from "../../scene/city/city-file.ts";
import { layerOfKind } from "../../scene/city/city-pack.ts";
import { readHeights } from "../../scene/city/read-heights.ts";

/** What is read of a pack once and kept while its map is open; undefined: not there yet, or the pack has none that can be read. */
function usePackFile<T>(city: CityManifest | undefined, wanted: boolean, read: (city: CityManifest) => Promise<T | undefined>): T | undefined {
  const [kept, setKept] = useState<{ city: CityManifest; value: T | undefined }>();
  const has = kept !== undefined && kept.city === city;
  useEffect(() => {
    if (city === undefined || !wanted || has) return undefined;
    let gone = false;
    void read(city).then((value) => {
      if (!gone) setKept({ city, value });
    });
    return () => {
      gone = true;
    };
  }, [city, wanted, has, read]);
  return has ? kept.value : undefined;
}

/** Ground heights of the pack. @param wanted they are fetched from now on */
export function useHeights(city: CityManifest | undefined, wanted: boolean): HeightGrid | undefined {
  return usePackFile(city, wanted, readHeights);
}

/** Names of the pack that somebody may look for. */
export function usePlaces(city: CityManifest | undefined, wanted: boolean): Places | undefined {
  return usePackFile(city, wanted, readPlaces);
}

async function readPlaces(city: CityManifest): Promise<Places | undefined> {
  const layer = layerOfKind(city, "places");
  const bytes = layer === undefined ? undefined : await fetchUnpacked(layer.file, CITY_LIMITS.json);
  if (bytes === undefined) return undefined;
  try {
    const parsed = Places.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // not JSON: the pack's fault, said where packs are checked; stations are found without it
  }
}
