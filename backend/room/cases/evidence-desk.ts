import type { Account, Party } from "#contract/account";
import type { Camera, CameraId } from "#contract/camera";
import { EvidenceId, type Evidence, type Incident, type IncidentId, type Taken } from "#contract/incident";
import { may } from "#contract/permission";
import { fail, ok, type Result } from "#contract/result";
import { metresBetween } from "../../core/process/plan.ts";
import { partOf } from "../../core/process/parts.ts";
import type { CaseBook, EvidenceDesk, KeptEvidence, Now } from "../../ports.ts";
import { COVERED } from "../privacy.ts";
import { evidenceFor } from "./attachments.ts";
import type { CaseKeeper } from "./keeper.ts";
import { evidenceOf, MAX_PIECES } from "./records.ts";
import { accountOf, actorsOf } from "./who.ts";

interface Options {
  keeper: Pick<CaseKeeper, "find" | "book" | "write">;
  now: () => Now;
  cameras: ReadonlyMap<string, Camera>;
  /** A camera's clock less the room's, ms; undefined: not known. */
  clockOff: (camera: CameraId) => number | undefined;
  site: { id: string; epoch: string };
  /** The privacy key is on, and binds this person. */
  bound: (party: Party) => boolean;
}

/** A still is of a picture at most so old, ms: it comes from a window that just showed it. */
const STILL = 3_600_000;

