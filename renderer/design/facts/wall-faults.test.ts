// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Fault } from "#contract/fault";
import { anyWallSteps, liveWall } from "../../../test/kit/any-wall.ts";
import { handWall, screenOf, displayOf, type HandWall } from "../../../test/kit/hand-wall.ts";
import { faultTexts } from "./wall-fault-texts.ts";
import { wallBook } from "./wall-book.ts";
import { wallFault } from "./wall-faults.ts";
import { wallNaming } from "./wall-naming.ts";

const inWords = (wall: HandWall, fault: Fault, language: "vi" | "en" = "vi"): string | undefined =>
  wallFault(fault, { language, naming: wallNaming(wallBook([], wall.state), { panel: ({ kind }) => kind, language, as: "present" }) });
/** An id, a revision, or a word of the backend's own English. */
const RAW = /\b[a-z]{1,3}\d+(-\d+)?\b|\brev\b|\b(cell|monitor|scene|removed|changed|force|binding)\b|\{\{|undefined/;
const GENERAL = [faultTexts.vi.conflict, faultTexts.vi.malformed];

async function wallOfTwo(): Promise<HandWall> {
  const wall = handWall();
  const answer = await wall.ask("wall:screens", { screens: [screenOf("a"), screenOf("b", 1920)], wallOnly: true }, displayOf("pc"));
  if (!answer.ok) throw new Error(answer.fault.code);
  return wall;
}
const refusal = (answer: { ok: true } | { ok: false; fault: Fault }): Fault => {
  if (answer.ok) throw new Error("not refused");
  return answer.fault;
};

describe("refusals of the wall in words", () => {
  test("a scene in use, a name taken, a key taken, a version behind: each names what it is about", async () => {
    const wall = await wallOfTwo();
    const monitors = [...wall.state.monitors.keys()] as never[];
    const scene = await wall.ask("wall:scene-save", { name: "Mưa lũ", monitors, key: 1, version: 0 });
    if (!scene.ok) throw new Error("no scene");
    const sceneId = scene.value.id;
    await wall.ask("wall:binding-save", { version: 0, binding: { name: "Báo động III", sceneId, mode: "ask" } });
    expect(inWords(wall, refusal(await wall.ask("wall:scene-remove", { sceneId })))).toBe("Chưa xóa được cảnh “Mưa lũ”: liên kết “Báo động III” đang dùng cảnh này. Hãy đổi hoặc xóa liên kết đó trước.");
    expect(inWords(wall, refusal(await wall.ask("wall:scene-save", { name: "Mưa lũ", monitors, version: 0 })))).toBe("Đã có mục khác tên “Mưa lũ”. Hãy đặt tên khác.");
    expect(inWords(wall, refusal(await wall.ask("wall:scene-save", { name: "Khác", monitors, key: 1, version: 0 })))).toBe("Phím Alt+1 đã dành cho cảnh “Mưa lũ”. Hãy chọn phím khác.");
    expect(inWords(wall, refusal(await wall.ask("wall:scene-save", { sceneId, name: "Mưa lũ", monitors, version: 0 }, "minh")), "en")).toBe("lan saved scene “Mưa lũ” a moment ago. Open it again and edit that version.");
    wall.close();
  });
  test("who was quicker, at which cell, and how", async () => {
    const wall = await wallOfTwo();
    const [cell] = [...wall.state.cells.values()];
    if (cell === undefined) throw new Error("no cell");
    const put = (who: string) => wall.ask("wall:operate", { operations: [{ do: "put", cellId: cell.id, rev: cell.rev, panels: [] }] }, who);
    await put("minh");
    expect(inWords(wall, refusal(await put("lan")))).toBe("minh vừa đổi ô 1.1 (đặt nội dung). Thay đổi của bạn chưa được ghi.");
    expect(inWords(wall, refusal(await wall.ask("wall:undo", {}, "lan")))).toBe("Không còn thay đổi nào của bạn để hoàn tác.");
    const [monitor] = [...wall.state.monitors.values()];
    if (monitor === undefined) throw new Error("no monitor");
    expect(inWords(wall, refusal(await wall.ask("wall:design", { designs: [{ do: "arrange", monitor: { ...monitor, number: 2 } }] })))).toBe("Hai màn hình không thể cùng mang số 2 (màn hình 1 và màn hình 2). Hãy chọn số khác.");
    wall.close();
  });
  test.each<[Fault, string]>([
    [{ code: "malformed", path: "", detail: "not a PNG, JPEG, WebP or PDF" }, "Tệp này không phải ảnh PNG, JPEG, WebP hay tài liệu PDF."],
    [{ code: "malformed", path: "", detail: "30000 × 30000 pixels; at most 100 megapixels" }, "Ảnh quá lớn (30000 × 30000 điểm ảnh). Hãy thu nhỏ ảnh rồi gửi lại."],
    [{ code: "conflict", detail: "the wall's files take 2000000000 bytes of 2000000000, all in use" }, "Kho ảnh và tài liệu của tường đã đầy (2000 MB), tệp nào cũng đang được dùng. Hãy bỏ bớt ảnh hoặc tài liệu khỏi tường và các cảnh."],
    [{ code: "unknown-id", kind: "proposal", id: "p12" }, "Đề nghị này đã xong: có người khác đã trả lời hoặc đã hết hạn."],
  ])("%o", async (fault, words) => {
    const wall = await wallOfTwo();
    expect(inWords(wall, fault)).toBe(words);
    wall.close();
  });
  test("whatever two people do to a wall at once, no refusal shows an id or the backend's own words, and each says what it is about", async () => {
    await fc.assert(fc.asyncProperty(anyWallSteps, async (steps) => {
      const wall = handWall();
      await liveWall(wall, steps, (_step, answer) => {
        if (answer.ok || !("fault" in answer)) return;
        const fault = answer.fault as Fault;
        const words = inWords(wall, fault);
        if (words === undefined) expect(["too-large", "forbidden", "too-many"]).toContain(fault.code);
        else {
          expect(words).not.toMatch(RAW);
          expect(GENERAL).not.toContain(words);
        }
      });
      wall.close();
    }), { numRuns: 60 });
  });
});
