import { afterEach, expect, test } from "vitest";
import { CameraId } from "#contract/camera";
import type { Filmed } from "#contract/filmed";
import { until } from "../../../test/kit/until.ts";
import { show, type Shown } from "../../../test/kit/window-room.ts";
import { FilmedWords } from "./filmed-words.tsx";

const AT = Date.UTC(2026, 10, 23, 6, 30);
const clip: Filmed = { is: "clip", cameraId: CameraId.parse("dap-da"), cameraName: "Camera Đập Đá", sensitive: false, at: AT, before: 30, after: 5, stream: "sub", codec: "avc1.640016", width: 640, height: 360, from: AT - 18_000, to: AT + 5000, pictures: 400, broken: 0, gaps: [], clockOff: -10 };
let shown: Shown;
afterEach(() => shown.close());

test("H-11.2 a clip says whose it is, which picture was kept, and what of the time asked for is missing", async () => {
  shown = show(<FilmedWords filmed={clip} />);
  await until(() => shown.text() !== "");
  expect(shown.text()).toMatch(/^Camera Đập Đá, 13:29:42 23\/11\/2026 – 13:30:05 23\/11\/2026 · luồng phụ .*, 640 × 360 · .* · ⚠ thiếu 12 giây đầu$/);
});
test("one that has all of it says so by silence; a camera that is not called one is", async () => {
  shown = show(<FilmedWords filmed={{ ...clip, cameraName: "Đập Đá", stream: "main", from: AT - 31_000 }} />);
  await until(() => shown.text() !== "");
  expect(shown.text()).toMatch(/^Camera Đập Đá, .* · luồng chính, 640 × 360/);
  expect(shown.text()).not.toContain("thiếu");
});
