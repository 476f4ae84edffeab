import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { BackupPlaceState } from "#contract/backup";
import type { Status } from "#contract/request";
import { nextFrame, render } from "../../../test/kit/render.ts";
import { setLanguage } from "../../design/i18n.ts";
import { status } from "../../live/socket.ts";
import { Backups, BackupSign } from "./backups.tsx";

const NOW = Date.UTC(2026, 10, 23, 2);
const sound: BackupPlaceState = { id: "nas", kind: "folder", is: "ok", newest: NOW - 3_600_000, copies: 7, bytes: 52_400_000, facts: 12_345, factsAt: NOW, next: NOW + 82_800_000, late: false, checked: { at: NOW, copy: NOW - 3_600_000, ok: true, facts: 12_345, files: 9, bytes: 1 } };
const pulse = (backups?: BackupPlaceState[]): Status => ({ now: NOW, seq: 0, disk: "ok", held: 0, heldAlarms: [], readingsPerSecond: 0, sources: [], windows: 1, centre: "none", flood: { active: false, count: 0, peak: 0 }, ...(backups && { backups }) });

beforeEach(() => {
  setLanguage("vi");
  status.set(undefined);
});

test("a room without backups shows none", async () => {
  const box = render(<><Backups /><BackupSign /></>);
  status.set(pulse());
  await nextFrame();
  expect(box.textContent).toBe("");
});

test("K-5.1e: each place shows its state, its newest copy and what the last trial restore found", async () => {
  const box = render(<><Backups /><BackupSign /></>);
  status.set(pulse([sound, { id: "xa", kind: "sftp", is: "failing", why: "unreachable", since: NOW, late: false }]));
  await nextFrame();
  const rows = [...box.querySelectorAll("tbody tr")].map((row) => row.textContent);
  expect(rows[0]).toContain("nas thư mục");
  expect(rows[0]).toContain("tốt");
  expect(rows[0]).toContain("52,4 MB");
  expect(rows[0]).toContain("12.345");
  expect(rows[0]).toContain("đúng, ");
  expect(rows[1]).toContain("KHÔNG SAO LƯU ĐƯỢC – không nối được");
  // A failure that is not overdue yet calls nobody.
  expect(box.querySelector("[data-backup]")).toBeNull();
});

test("K-5.1e: an overdue place and a damaged copy stand on every console", async () => {
  const box = render(<BackupSign />);
  status.set(pulse([sound, { id: "xa", kind: "s3", is: "failing", why: "login", late: true }]));
  await nextFrame();
  expect(box.textContent).toBe("✕ Sao lưu: xa QUÁ HẠN");
  status.set(pulse([{ ...sound, checked: { ...sound.checked!, ok: false, detail: "ops.db" } }]));
  act(() => setLanguage("en"));
  await nextFrame();
  expect(box.textContent).toBe("✕ Backups: nas COPY DAMAGED");
});
