import { useEffect, useState } from "react";
import { fetchManifest, layerOfKind } from "../../scene/city/city-pack.ts";

/** Names of the rivers that the city's pack knows, the main one first. */
export function useRivers(): readonly string[] {
  const [rivers, setRivers] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    void fetchManifest().then((city) => {
      if (wanted && city !== undefined) setRivers(layerOfKind(city, "water")?.rivers.map(({ name }) => name) ?? []);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return rivers;
}
