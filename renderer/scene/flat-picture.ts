/** An SVG as an image that a canvas takes; undefined: the browser would not draw it. */
export async function drawSvg(svg: SVGElement, width: number, height: number, ground: string): Promise<CanvasImageSource | undefined> {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGElement)) return undefined;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("style", `background:${ground};font-family:sans-serif`);
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(copy.outerHTML)}`;
  try {
    await image.decode();
    return image;
  } catch {
    return undefined;
  }
}
