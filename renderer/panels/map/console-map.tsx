import { useCallback } from "react";
import { MapPanel } from "./map.tsx";
import type { MapHandle } from "./map-handle.ts";
import { MapTools, type MapToolsProps } from "./map-tools.tsx";
import { Officers } from "./officers/officers.tsx";
import { Readout } from "./readout/readout.tsx";

interface Props extends Partial<Omit<MapToolsProps, "handle">> {
  selected: string | undefined;
  onCase?: (incidentId: string) => void;
}

/** The console's map: the city with everything a person does to it. The wall has the map alone. */
export function ConsoleMap({ selected, onSelect, onAlarm, onCase, enlarged, onEnlarge }: Props) {
  const tools = useCallback((handle: MapHandle) => <><Officers handle={handle} /><MapTools handle={handle} onSelect={onSelect} onAlarm={onAlarm} enlarged={enlarged} onEnlarge={onEnlarge} /></>, [onSelect, onAlarm, enlarged, onEnlarge]);
  const readout = useCallback((handle: MapHandle) => <Readout handle={handle} />, []);
  return <MapPanel selected={selected} tools={tools} readout={readout} onCase={onCase} {...(onSelect === undefined ? {} : { onSelect })} />;
}
