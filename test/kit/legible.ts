/** What a page is measured against. */
export interface Demands {
  /** Least size of any letter, px. */
  least: number;
  /** Least size of small print (`data-small-print`: sources and licences, read from near by whoever asks), px. */
  smallPrint: number;
  /** Least contrast of any text (WCAG 2.2 SC 1.4.3), and of what an alarm says. */
  contrast: number;
  alarmContrast: number;
}

/**
 * Runs inside a page. Every text of every panel on show: its rendered size, its contrast with what is really behind it, and that
 * nothing of it is cut off without its whole being told in a title. Letters inside a sign (shape and letter of a priority) count
 * with the sign: that must be as large as a letter.
 *
 * @returns one line for each text that fails, nothing when all is well; `texts` is how many were measured
 */
export function measureText({ least, smallPrint, contrast, alarmContrast }: Demands): { wrong: string[]; texts: number } {
  type Rgba = [number, number, number, number];
  const wrong = new Set<string>();
  let texts = 0;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const paper = canvas.getContext("2d", { willReadFrequently: true })!;
  const known = new Map<string, Rgba>();
  const read = (colour: string): Rgba => {
    const before = known.get(colour);
    if (before !== undefined) return before;
    paper.clearRect(0, 0, 1, 1);
    paper.fillStyle = "#000";
    paper.fillStyle = colour;
    paper.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = paper.getImageData(0, 0, 1, 1).data;
    const read: Rgba = [r, g, b, a / 255];
    known.set(colour, read);
    return read;
  };
  const over = (top: Rgba, below: Rgba): Rgba => {
    const mix = (i: 0 | 1 | 2): number => top[i] * top[3] + below[i] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = ([r, g, b]: Rgba): number => {
    const part = (v: number): number => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  /** Background of an element as seen, and how opaque its text is. */
  const behind = (from: Element): { ground: Rgba; opacity: number } => {
    const layers: Rgba[] = [];
    let opacity = 1;
    for (let at: Element | null = from; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      opacity *= Number(style.opacity);
      layers.push(read(style.backgroundColor));
    }
    return { ground: layers.reverse().reduce<Rgba>((below, layer) => over(layer, below), [0, 0, 0, 1]), opacity };
  };
  const cutBy = (element: Element, rect: DOMRect, panel: Element): Element | undefined => {
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX !== "visible" || style.overflowY !== "visible" || at === panel) {
        const box = at.getBoundingClientRect();
        if (rect.left < box.left - 1.5 || rect.right > box.right + 1.5 || rect.top < box.top - 1.5 || rect.bottom > box.bottom + 1.5) return at;
      }
      if (at === panel) return undefined;
    }
    return undefined;
  };
  for (const panel of document.querySelectorAll("[data-phase=on] [data-panel]")) {
    const cell = panel.closest("[data-kind]");
    const box = panel.getBoundingClientRect();
    const where = `${cell?.getAttribute("data-kind") ?? "?"} ${Math.round(box.width)}×${Math.round(box.height)}`;
    for (const sign of panel.querySelectorAll("svg[role=img]")) {
      const size = sign.getBoundingClientRect().height;
      if (size > 0 && size < least - 0.5) wrong.add(`${where}: a sign of ${size.toFixed(1)} px`);
    }
    const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? "";
      const element = node.parentElement;
      if (text === "" || element === null || element.closest("title, svg[role=img], svg[aria-hidden]") !== null) continue;
      const style = getComputedStyle(element);
      if (style.visibility !== "visible" || style.display === "none") continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
      if (rects.length === 0) continue;
      texts += 1;
      const says = `${where}: “${text.slice(0, 40)}”`;
      const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
      const size = Number.parseFloat(style.fontSize) * scale;
      if (size < (element.closest("[data-small-print]") === null ? least : Math.min(least, smallPrint)) - 0.5) wrong.add(`${says} is ${size.toFixed(1)} px`);
      const { ground, opacity } = behind(element);
      const [r, g, b, a] = read(element instanceof SVGElement ? style.fill : style.color);
      const ink = over([r, g, b, a * opacity], ground);
      const [lighter, darker] = [light(ink), light(ground)].sort((x, y) => y - x) as [number, number];
      const ratio = (lighter + 0.05) / (darker + 0.05);
      const wanted = element.closest("[data-owed][data-in-alarm], [data-alarm-text]") === null ? contrast : alarmContrast;
      if (ratio < wanted) wrong.add(`${says} has a contrast of ${ratio.toFixed(2)}, not ${wanted}`);
      // Pages of a long text lie beside each other: one is seen at a time.
      if (element.closest("[data-pages]") !== null) continue;
      // A line's own box is taller than its ink: capitals with two marks and descenders need 1.2 em of it.
      const inked = rects.map((rect) => {
        const spare = Math.max(0, (rect.height - 1.2 * size) / 2);
        return new DOMRect(rect.x, rect.y + spare, rect.width, rect.height - 2 * spare);
      });
      const cut = inked.map((rect) => cutBy(element, rect, panel)).find((each) => each !== undefined);
      if (cut === undefined) continue;
      const told = element.closest("[title]");
      if (told === null || !panel.contains(told) || !(told.contains(cut) || cut.contains(told))) wrong.add(`${says} is cut by ${cut.className.toString().slice(0, 40)}`);
    }
  }
  return { wrong: [...wrong], texts };
}
