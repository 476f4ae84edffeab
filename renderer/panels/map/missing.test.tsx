import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { CityFault } from "#contract/city";
import { ThingId } from "#contract/ids";
import type { Status } from "#contract/request";
import { Thing } from "#contract/things";
import { nextFrame, render } from "../../../test/kit/render.ts";
import { setLanguage } from "../../design/i18n.ts";
import { noRecords } from "../../live/records.ts";
import { mirror, status } from "../../live/socket.ts";
import { Missing } from "./missing.tsx";

const pulse = (cityFaults?: CityFault[]): Status => ({ now: 0, seq: 0, disk: "ok", held: 0, heldAlarms: [], readingsPerSecond: 0, sources: [], windows: 1, centre: "none", flood: { active: false, count: 0, peak: 0 }, ...(cityFaults && { cityFaults }) });
const broken = (file: string, code: CityFault["code"]): CityFault => ({ file, code, detail: `detail of ${file}` });

beforeEach(async () => {
  setLanguage("vi");
  status.set(pulse());
  mirror.records.set({ ...noRecords(), things: new Map([["kim-long", Thing.parse({ id: "kim-long", name: "Sông Hương tại Kim Long", nameEn: "Hương River at Kim Long", kind: "river-gauge", position: [0, 0], area: "a" })]]) });
  await nextFrame();
});

test("a whole map says nothing", () => expect(render(<Missing problems={[]} vehicles={undefined} quiet={false} />).textContent).toBe(""));

test("parts of the city's pack that are left out are counted, named and explained in both languages, on a console", async () => {
  const box = render(<Missing problems={[]} vehicles={undefined} quiet={false} />);
  status.set(pulse([broken("models/ngo-mon.glb", "remote"), broken("water.gz", "hash")]));
  await nextFrame();
  expect(box.querySelector("summary")?.textContent).toBe("Bản đồ thiếu 2 phần");
  expect([...box.querySelectorAll("li")].map((line) => line.textContent)).toEqual(["models/ngo-mon.glb: trỏ ra mạng bên ngoài", "water.gz: nội dung khác với khai báo"]);
  expect(box.querySelector("li")?.title).toBe("detail of models/ngo-mon.glb");
  act(() => setLanguage("en"));
  await nextFrame();
  expect(box.querySelector("summary")?.textContent).toBe("2 parts of the map left out");
  expect(box.querySelector("li")?.textContent).toBe("models/ngo-mon.glb: refers to the network");
});

test("of a hundred faults the first are listed and the rest counted", async () => {
  const box = render(<Missing problems={[]} vehicles={undefined} quiet={false} />);
  status.set(pulse(Array.from({ length: 100 }, (_, i) => broken(`file-${i}`, "missing"))));
  await nextFrame();
  expect([box.querySelectorAll("li").length, box.querySelector("li:last-child")?.textContent]).toEqual([9, "và 92 phần nữa"]);
});

test("vehicles that are not drawn are counted on every map, also on a wall's, which lists no files", async () => {
  const box = render(<Missing problems={[]} vehicles={{ drawn: 1500, of: 10_000 }} quiet />);
  status.set(pulse([broken("water.gz", "hash")]));
  await nextFrame();
  expect(box.textContent).toBe("Chỉ vẽ 1.500/10.000 xe: máy không có card đồ họa");
  act(() => setLanguage("en"));
  await nextFrame();
  expect(box.textContent).toBe("Only 1,500 of 10,000 vehicles drawn: no graphics card");
});

test("stations whose position cannot be are told by name", () => {
  const box = render(<Missing problems={[{ kind: "swapped", count: 1, examples: [ThingId.parse("kim-long")] }, { kind: "null-island", count: 7, examples: [ThingId.parse("x")] }]} vehicles={undefined} quiet={false} />);
  expect(box.querySelector("summary")?.textContent).toBe("8 trạm sai tọa độ");
  expect([...box.querySelectorAll("li")].map((line) => line.textContent)).toEqual(["1 đảo kinh độ và vĩ độ, đã vẽ lại cho đúng: Sông Hương tại Kim Long", "7 tọa độ 0, 0: x, …"]);
});
