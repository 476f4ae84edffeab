import { encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountId } from "#contract/ids";
import { EvidenceId, type IncidentId } from "#contract/incident";
import { openWindow, request, valueOf } from "../kit/backend.ts";
import { answered, DRAINAGE, openCaseRoom, ordered, PHOTO, TRAFFIC, type CaseRoom } from "../kit/case-room.ts";
import { until } from "../kit/until.ts";

let room: CaseRoom;
beforeAll(async () => {
  room = await openCaseRoom();
});
afterAll(() => room.stop());

/** A case ordered to DRAINAGE with TRAFFIC beside it. */
async function orderedCase(): Promise<IncidentId> {
  const { id } = await room.open();
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Chặn đường, bơm" }));
  valueOf(await room.act(room.operator, id, ordered()));
  return id;
}

test("H-11.1 H-11.3 H-11.4 H-11.5 from an alarm to a closed case: plan, order with its six contents, receipt, result with evidence, check, all on one timeline", async () => {
  const window = await openWindow(room.backend(), room.operator.cookie);
  const alarmId = await room.flood();
  const plan = valueOf(await room.operator.ask("incident:plan", { alarmId }));
  expect(plan).toMatchObject({ templateId: "hue-five-steps", urgency: "emergency", scenarioId: "ngap-sau", order: { lead: "ubnd-vy-da", support: [TRAFFIC, DRAINAGE] } });
  expect(plan.title).toMatch(/^Ngập sâu tại /);
  expect(plan.order.happened).toContain("46 cm");
  expect(plan.cameras).toHaveLength(4);
  expect(plan.cameras.map(({ metres }) => metres)).toEqual(plan.cameras.map(({ metres }) => metres).toSorted((a, b) => a - b));

  const incident = valueOf(await room.operator.ask("incident:open", { alarmIds: [alarmId], title: plan.title, urgency: plan.urgency, templateId: plan.templateId, scenarioId: plan.scenarioId }));
  expect(incident).toMatchObject({ step: "1", areaId: "vy-da", handledBy: "truc-ban", clocks: [{ limitId: "verify", clause: "H-V.1", outcome: "running" }] });
  expect(await room.lead.ask("incident:open", { alarmIds: [alarmId], title: "Lần nữa", urgency: "routine", templateId: "hue-five-steps" })).toMatchObject({ ok: false, fault: { code: "conflict", detail: expect.stringContaining(incident.id) } });

  const { id } = incident;
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.operator.ask("incident:tick", { incidentId: id, itemId: "seen", answer: false }));
  valueOf(await room.operator.ask("incident:tick", { incidentId: id, itemId: "seen", answer: true }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Chặn đường, bơm" }));
  const { happened, where, required } = plan.order;
  const order = { happened, where, required, lead: DRAINAGE, support: [TRAFFIC] };
  expect(await room.act(room.operator, id, { is: "ordered", order })).toMatchObject({ ok: false, fault: { code: "malformed", path: "due" } });
  valueOf(await room.act(room.operator, id, { is: "ordered", order: { ...order, due: plan.order.due } }));

  const mine = valueOf(await room.drainage.ask("agency:cases", {}));
  expect(mine.agency.id).toBe(DRAINAGE);
  expect(mine.cases).toMatchObject([{ id, order: { happened }, part: { role: "lead" }, clocks: [{ limitId: "receive", name: "Xác nhận tiếp nhận lệnh" }, { limitId: "deploy" }, { limitId: "complete" }] }]);
  expect(mine.cases[0]?.clocks.every(({ agencyId }) => agencyId === DRAINAGE)).toBe(true);
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "received" } }));
  valueOf(await room.traffic.ask("agency:act", { incidentId: id, event: { is: "received" } }));
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "deployed", forces: "2 máy bơm" } }));
  valueOf(await room.operator.ask("incident:note", { incidentId: id, text: "Cần thêm rào chắn không?", kind: "message" }));
  valueOf(await room.operator.ask("incident:note", { incidentId: id, text: "Ghi chú nội bộ của trực ban", kind: "note" }));
  valueOf(await room.drainage.ask("incident:note", { incidentId: id, text: "Đủ rồi", kind: "message" }));
  expect(valueOf(await room.traffic.ask("agency:cases", {})).cases.find((one) => one.id === id)?.messages.map(({ text }) => text)).toEqual(["Cần thêm rào chắn không?", "Đủ rồi"]);

  const photo = valueOf(await room.evidence(room.drainage, id));
  expect(photo).toMatchObject({ type: "image/png", bytes: PHOTO.length, agencyId: DRAINAGE, by: "can-bo-thoat-nuoc", name: "hiện trường.png" });
  expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Xong", evidence: [] } })).toMatchObject({ ok: false, fault: { path: "evidence" } });
  expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Xong", evidence: ["không-có"] } })).toMatchObject({ ok: false });
  expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Xong", evidence: ["mc-0"] } })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "evidence" } });
  valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Đã bơm cạn", evidence: [photo.id] } }));
  valueOf(await room.act(room.operator, id, { is: "confirmed", check: "Trạm đo 4 cm, camera thông" }));

  const got = valueOf(await room.operator.ask("incident:get", { incidentId: id }));
  expect(got).toMatchObject({ head: { step: "closed", stepName: "Đã đóng", missed: 0, closedAt: expect.any(Number) }, scenario: { id: "ngap-sau" }, ticked: { seen: { answer: true, by: "truc-ban" } }, notes: [{ kind: "message" }, { kind: "note" }, { kind: "message", as: "agency" }], evidence: [{ id: photo.id }] });
  const kinds = got.facts.map((fact) => (typeof fact === "object" && fact !== null && !Array.isArray(fact) && typeof fact["kind"] === "string" ? fact["kind"] : ""));
  expect(kinds[0]).toBe("incident:opened");
  expect(kinds.filter((kind) => kind === "incident:moved")).toHaveLength(8);
  await until(() => window.facts.some((fact) => fact.kind === "incident:moved" && fact.event.is === "confirmed"));
  window.close();

  const closed = valueOf(await room.operator.ask("incident:page", { which: "closed" }));
  expect(closed.incidents[0]).toMatchObject({ id, step: "closed" });
  expect(valueOf(await room.operator.ask("incident:page", { which: "open" })).incidents.map((head) => head.id)).not.toContain(id);
});

