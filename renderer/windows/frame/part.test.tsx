import { expect, test, vi } from "vitest";
import { nextFrame, render } from "../../../test/kit/render.ts";
import { until } from "../../../test/kit/until.ts";
import { setLanguage } from "../../design/i18n.ts";
import { Part } from "./part.tsx";

test("a part that throws says so in its place and comes back; its neighbour goes on", async () => {
  setLanguage("vi");
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let broken = true;
  const Map = () => {
    if (broken) throw new Error("tấm bản đồ hỏng");
    return <p>bản đồ</p>;
  };
  const box = render(<><Part><p>hàng đợi</p></Part><Part><Map /></Part></>);
  await nextFrame();
  expect(box.textContent).toContain("hàng đợi");
  expect(box.querySelector("[data-failed=threw]")?.textContent).toContain("tấm bản đồ hỏng");
  broken = false;
  await until(() => box.textContent?.includes("bản đồ") === true && box.querySelector("[data-failed]") === null, 10_000);
  quiet.mockRestore();
});
