import { expect, test } from "vitest";
import { fill } from "../design/panel-text.ts";
import { tileTexts } from "./texts.ts";
import type { Condition } from "./tile-condition.ts";
import { conditionWords, freshWords } from "./tile-words.ts";

const words = (condition: Condition, language: "vi" | "en" = "vi", brief = false) => conditionWords(condition, (key, values) => fill(tileTexts[language][key], values), language, brief);

test.each<[Condition, string, string | undefined]>([
  [{ is: "frozen", age: 3040 }, "HÌNH ĐỨNG 3,0 s", undefined],
  [{ is: "late", age: 1240 }, "TRỄ 1,2 s", undefined],
  [{ is: "late", age: undefined }, "KHÔNG RÕ TUỔI HÌNH", "giờ của hình đi trước đồng hồ phòng"],
  [{ is: "rationed", age: 400 }, "GIẢM HÌNH < 1 s", undefined],
  [{ is: "rationed", age: 2900 }, "GIẢM HÌNH 2 s", undefined],
  [{ is: "lost", age: 65_000, why: "closed" }, "MẤT TÍN HIỆU", "camera ngắt kết nối · đang nối lại · hình 1 phút trước"],
  [{ is: "lost", age: undefined, why: "unauthorized" }, "MẤT TÍN HIỆU", "sai tài khoản hoặc mật khẩu · đang nối lại"],
  [{ is: "lost", age: undefined, why: "login-wanted" }, "MẤT TÍN HIỆU", "camera đòi tài khoản, chưa nhập · đang nối lại"],
  [{ is: "lost", age: undefined, why: "off" }, "MẤT TÍN HIỆU", "đã tắt"],
  [{ is: "unplayable", age: undefined, codec: "hev1.1.6.L93.B0" }, "KHÔNG GIẢI MÃ ĐƯỢC", "máy này không có bộ giải mã hev1.1.6.L93.B0, máy chủ không có ffmpeg"],
  [{ is: "opening", age: undefined }, "ĐANG MỞ", undefined],
])("%o", (condition, what, why) => expect(words(condition)).toEqual({ what, why }));

test("a live picture needs no word", () => expect(words({ is: "live", age: 40 })).toBeUndefined());
test("on a small tile of the wall why alone", () => expect(words({ is: "lost", age: 65_000, why: "unauthorized" }, "vi", true)).toEqual({ what: "MẤT TÍN HIỆU", why: "sai tài khoản hoặc mật khẩu" }));
test("in English too", () => expect(words({ is: "frozen", age: 3040 }, "en")).toEqual({ what: "FROZEN 3.0 s", why: undefined }));

test.each<[number, string]>([[0, "< 1 s"], [999, "< 1 s"], [1000, "1,0 s"], [65_000, "1 phút"]])("a live tile of %d ms says %s", (ms, words) => expect(freshWords(ms, (key, values) => fill(tileTexts.vi[key], values), "vi")).toBe(words));
