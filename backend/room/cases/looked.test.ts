import { expect, test } from "vitest";
import { Camera, CameraId } from "#contract/camera";
import { withLooked } from "./looked.ts";

const camera = (id: string, name: string): [string, Camera] => [id, Camera.parse({ id, name, position: [107.6, 16.4], streams: { main: { url: "rtsp://10.0.0.9/main" } }, version: 1, secured: false })];
const cameras = new Map([camera("a", "Cầu Trường Tiền"), camera("b", "Đập Đá")]);
const looked = (id: string, at: number, name?: string) => ({ cameraId: CameraId.parse(id), at, ...(name !== undefined && { name }) });

test("H-11.2 cameras that were looked at are recorded once each, by the room's own name for them, and not in the future", () => {
  const event = { is: "verified" as const, note: "đúng", looked: [looked("a", 50, "bịa"), looked("gone", 60), looked("a", 70), looked("b", 999)] };
  expect(withLooked(event, cameras, 100)).toEqual({ is: "verified", note: "đúng", looked: [looked("a", 50, "Cầu Trường Tiền"), looked("b", 100, "Đập Đá")] });
  expect(withLooked({ is: "dismissed", reason: "mưa rào", looked: [looked("gone", 1)] }, cameras, 100)).toEqual({ is: "dismissed", reason: "mưa rào" });
  expect(withLooked({ is: "proposed", plan: "bơm" }, cameras, 100)).toEqual({ is: "proposed", plan: "bơm" });
});
