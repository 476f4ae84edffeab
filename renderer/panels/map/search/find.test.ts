import { describe, expect, test } from "vitest";
import { entriesOf, find, OFFERED } from "./find.ts";

const at: [number, number] = [107.58, 16.46];
const entries = entriesOf(
  [
    { name: "Chợ Kim Long", kind: "market", at }, { name: "Kim Long", kind: "quarter", at: [107.56, 16.461], ward: "Phường Kim Long" }, { name: "Phường Kim Long", kind: "ward", at },
    { name: "Cầu Trường Tiền", kind: "bridge", at }, { name: "Sông Hương", kind: "river", at }, { name: "Đường Kim Long", kind: "street", at }, { name: "Long Thọ", kind: "hill", at },
  ],
  [{ name: "phường Kim Long", position: at }, { name: "Phường Vỹ Dạ", position: [107.6, 16.48] }],
  [{ id: "kim-long", name: "Trạm Kim Long", nameEn: "Kim Long gauge", kind: "river-gauge", position: [107.5629, 16.4583] }],
  "vi",
);
const names = (query: string): string[] => find(entries, query).map(({ name }) => name);

describe("searching a place (H-4)", () => {
  test.each([
    ["kim long", ["Kim Long", "Phường Kim Long", "Chợ Kim Long", "Đường Kim Long", "Trạm Kim Long"]],
    ["KIM  long ", ["Kim Long", "Phường Kim Long", "Chợ Kim Long", "Đường Kim Long", "Trạm Kim Long"]],
    ["truong tien", ["Cầu Trường Tiền"]],
    ["trường tiền", ["Cầu Trường Tiền"]],
    ["trướng", []],
    ["vy da", ["Phường Vỹ Dạ"]],
    ["gauge", ["Trạm Kim Long"]],
    ["", []],
    ["   ", []],
  ])("%j finds %j", (query, wanted) => expect(names(query)).toEqual(wanted));
  test("a bridge is found by the name people call it, too", () => {
    const bridges = entriesOf([{ name: "Cầu Trường Tiền", also: ["Cầu Tràng Tiền"], kind: "bridge", at }], [], [], "vi");
    for (const query of ["cau trang tien", "Tràng Tiền", "trang"]) expect(find(bridges, query).map(({ name }) => name)).toEqual(["Cầu Trường Tiền (Cầu Tràng Tiền)"]);
    expect(find(bridges, "truong tien").map(({ name }) => name)).toEqual(["Cầu Trường Tiền"]);
  });
  test("a ward of the room that the pack has already is offered once", () => expect(names("phuong kim long")).toEqual(["Phường Kim Long"]));
  test("a station carries its id, a place what it is and where", () => {
    expect(find(entries, "trạm kim")[0]).toMatchObject({ thingId: "kim-long", kind: "Trạm mực nước sông" });
    expect(find(entries, "song huong")[0]).toMatchObject({ kind: "Sông", at });
  });
  test("of many no more than a screenful is offered", () => {
    const many = entriesOf(Array.from({ length: 5000 }, (_, i) => ({ name: `Đường số ${i}`, kind: "street", at })), [], [], "vi");
    expect(find(many, "duong")).toHaveLength(OFFERED);
    expect(find(many, "duong so 77")[0]?.name).toBe("Đường số 77");
  });
});
