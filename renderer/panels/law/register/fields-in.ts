/** Words for fields as people write them, by commas; each once. */
export function fieldsIn(text: string): string[] {
  return [...new Set(text.split(",").map((word) => word.trim().toLowerCase()).filter((word) => word !== ""))];
}
