/** The key of every tool: with the map in focus, or everywhere where it is a chord. Named as the tools' texts are. */
export const TOOL_KEYS = {
  search: "Ctrl+K", layers: "B", tilt: "3", whole: "0", distance: "D", area: "Shift+D", lasso: "L", sight: "V", follow: "T", print: "P",
} as const;
