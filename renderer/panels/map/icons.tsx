/** Drawings of the tools, on a 24 px square, stroked in the text's colour. */
export const TOOL_ICONS = {
  search: "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15.3 15.3L21 21",
  layers: "M12 3L22 8.5L12 14L2 8.5ZM4 13L12 17.5L20 13M4 17L12 21.5L20 17",
  distance: "M3 17L17 3L21 7L7 21ZM7 13l2 2M10 10l2.5 2.5M13 7l2 2",
  area: "M4 5L18 3L21 15L10 21L3 14Z",
  lasso: "M12 4C18 4 22 7 21 11C20 15 15 17 10 16C5 15 2 12 3 9C4 6 8 4 12 4M9 16C6 17 6 21 9 21",
  sight: "M2 12C5 6.5 9 5 12 5S19 6.5 22 12C19 17.5 15 19 12 19S5 17.5 2 12M12 9a3 3 0 1 1 0 6a3 3 0 0 1 0-6",
  tilt: "M12 2L21 7V17L12 22L3 17V7ZM3 7L12 12L21 7M12 12V22",
  whole: "M3 9V3H9M15 3H21V9M21 15V21H15M9 21H3V15M9 12H15M12 9V15",
  follow: "M12 3C8 3 6 6 6 10V15L4 18H20L18 15V10C18 6 16 3 12 3M10 21H14",
  print: "M7 8V3H17V8M7 17H4V9H20V17H17M7 14H17V21H7Z",
  enlarge: "M14 3H21V10M21 3L13 11M10 21H3V14M3 21L11 13",
  shrink: "M13 4V11H20M13 11L21 3M11 20V13H4M11 13L3 21",
} as const;
export type ToolIcon = keyof typeof TOOL_ICONS;

export function ToolIconPicture({ icon }: { icon: ToolIcon }) {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round">
      <path d={TOOL_ICONS[icon]} />
    </svg>
  );
}
