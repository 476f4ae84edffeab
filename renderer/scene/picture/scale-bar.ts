/** The longest round length (1, 2 or 5 times a power of ten metres) not above `most` px. @param metresPerPx at the middle of the map */
export function scaleBar(metresPerPx: number, most: number): { metres: number; label: string } {
  const room = metresPerPx * most;
  const ten = 10 ** Math.floor(Math.log10(room));
  const metres = ([5, 2, 1].find((n) => n * ten <= room) ?? 1) * ten;
  return { metres, label: metres >= 1000 ? `${metres / 1000} km` : `${metres} m` };
}