/** Who may add evidence to a case, and see it: the centre and leaders all of it, an agency its own in cases it has a part in. */
export function evidenceDesk({ keeper, now, cameras, clockOff, site, bound }: Options): EvidenceDesk {
  /** Whose evidence the person adds; undefined: the centre's. */
  function side(incident: Incident, party: Party): Result<Pick<Evidence, "by" | "agencyId"> & { over?: true }> {
    const account = accountOf(party);
    if (!account.ok) return account;
    if (actorsOf(account.value).length > 0) return ok({ by: account.value.id });
    const { agencyId } = account.value;
    if (agencyId === undefined || partOf(incident, agencyId) === undefined) return fail({ code: "unknown-id", kind: "incident", id: incident.id });
    return ok({ by: account.value.id, agencyId, ...(incident.closedAt !== undefined && { over: true as const }) });
  }
  /** @param kept the same piece of the same side is no new one, and is there whatever became of the case since; absent: not known yet */
  function admit(incidentId: IncidentId, party: Party, kept?: KeptEvidence): Result<{ by: Pick<Evidence, "by" | "agencyId">; held: number; twin?: Evidence; position?: Incident["position"] }> {
    const found = keeper.find(incidentId);
    if (!found.ok) return found;
    const by = side(found.value, party);
    if (!by.ok) return by;
    const book = keeper.book();
    if (!book.ok) return book;
    const { over, ...whose } = by.value;
    const pieces = evidenceOf(book.value, { id: incidentId });
    const twin = kept && pieces.find((one) => one.sha256 === kept.sha256 && one.agencyId === whose.agencyId);
    if (twin !== undefined) return ok({ by: whose, held: pieces.length, twin });
    if (found.value.givenTo !== undefined) return fail({ code: "conflict", detail: `room ${found.value.givenTo} goes on with it` });
    if (over === true && kept !== undefined) return fail({ code: "conflict", detail: "the case is over" });
    return pieces.length >= MAX_PIECES ? fail({ code: "too-large", limit: MAX_PIECES }) : ok({ by: whose, held: pieces.length, position: found.value.position });
  }

  /** The agency's own, or sent into the consultation of a case it has a part in now. */
  function isShown(evidence: Evidence, { agencyId }: Account, book: CaseBook): boolean {
    if (agencyId === undefined) return false;
    if (evidence.agencyId === agencyId) return true;
    const incident = present(evidence.incidentId);
    return incident !== undefined && partOf(incident, agencyId) !== undefined && evidenceFor(book, incident, agencyId, keeper).some(({ id }) => id === evidence.id);
  }
  /** The case, or the one it went on in. */
  function present(id: IncidentId): Incident | undefined {
    const found = keeper.find(id);
    return !found.ok ? undefined : found.value.mergedInto === undefined ? found.value : present(found.value.mergedInto);
  }

  /** Of a camera that is sensitive now, or was when it was kept. */
  const isPrivate = ({ filmed }: Evidence): boolean => filmed !== undefined && (filmed.sensitive || cameras.get(filmed.cameraId)?.sensitive === true);

  function see(id: EvidenceId, party: Party): Result<Evidence> {
    const account = accountOf(party);
    if (!account.ok) return account;
    const book = keeper.book();
    if (!book.ok) return book;
    const evidence = book.value.evidence(id);
    // Sent to an agency it was shown on purpose; else its picture is for those who may see the camera.
    const open = evidence?.filmed?.sensitive !== true || may(account.value.roles, "video:sensitive");
    if (evidence === undefined) return fail({ code: "unknown-id", kind: "evidence", id });
    if (isShown(evidence, account.value, book.value)) return ok(evidence);
    if (!open || !may(account.value.roles, "incident:get")) return fail({ code: "unknown-id", kind: "evidence", id });
    return isPrivate(evidence) && bound(party) ? COVERED : ok(evidence);
  }

  return {
    see,
    mayAdd: (incidentId, party) => {
      const admitted = admit(incidentId, party);
      return admitted.ok ? ok(undefined) : admitted;
    },
    async add({ incidentId, name, kept, filmed }, party) {
      const admitted = admit(incidentId, party, kept);
      if (!admitted.ok) return admitted;
      // A phone sends again what it heard no answer to.
      if (admitted.value.twin !== undefined) return ok(admitted.value.twin);
      const at = now().wall;
      const id = EvidenceId.parse(`mc-${at}-${admitted.value.held}-${kept.sha256.slice(0, 16)}`);
      const { taken, ...piece } = kept;
      const evidence: Evidence = { id, incidentId, ...piece, ...admitted.value.by, at, name: name.slice(0, 200), ...(taken !== undefined && { taken: besideCase(taken, admitted.value.position) }), ...(filmed !== undefined && { filmed }) };
      const written = await keeper.write([{ kind: "evidence:added", at, evidence }]);
      return written.ok ? ok(evidence) : written;
    },
    still(cameraId, at, party) {
      const camera = cameras.get(cameraId);
      if (camera === undefined) return fail({ code: "unknown-id", kind: "camera", id: cameraId.slice(0, 64) });
      if (camera.sensitive && (party.kind !== "person" || !may(party.account.roles, "video:sensitive"))) return fail({ code: "forbidden", permission: "video:sensitive" });
      // Clocks of windows follow the room's within a second.
      if (!Number.isSafeInteger(at) || at > now().wall + 1000 || at < now().wall - STILL) return fail({ code: "malformed", path: "pictureAt", detail: "not an instant of the last hour" });
      const off = clockOff(camera.id);
      return ok({ is: "still", cameraId: camera.id, cameraName: camera.name, sensitive: camera.sensitive, at, ...(off !== undefined && { clockOff: off }) });
    },
    async takeOut(id, as, party) {
      const seen = see(id, party);
      if (!seen.ok) return seen;
      const account = accountOf(party);
      if (!account.ok) return account;
      const { incidentId, name, sha256 } = seen.value;
      const written = await keeper.write([{ kind: "evidence:exported", at: now().wall, incidentId, evidenceId: id, name, sha256, as, by: account.value.id }]);
      return written.ok ? ok(undefined) : written;
    },
    proof(id, party) {
      const seen = see(id, party);
      const book = keeper.book();
      if (!seen.ok) return seen;
      if (!book.ok) return book;
      const entry = book.value.evidenceEntry(id);
      const found = keeper.find(seen.value.incidentId);
      if (entry === undefined || !found.ok) return fail({ code: "unknown-id", kind: "evidence", id });
      return ok({ evidence: seen.value, caseTitle: found.value.title, site: site.id, epoch: site.epoch, entry });
    },
  };
}

/** How far from the case it says that it was taken. */
function besideCase(taken: Taken, position: Incident["position"]): Taken {
  return taken.position === undefined || position === undefined ? taken : { ...taken, metres: Math.round(metresBetween(taken.position, position)) };
}
