// The city's map with what draws upon it, for panels that plan on it.
export type { MapHandle } from "./map/map-handle.ts";
export { viewOf } from "./map/fit.ts";
export { MapOverlay, pathOf, type Project } from "./map/map-overlay.tsx";
export { MapPanel } from "./map/map.tsx";
export { Readout } from "./map/readout/readout.tsx";
export { useMapPointer } from "./map/use-map-pointer.ts";
export { useToolKeys } from "./map/use-tool-keys.ts";
