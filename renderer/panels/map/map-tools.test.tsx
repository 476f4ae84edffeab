import { act } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SiteId } from "#contract/ids";
import { Thing } from "#contract/things";
import { alarmOf } from "../../../test/kit/alarms.ts";
import { handScene, type HandScene } from "../../../test/kit/hand-scene.ts";
import { nextFrame, render, type } from "../../../test/kit/render.ts";
import { until } from "../../../test/kit/until.ts";
import { openWindowRoom, type WindowRoom } from "../../../test/kit/window-room.ts";
import { distance } from "../../geo/measure.ts";
import { mirror } from "../../live/socket.ts";
import { MapTools } from "./map-tools.tsx";
import { Readout } from "./readout/readout.tsx";

const thing = (id: string, name: string, kind: string, position: [number, number]) => Thing.parse({ id, name, kind, position, area: "kim-long" });
const things = [thing("kim-long", "Sông Hương tại Kim Long", "river-gauge", [107.5629, 16.4583]), thing("mua-hue", "Mưa Huế", "rain-gauge", [107.59, 16.47])];

const SITE = { id: SiteId.parse("hue"), name: "Huế", demo: true, centre: [107.58, 16.46] as [number, number], webPages: [] };

let room: WindowRoom;
let scene: HandScene;
let box: HTMLElement;
let turns = 0;
let chosen: string[] = [];
let opened: string[] = [];

beforeEach(async () => {
  room = await openWindowRoom({ snapshot: { things, site: SITE }, alarms: [alarmOf({ id: "a1", thing: "kim-long", priority: "emergency" })] });
  await until(() => mirror.phase.get().is === "ready");
  scene = handScene();
  [turns, chosen, opened] = [0, [], []];
  box = render(<><MapTools handle={scene.handle} onSelect={(id) => chosen.push(id)} onAlarm={(id) => opened.push(id)} enlarged={false} onEnlarge={() => (turns += 1)} /><Readout handle={scene.handle} /></>);
  await nextFrame();
});
afterEach(async () => {
  scene.handle.scene.remove();
  await room.stop();
});

/** @param on where the focus is */
function press(key: string, on: EventTarget = scene.handle.place, more: KeyboardEventInit = {}): void {
  act(() => void on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more })));
}
const button = (name: string): HTMLElement => {
  const found = [...box.querySelectorAll<HTMLElement>("button")].find((each) => (each.getAttribute("aria-label") ?? each.textContent).includes(name));
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};
const at = (x: number, y: number): readonly [number, number] => scene.handle.scene.pointAt(x, y) ?? [0, 0];
/** By thing: whether the map was told to show it. */
function kept(): unknown {
  const keep = last("filter");
  if (typeof keep !== "object" || keep === null || !("thing" in keep) || typeof keep.thing !== "function") return keep;
  const { thing: asks } = keep;
  return things.map((each): unknown => Reflect.apply(asks, undefined, [each]));
}
const last = (what: string): unknown => scene.told.findLast((each) => each.what === what)?.with;

