import { afterEach, expect, test } from "vitest";
import { nextFrame, render } from "../../../test/kit/render.ts";
import { until } from "../../../test/kit/until.ts";
import { setLanguage } from "../../design/i18n.ts";
import { Dialog } from "../../design/dialog.tsx";
import { raiseSign } from "../../live/sign.ts";
import { Signs } from "./signs.tsx";

afterEach(() => setLanguage("vi"));
const rows = (): string => document.documentElement.style.getPropertyValue("--sign-rows");

test("invariant 6: DIỄN TẬP and MÔ PHỎNG have a row each in every language, the drill first; the room for them goes with them", async () => {
  setLanguage("vi");
  const box = render(<Signs />);
  await nextFrame();
  expect(box.querySelector("[data-sign]")).toBeNull();
  const noSimulation = raiseSign({ kind: "simulation", name: "Vỡ đập" });
  const noDrill = raiseSign({ kind: "drill" });
  const named = raiseSign({ kind: "drill", name: "Lũ Kim Long", nameEn: "Flood", paused: true });
  await until(() => box.querySelectorAll("[data-sign]").length === 2);
  expect([...box.querySelectorAll("[data-sign]")].map((sign) => sign.getAttribute("data-sign"))).toEqual(["drill", "simulation"]);
  for (const words of ["DIỄN TẬP", "Lũ Kim Long", "TẠM DỪNG", "MÔ PHỎNG", "Vỡ đập"]) expect(box.textContent).toContain(words);
  expect(rows()).toBe("2");
  setLanguage("en");
  await until(() => box.textContent?.includes("DRILL") === true);
  for (const words of ["DIỄN TẬP", "Flood", "MÔ PHỎNG"]) expect(box.textContent).toContain(words);
  named();
  noSimulation();
  await until(() => box.querySelectorAll("[data-sign]").length === 1);
  expect(box.textContent).not.toContain("Flood");
  const paper = raiseSign({ kind: "simulation", paper: true });
  await until(() => box.querySelector("[data-sign=simulation][data-paper]") !== null);
  expect(rows()).toBe("1");
  paper();
  noDrill();
  await until(() => box.querySelector("[data-sign]") === null);
  expect(rows()).toBe("");
});

test("a dialog hides what is behind it from screen readers, but not the strip", async () => {
  const box = render(<><p>phía sau</p><Signs /><Dialog title="Hỏi" open onClose={() => undefined}>Nội dung</Dialog></>);
  const down = raiseSign({ kind: "drill" });
  await until(() => box.querySelector("[data-sign]") !== null && document.querySelector("[role=dialog]") !== null);
  const hidden = (element: Element | null): boolean => element?.closest("[aria-hidden=true], [inert]") !== null;
  await until(() => hidden(box.querySelector("p:not([data-sign])")));
  expect(hidden(box.querySelector("[data-sign] strong"))).toBe(false);
  down();
});
