import jsQr from "jsqr";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { QrCode } from "./qr-code.tsx";

const SCALE = 6;

/** Draws the picture's squares as a camera would see them: RGBA, `SCALE` pixels a module. */
function photograph(markup: string): { pixels: Uint8ClampedArray; side: number } {
  const size = Number(/viewBox="0 0 (\d+) /.exec(markup)?.[1]);
  const side = size * SCALE;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of markup.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let v = 0; v < SCALE; v++) for (let h = 0; h < SCALE; h++) pixels.fill(0, ((Number(y) * SCALE + v) * side + Number(x) * SCALE + h) * 4, ((Number(y) * SCALE + v) * side + Number(x) * SCALE + h) * 4 + 3);
  return { pixels, side };
}

test.each(["K7WQ2MPX", "ABCD-2345", "Kim Long, phường Kim Long"])("a scanner reads %s from the picture", (text) => {
  const { pixels, side } = photograph(renderToStaticMarkup(<QrCode text={text} label="Mã" />));
  expect(jsQr(pixels, side, side)?.data).toBe(text);
});
