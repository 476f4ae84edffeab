import type { PanelKind } from "#contract/wall-panels";

/** One line drawing a kind, on a grid of 24. */
const PATHS: Readonly<Partial<Record<PanelKind, string>>> = {
  map: "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
  "alarm-board": "M3 5h3M3 12h3M3 19h3M9 5h12M9 12h12M9 19h12",
  "alarm-card": "M12 3a6 6 0 0 0-6 6v5l-2 3h16l-2-3V9a6 6 0 0 0-6-6zM10 20h4",
  "key-figures": "M4 20V12h4v8zM10 20V4h4v16zM16 20V9h4v11z",
  chart: "M3 4v16h18M6 16l4-6 4 3 6-8",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l4 2",
  text: "M5 5h14M12 5v15M9 20h6",
  picture: "M3 4h18v16H3zM3 17l6-6 5 5 3-3 4 4M16 8h.1",
  pdf: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h7",
  web: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
  camera: "M3 7h12v10H3zM15 10l6-3v10l-6-3",
  "grave-cases": "M12 3l10 18H2zM12 10v5M12 18h.1",
  "event-log": "M4 6h.1M4 12h.1M4 18h.1M8 6h12M8 12h9M8 18h11",
};
/** A kind this version has no drawing for. */
const OTHER = "M4 4h16v16H4z";

/** A small sign of a kind of panel, beside or instead of its name. */
export function PanelIcon({ kind, className }: { kind: string; className?: string | undefined }) {
  const paths: Readonly<Record<string, string | undefined>> = PATHS;
  return <svg className={className} viewBox="0 0 24 24" aria-hidden="true" data-kind={kind} fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round"><path d={paths[kind] ?? OTHER} /></svg>;
}
