/**
 * A PDF of so many pages, each all one colour with its number written on it (PDF 1.4, 32000-1:2008 §7.5).
 *
 * @param colours red, green and blue of each page, 0–1
 */
export function smallPdf(colours: readonly (readonly [number, number, number])[]): Uint8Array {
  const objects: string[] = [];
  const kids = colours.map((_, i) => `${3 + i * 2} 0 R`).join(" ");
  const font = 3 + colours.length * 2;
  objects.push("<< /Type /Catalog /Pages 2 0 R >>", `<< /Type /Pages /Kids [${kids}] /Count ${colours.length} >>`);
  for (const [i, [r, g, b]] of colours.entries()) {
    const drawing = `${r} ${g} ${b} rg 0 0 400 300 re f 0 g BT /F1 40 Tf 180 20 Td (${i + 1}) Tj ET`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${4 + i * 2} 0 R >>`, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`);
  }
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  let text = "%PDF-1.4\n";
  const at = objects.map((body, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