test("two operators act on one case in the same instant: exactly one wins, and the other is told (invariant 5)", async () => {
  const { id, version } = await room.open();
  const both = await Promise.all([room.operator, room.lead].flatMap((seat) => [seat.ask("incident:act", { incidentId: id, version, event: { is: "verified" } }), seat.ask("incident:act", { incidentId: id, version, event: { is: "dismissed", reason: "Cảm biến hỏng" } })]));
  expect(both.filter((answer) => answer.ok)).toHaveLength(1);
  expect(both.filter((answer) => !answer.ok && answer.fault.code === "conflict")).toHaveLength(3);
  expect(valueOf(await room.operator.ask("incident:get", { incidentId: id })).version).toBe(version + 1);
});

describe("an agency", () => {
  test("answering after closure hears that the case is over (H-11.5)", async () => {
    const id = await orderedCase();
    const photo = valueOf(await room.evidence(room.drainage, id));
    valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Đã xong", evidence: [photo.id] } }));
    valueOf(await room.act(room.operator, id, { is: "confirmed", check: "Đạt" }));
    expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "answered", result: "Thêm nữa", evidence: [photo.id] } })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(await room.traffic.ask("agency:act", { incidentId: id, event: { is: "progress", note: "Vẫn trực" } })).toMatchObject({ ok: false, fault: { code: "conflict" } });
    // The same picture again is answered as it was: a phone that lost that answer asks once more. Another one comes too late.
    expect(valueOf(await room.evidence(room.drainage, id)).id).toBe(photo.id);
    expect(await room.evidence(room.drainage, id, Uint8Array.from(encode({ width: 1, height: 1, channels: 3, data: Uint8Array.of(9, 9, 9) })))).toMatchObject({ ok: false, fault: { code: "conflict" } });
    expect(valueOf(await room.drainage.ask("agency:cases", {})).cases.find((one) => one.id === id)).toMatchObject({ closedAt: expect.any(Number) });
  });

  test("another agency's case is as one that is not there: no reading, no acting, no evidence, no message, whatever the input says (K-3.5)", async () => {
    const id = await orderedCase();
    const photo = valueOf(await room.evidence(room.drainage, id));
    expect(valueOf(await room.power.ask("agency:cases", {})).cases.map((one) => one.id)).not.toContain(id);
    const forged = { is: "received", agencyId: DRAINAGE } as const;
    const answers = [
      await room.power.ask("agency:act", { incidentId: id, event: forged }), await room.power.ask("incident:note", { incidentId: id, text: "xin xem", kind: "message" }),
      await room.evidence(room.power, id),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "incident" } });
    expect(await room.power.ask("incident:get", { incidentId: id })).toMatchObject({ ok: false, fault: { code: "forbidden" } });
    const status = async (cookie: string): Promise<number> => (await fetch(`${room.backend().address}/api/evidence/${photo.id}`, { headers: { cookie } })).status;
    expect([await status(room.power.cookie), await status(room.traffic.cookie), await status(room.drainage.cookie), await status(room.operator.cookie)]).toEqual([404, 404, 200, 200]);
    // Under its own account it acts for itself alone: the agency named in the input does not count.
    valueOf(await room.traffic.ask("agency:act", { incidentId: id, event: forged }));
    const { incident } = valueOf(await room.operator.ask("incident:get", { incidentId: id }));
    expect(incident.parts.map((part) => [part.agencyId, part.receivedAt !== undefined])).toEqual([[DRAINAGE, false], [TRAFFIC, true]]);
  });

  test("K-5.1c an officer belongs to an agency there is, and one without an agency sees nothing", async () => {
    const account = { id: AccountId.parse("can-bo-moi"), name: "Cán bộ mới", roles: ["focal-officer" as const] };
    const save = (more: object) => request(room.backend(), room.admin(), "account:save", { account: { ...account, ...more }, password: "một mật khẩu đủ dài" });
    expect(await save({ agencyId: "khong-co" })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "agency" } });
    valueOf(await save({}));
    const answer = await fetch(`${room.backend().address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: room.backend().address }, body: JSON.stringify({ name: account.id, password: "một mật khẩu đủ dài" }) });
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect(await request(room.backend(), cookie, "agency:cases", {})).toMatchObject({ ok: false, fault: { code: "conflict" } });
  });

  test("K-8.4 refuses with a reason, and the case is back at the centre; its window is nudged, and gets no facts", async () => {
    const window = await openWindow(room.backend(), room.drainage.cookie);
    let nudges = 0;
    window.socket.on("cases", () => void nudges++);
    const id = await orderedCase();
    await until(() => nudges > 0);
    expect(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "refused" } })).toMatchObject({ ok: false, fault: { code: "malformed" } });
    valueOf(await room.drainage.ask("agency:act", { incidentId: id, event: { is: "refused", reason: "Không thuộc địa bàn" } }));
    expect(valueOf(await room.operator.ask("incident:get", { incidentId: id })).incident).toMatchObject({ step: "3" });
    expect(window.facts).toEqual([]);
    window.close();
  });
});

describe("evidence", () => {
  test("is what its bytes say, whole, and in parts for a film (invariant 12)", async () => {
    const { id } = await room.open();
    expect(await room.evidence(room.operator, id, Buffer.from("<html>chạy mã</html>"))).toMatchObject({ ok: false, fault: { code: "malformed" } });
    const film = Buffer.concat([Buffer.from("\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000isommp42", "latin1"), Buffer.from("\u0000\u0000\u0000\u0020free", "latin1"), Buffer.alloc(64, 7)]);
    const kept = valueOf(await room.evidence(room.operator, id, film, "quay phim.mp4"));
    expect(kept.type).toBe("video/mp4");
    const part = await fetch(`${room.backend().address}/api/evidence/${kept.id}`, { headers: { cookie: room.operator.cookie, range: "bytes=4-7" } });
    expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([206, "ftyp", `bytes 4-7/${film.length}`]);
    expect(await room.evidence(room.operator, id, Buffer.alloc(21_000_000))).toMatchObject({ ok: false, fault: { code: "too-large" } });
  });

  test("of another case is no evidence of this one", async () => {
    const [one, other] = [await orderedCase(), await orderedCase()];
    const photo = valueOf(await room.evidence(room.drainage, one));
    expect(await room.drainage.ask("agency:act", { incidentId: other, event: { is: "answered", result: "Đã xong", evidence: [photo.id] } })).toMatchObject({ ok: false, fault: { code: "unknown-id", kind: "evidence" } });
    expect(await room.act(room.lead, other, answered(DRAINAGE, [EvidenceId.parse(photo.id)]))).toMatchObject({ ok: false });
  });
});

test("a case is found by any words of it, with marks or without; in quotes exactly", async () => {
  const { id } = await room.open({ title: "Cây đổ chắn đường Đặng Huy Trứ" });
  valueOf(await room.operator.ask("incident:note", { incidentId: id, text: "Người dân báo dây điện trùng xuống", kind: "note" }));
  const find = async (text: string): Promise<boolean> => valueOf(await room.operator.ask("incident:search", { text })).incidents.some((head) => head.id === id);
  expect(await Promise.all(["cay do", "CÂY ĐỔ", "dang huy tru day dien", "\"dây điện\"", "\"Đặng Huy Trứ\""].map(find))).toEqual([true, true, true, true, true]);
  expect(await Promise.all(["\"day dien\"", "\"đổ cây\"", "cây đổ cháy", "\"* OR\""].map(find))).toEqual([false, false, false, false]);
});

test("invariant 6 a drill is on no other list, takes no real alarm and is nobody's violation", async () => {
  const drill = await room.open({ drill: true, title: "Diễn tập sơ tán" });
  expect(await room.operator.ask("incident:open", { alarmIds: [await room.flood("street-ba-trieu")], title: "Diễn tập", urgency: "routine", templateId: "hue-five-steps", drill: true })).toMatchObject({ ok: false, fault: { path: "alarmIds" } });
  const on = async (which: "open" | "closed" | "drill") => valueOf(await room.operator.ask("incident:page", { which })).incidents.some(({ id }) => id === drill.id);
  expect([await on("open"), await on("closed"), await on("drill")]).toEqual([false, false, true]);
  valueOf(await room.act(room.operator, drill.id, { is: "dismissed", reason: "Kết thúc diễn tập" }));
  expect([await on("open"), await on("closed"), await on("drill")]).toEqual([false, false, true]);
});
