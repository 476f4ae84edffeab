import { createHash, randomBytes } from "node:crypto";
import type { Party } from "#contract/account";
import type { Fault } from "#contract/fault";
import { fail, ok, type Result } from "#contract/result";
import { Study, type OptionId, type StudyDraft, type StudyId } from "#contract/study";
import { MAX_STUDY, MOST_STUDIES, type Log, type Now, type StudyBook } from "../../ports.ts";
import { personOf } from "../alarm-answers.ts";

/** Ids of studies that the room makes by itself, for cases; nobody lists or edits them. */
export const OWN = "plan:";
/** Those of them that the night library is made of. */
export const LIBRARY = `${OWN}lib-`;

/** Studies as people know them: whose they are, who may see them, and which revision is in force. */
export interface StudyKeeper {
  list(party: Party): Study[];
  /** Everybody's. */
  all(): Study[];
  /** @param party absent: the program itself, which sees all */
  find(id: StudyId, party?: Party): Result<Study>;
  save(draft: StudyDraft, revision: number, party: Party): Result<Study>;
  remove(id: StudyId, revision: number, party: Party): Result<Study>;
}

export function openStudyKeeper({ book, now, log }: { book: StudyBook; now: () => Now; log: Log }): StudyKeeper {
  function read({ id, body }: { id: string; body: string }): Study | undefined {
    const study = Study.safeParse(JSON.parse(body));
    if (!study.success) log.error("study-unreadable", { id, path: study.error.issues[0]?.path.join(".") });
    return study.data;
  }
  function find(id: StudyId, party?: Party): Result<Study> {
    const row = book.get(id);
    const study = row === undefined ? undefined : read(row);
    // Another's that is not shared is not there, for whoever may not see it.
    return study === undefined || (party !== undefined && !sees(party, study)) ? fail({ code: "unknown-id", kind: "study", id }) : ok(study);
  }
  const later = (study: Study, revision: number): { ok: false; fault: Fault } => fail({ code: "conflict", detail: `revision ${study.revision} is in force, not ${revision}` });

  const all = (): Study[] => book.list().flatMap((row) => (row.id.startsWith(OWN) ? [] : (read(row) ?? [])));

  return {
    all,
    list: (party) => all().filter((study) => sees(party, study)),
    find,
    save(draft, revision, party) {
      const by = personOf(party);
      if (by === undefined) return fail({ code: "unauthenticated" });
      if (draft.id?.startsWith(OWN) === true) return fail({ code: "malformed", path: "draft.id", detail: "plan: is the room's own" });
      const known = draft.id === undefined ? undefined : book.get(draft.id);
      const former = known === undefined ? undefined : find(Study.shape.id.parse(known.id), party);
      if (former !== undefined && !former.ok) return former;
      if (revision > 0 && former === undefined) return fail({ code: "unknown-id", kind: "study", id: draft.id ?? "" });
      if (former !== undefined && former.value.revision !== revision) return later(former.value, revision);
      if (former === undefined && book.count() >= MOST_STUDIES) return fail({ code: "too-large", limit: MOST_STUDIES });
      const study = Study.parse({ ...draft, id: draft.id ?? `st-${randomBytes(8).toString("hex")}`, revision: revision + 1, by: former?.value.by ?? by, at: now().wall });
      const body = JSON.stringify(study);
      if (body.length > MAX_STUDY) return fail({ code: "too-large", limit: MAX_STUDY });
      return book.put({ id: study.id, revision: study.revision, at: study.at, body }, revision) ? ok(study) : fail({ code: "conflict", detail: "another revision is in force" });
    },
    remove(id, revision, party) {
      const found = find(id, party);
      if (!found.ok) return found;
      if (found.value.revision !== revision) return later(found.value, revision);
      book.remove(id);
      return found;
    },
  };
}

/** One that is not shared is its maker's and the shift leaders'; no display hangs up a draft. */
function sees(party: Party, { shared, by }: Study): boolean {
  return shared || (party.kind === "person" && (party.account.id === by || party.account.roles.includes("shift-lead")));
}

/** What an option's numbers hang on, of the study: with another name, or another option beside it, they stay. */
export function printOf({ area, cell, start, duration, every, roughness, losses, forcing, costs, staff, options }: Study, optionId: OptionId): string {
  const option = options.find(({ id }) => id === optionId);
  return createHash("sha256").update(JSON.stringify([area, cell, start, duration, every, roughness, losses, forcing, costs, staff, option?.id, option?.measures])).digest("hex");
}

/** The same without the option: what all of a study's options begin from. */
export function startPrint({ area, start, duration, forcing }: Pick<Study, "area" | "start" | "duration" | "forcing">): string {
  return createHash("sha256").update(JSON.stringify([area, start, duration, forcing])).digest("hex");
}
