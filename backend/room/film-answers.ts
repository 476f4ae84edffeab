import type { Instant } from "#contract/ids";
import { fail } from "#contract/result";
import type { RoomState } from "../core/state.ts";
import type { EvidenceDesk, EvidenceShelf, Now, VideoDesk } from "../ports.ts";
import type { AnswersFor } from "./answers.ts";
import { cameraFor, cannot } from "./control-answers.ts";

interface Options {
  state: Pick<RoomState, "cameras">;
  evidence: EvidenceDesk;
  now: () => Now;
  video: () => VideoDesk | undefined;
  shelf: () => EvidenceShelf | undefined;
  /** Local time less UTC, ms. */
  offset: () => number;
}

/** Pictures of cameras as evidence of cases. */
export function filmAnswers({ state, evidence, now, video, shelf, offset }: Options): AnswersFor<"camera:clip" | "camera:snapshot"> {
  return {
    async "camera:clip"({ cameraId, incidentId, at: asked, before, after }, party) {
      const camera = cameraFor(state, cameraId, party);
      if (!camera.ok) return camera;
      const [desk, files] = [video(), shelf()];
      if (desk === undefined || files === undefined) return fail({ code: "unavailable", detail: "live pictures are not to be had in this room" });
      const at = asked ?? now().wall;
      if (at > now().wall + 1000) return fail({ code: "malformed", path: "at", detail: "not yet" });
      const admitted = evidence.mayAdd(incidentId, party);
      if (!admitted.ok) return admitted;
      const made = await desk.clip({ cameraId, from: at - before * 1000, to: at + after * 1000, at });
      if (!made.ok) return made;
      const { file, release } = made.value;
      // What a camera tells of its clock comes some seconds after its first pictures.
      const { main, sub } = desk.states(cameraId);
      const clockOff = made.value.clipped.clockOff ?? (made.value.clipped.stream === "main" ? main : sub)?.clockOff;
      const clipped = { ...made.value.clipped, ...(clockOff !== undefined && { clockOff }) };
      try {
        const kept = await files.keep(file);
        if (!kept.ok) return kept;
        const { id, name, sensitive } = camera.value;
        return await evidence.add({ incidentId, name: `${name} ${written(clipped.from + offset())}.mp4`, kept: kept.value, filmed: { is: "clip", cameraId: id, cameraName: name, sensitive, at, before, after, ...clipped } }, party);
      } finally {
        await release();
      }
    },
    async "camera:snapshot"({ cameraId, incidentId }, party) {
      const camera = cameraFor(state, cameraId, party);
      if (!camera.ok) return camera;
      const [desk, files] = [video(), shelf()];
      if (desk === undefined || files === undefined) return fail({ code: "unavailable", detail: "live pictures are not to be had in this room" });
      const { id, name, sensitive, control, enabled } = camera.value;
      if (!enabled || control === undefined) return cannot(enabled ? "unsupported" : "off");
      const admitted = evidence.mayAdd(incidentId, party);
      if (!admitted.ok) return admitted;
      const taken = await desk.snapshot(cameraId);
      if (!taken.ok) return cannot(taken.fault);
      const { file, width, height, at, release } = taken.value;
      const { clockOff } = desk.states(cameraId).main;
      try {
        const kept = await files.keep(file);
        if (!kept.ok) return kept;
        return await evidence.add({ incidentId, name: `${name} ${written(at + offset())}.jpg`, kept: kept.value, filmed: { is: "snapshot", cameraId: id, cameraName: name, sensitive, at, width, height, ...(clockOff !== undefined && { clockOff }) } }, party);
      } finally {
        await release();
      }
    },
  };
}

/** As screens write it in Vietnamese, "14.03.12 23-11-2026", and as a file may be called on every system. */
function written(local: Instant): string {
  const [day = "", time = ""] = new Date(local).toISOString().slice(0, 19).split("T");
  return `${time.replaceAll(":", ".")} ${day.split("-").toReversed().join("-")}`;
}