describe("keys", () => {
  test("a chord works from everywhere, a letter only with the map in focus; the map's own keys are nobody else's", () => {
    press("F2", document.body, { shiftKey: true });
    expect(turns).toBe(1);
    press("d", document.body);
    expect(box.querySelector("[data-measure]")).toBeNull();
    const heard: string[] = [];
    const listen = (event: Event): void => void heard.push(event.type);
    document.addEventListener("keydown", listen);
    press("d");
    document.removeEventListener("keydown", listen);
    expect(box.querySelector("[data-measure=distance]")).not.toBeNull();
    expect(heard).toEqual([]);
  });
  test("the toolbar is one stop for Tab; arrows go through it and around", () => {
    const all = [...box.querySelectorAll<HTMLElement>("[role=toolbar] button")];
    expect(all.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    all[0]?.focus();
    press("ArrowUp", all[0]);
    expect(document.activeElement).toBe(all.at(-1));
    press("ArrowDown", all.at(-1));
    expect(document.activeElement).toBe(all[0]);
  });
  test("every button says its key, and no two have the same", () => {
    const keys = [...box.querySelectorAll("[role=toolbar] button")].map((each) => each.getAttribute("aria-keyshortcuts"));
    expect(keys).not.toContain(null);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("search", () => {
  const field = (): HTMLInputElement => {
    const found = box.querySelector<HTMLInputElement>("[role=combobox]");
    if (found === null) throw new Error("no field");
    return found;
  };
  test("a station is found without marks, flown to, marked and chosen", () => {
    press("k", document.body, { ctrlKey: true });
    type(field(), "song huong");
    expect(box.querySelector("[role=option][aria-selected=true]")?.textContent).toContain("Sông Hương tại Kim Long");
    press("Enter", field());
    expect(last("flyTo")).toMatchObject({ centre: [107.5629, 16.4583] });
    expect(chosen).toEqual(["kim-long"]);
    expect(box.querySelector("[data-pin]")?.getAttribute("data-pin")).toBe("Sông Hương tại Kim Long");
    expect(box.querySelector("[role=combobox]")).toBeNull();
  });
  test("coordinates are gone to, whichever comes first; nonsense is said to be none", () => {
    press("k", document.body, { ctrlKey: true });
    type(field(), "107.5885 16.4685");
    press("Enter", field());
    expect(last("flyTo")).toMatchObject({ centre: [107.5885, 16.4685] });
    press("k", document.body, { ctrlKey: true });
    type(field(), "xyzzy");
    expect(box.querySelector("[data-map-tool] [role=status]")?.textContent).toContain("Không tìm thấy");
    press("Escape", field());
    expect(box.querySelector("[role=combobox]")).toBeNull();
  });
});

describe("measuring", () => {
  test("clicks add up, a drag is the map's, Enter takes the middle, Backspace and Escape", () => {
    press("d");
    act(() => scene.click(10, 10));
    act(() => scene.click(310, 10));
    act(() => scene.click(310, 410));
    const metres = (): number => Number(box.querySelector("[data-metres]")?.getAttribute("data-metres"));
    expect(metres()).toBeCloseTo(distance(at(10, 10), at(310, 10)) + distance(at(310, 10), at(310, 410)), 6);
    expect(box.textContent).toContain("hướng 180°");
    act(() => {
      scene.handle.place.dispatchEvent(new PointerEvent("pointerdown", { clientX: 0, clientY: 0, bubbles: true }));
      scene.handle.place.dispatchEvent(new MouseEvent("click", { clientX: 50, clientY: 50, bubbles: true }));
    });
    expect(box.querySelectorAll("[data-measure] circle")).toHaveLength(3);
    press("Enter");
    expect(box.querySelectorAll("[data-measure] circle")).toHaveLength(4);
    press("Backspace");
    press("Backspace", document.body);
    expect(metres()).toBeCloseTo(distance(at(10, 10), at(310, 10)), 6);
    press("Escape", document.body);
    expect(box.querySelector("[data-measure]")).toBeNull();
  });
  test("what is drawn keeps its place on the ground when the map moves", () => {
    press("d");
    act(() => scene.click(100, 100));
    const x = (): string | null | undefined => box.querySelector("[data-measure] circle")?.getAttribute("cx");
    expect(Number(x())).toBeCloseTo(100, 6);
    const { project } = scene.handle.scene;
    scene.handle.scene.project = (lon, lat) => {
      const [px = 0, py = 0] = project(lon, lat) ?? [];
      return [px + 50, py];
    };
    act(scene.frame);
    expect(Number(x())).toBeCloseTo(150, 6);
  });
});

test("a click while a tool is in use chooses no station below", () => {
  const below: string[] = [];
  const canvas = document.createElement("canvas");
  scene.handle.place.append(canvas);
  canvas.addEventListener("click", () => below.push("click"));
  press("v");
  act(() => void canvas.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  expect(below).toEqual([]);
  press("Escape");
  act(() => void canvas.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  expect(below).toEqual(["click"]);
});

test("the lasso tells stations by kind with their alarms, opens an alarm, and shows only these", () => {
  press("l");
  scene.inside = [things[0]!.id];
  for (const corner of [1, 2, 3]) press("Enter", scene.handle.place, { code: String(corner) });
  expect(box.querySelector("[data-inside]")?.getAttribute("data-inside")).toBe("1");
  expect(box.textContent).toContain("Trạm mực nước sông: 1");
  act(() => button("Mực nước sông Hương vượt báo động II").click());
  expect(opened).toEqual(["a1"]);
  act(() => button("Chỉ hiện các trạm này").click());
  expect(kept()).toEqual([true, false]);
  press("Escape");
  press("b");
  expect(box.textContent).toContain("Đang lọc: 1/2 trạm");
  act(() => button("Bỏ bộ lọc").click());
  expect(last("filter")).toBeUndefined();
});

test("a kind unticked is filtered out, ticked again it is back", () => {
  press("b");
  const tick = (): HTMLInputElement => {
    const found = [...box.querySelectorAll("label")].find((each) => each.textContent.includes("Trạm mưa"))?.querySelector("input");
    if (found === null || found === undefined) throw new Error("no tick");
    return found;
  };
  act(() => tick().click());
  expect(kept()).toEqual([true, false]);
  act(() => tick().click());
  expect(last("filter")).toBeUndefined();
});

test("an alarm that the filter hides is told over the map, with the emergencies among them, until the filter is taken off", () => {
  press("b");
  expect(box.querySelector("[data-left-out]")).toBeNull();
  const label = [...box.querySelectorAll("label")].find((each) => each.textContent.includes("Trạm mực nước sông"));
  act(() => label?.querySelector("input")?.click());
  press("Escape");
  expect(box.querySelector("[data-left-out]")?.textContent).toContain("Đang lọc: 1/2 trạm · Bộ lọc đang ẩn 1 cảnh báo · trong đó 1 khẩn cấp");
  act(() => button("Bỏ bộ lọc").click());
  expect(box.querySelector("[data-left-out]")).toBeNull();
});

test("the readout tells the pointer in WGS 84 and VN-2000; without a pointer the middle", async () => {
  scene.move(500, 500);
  await nextFrame();
  expect(box.querySelector("[data-wgs84]")?.textContent).toBe("16,950000 107,050000");
  expect(box.querySelector("[data-vn2000]")?.textContent).toMatch(/^X 18\d{5} Y 50\d{4}$/);
  expect(box.querySelector("output")?.getAttribute("aria-label")).toBe("Con trỏ");
  act(() => void scene.handle.place.dispatchEvent(new PointerEvent("pointerleave")));
  await nextFrame();
  expect(box.querySelector("output")?.getAttribute("aria-label")).toBe("Tâm bản đồ");
});

test("the compass turns the map back to north where it is; the whole city is all its stations", () => {
  scene.handle.scene.flyTo({ centre: [107.5, 16.5], zoom: 14, bearing: -20, pitch: 55 });
  act(() => button("Quay về hướng bắc").click());
  expect(last("flyTo")).toEqual({ centre: [107.5, 16.5], zoom: 14, bearing: 0, pitch: 55 });
  press("0");
  expect(last("flyTo")).toMatchObject({ bearing: 0 });
});

test("following flies to a new emergency, not to the one that stood; a press stops the flight", async () => {
  press("t");
  const flown = (): number => scene.told.filter(({ what }) => what === "flyTo").length;
  const before = flown();
  const alarm = alarmOf({ id: "a2", thing: "mua-hue", priority: "emergency", raisedAt: 1_800_000_100_000 });
  act(() => room.happen({ kind: "alarm:raised", alarm }));
  await until(() => flown() > before);
  expect(flown()).toBe(before + 1);
  act(() => void document.body.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })));
  expect(scene.told.at(-1)?.what).toBe("stopFlight");
});

test("what is printed says where, when, and that it is simulated; a map that cannot be drawn now is told", async () => {
  press("p");
  act(() => button("Lưu tệp").click());
  await until(() => last("picture") !== undefined);
  expect(last("picture")).toMatchObject({ title: "Bản đồ Huế", note: "MÔ PHỎNG", north: "B" });
  await nextFrame();
  await until(() => button("Lưu tệp").textContent === "Lưu tệp");
  press("Escape");
  expect(box.textContent).not.toContain("Dạng tệp");
});

test.each([
  ["10.7769, 106.7009", "outside", "nằm ngoài bản đồ, cách trung tâm 6"],
  ["999 999", "name", "Không tìm thấy"],
])("a place typed that is not on the map (%s) is said so, and nobody is flown there", async (text, why, words) => {
  press("k", document.body, { ctrlKey: true });
  await nextFrame();
  const field = box.querySelector<HTMLInputElement>("[role=combobox]");
  if (field === null) throw new Error("no field");
  type(field, text);
  expect(box.querySelector("[data-not-found]")?.getAttribute("data-not-found")).toBe(why);
  expect(box.querySelector("[data-not-found]")?.textContent).toContain(words);
  const before = scene.told.length;
  press("Enter", field);
  expect(scene.told.slice(before).some(({ what }) => what === "flyTo")).toBe(false);
});

test("Escape ends following from wherever the focus is, but leaves it on while it closes a tool", () => {
  press("t");
  expect(box.textContent).toContain("Đang bay theo");
  press("b");
  press("Escape", document.body);
  expect(box.textContent).toContain("Đang bay theo");
  press("Escape", document.body);
  expect(box.textContent).not.toContain("Đang bay theo");
});
