import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { RequestInput } from "#contract/request";
import { openStudyBook } from "../../backend/store/study-book.ts";
import { valueOf } from "../kit/backend.ts";
import { openCaseRoom } from "../kit/case-room.ts";
import { tempFolder } from "../kit/journal.ts";
import { until } from "../kit/until.ts";

// The night library of plans on the built-in city, at an hour of the test's own.

const PATIENCE = 300_000;

const DRAFT: RequestInput<"study:save">["draft"] = {
  name: "Bờ nam Đập Đá", shared: true, area: [107.588, 16.462, 107.604, 16.476], cell: 40, start: { from: "design", level: 1, inflow: 800 }, duration: 3600,
  forcing: { rain: { by: "series", series: [[0, 60]] } },
  options: [
    { id: "de-nguyen", name: "Để nguyên" },
    { id: "bao-cat", name: "Bao cát và bơm", measures: [
      { is: "rain", name: "Mưa giả định", intensity: [[0, 30]] },
      { is: "sandbags", name: "kè Đập Đá", line: [[107.5955, 16.4700], [107.5975, 16.4690]], height: 0.8, readyAt: 1800 },
      { is: "pump", name: "Máy bơm Đập Đá", from: [107.5985, 16.4675], capacity: 2, start: 1200 },
    ] },
  ],
};

test("H-3.5 where no quick run is, the nearest of what the room computed by itself is ranked, with its distance; it is chosen like another", { timeout: 2 * PATIENCE }, async () => {
  const config = tempFolder();
  const file = join(config.folder, "config.yaml");
  writeFileSync(file, 'studies: { library: { from: "00:00", to: "23:59" } }\n');
  const night = await openCaseRoom({ env: { ...process.env, KYDAI_CONFIG: file } });
  onTestFinished(async () => {
    await night.stop();
    config.remove();
  });
  // A grave case would hold it.
  const opened = await night.open({ position: [107.5965, 16.4685, 2], urgency: "routine" });
  valueOf(await night.lead.ask("study:save", { draft: DRAFT, revision: 0 }));
  const book = openStudyBook(night.backend().folder);
  onTestFinished(() => book.close());
  // Two options: doing nothing, and the plan.
  await until(() => book.list().some(({ id }) => id.startsWith("plan:lib-") && book.runs(id).filter(({ state }) => state === "done").length === 2), PATIENCE);
  const told = valueOf(await night.operator.ask("plan:rank", { incidentId: opened.id }));
  expect(told.state).toBe("running");
  valueOf(await night.operator.ask("plan:cancel", { incidentId: opened.id }));
  const best = told.plans[0]!;
  expect(best).toMatchObject({ source: "library", distance: 1, confidence: "low", option: "Bao cát và bơm" });
  expect(best.because).toContain("far-from-now");
  valueOf(await night.operator.ask("plan:choose", { incidentId: opened.id, plan: best.plan }));
  expect(valueOf(await night.operator.ask("incident:plan", { incidentId: opened.id })).order.plan).toEqual(best.plan);
});
