import { useRef } from "react";
import { ok, type Result } from "#contract/result";
import type { SentFile } from "../../design/case/files-field.tsx";
import { takeFile } from "../../live/phone/outbox.ts";
import type { WaitingFile } from "../../live/phone/waiting.ts";

/** Files of a form that is still being written: on this phone, under a key each. */
export function useKeptFiles(): { take: (file: File) => Promise<Result<SentFile>>; named: (keys: readonly string[]) => WaitingFile[] } {
  const kept = useRef(new Map<string, WaitingFile>());
  return {
    async take(file) {
      const key = await takeFile(file);
      if (!key.ok) return key;
      kept.current.set(key.value, { key: key.value, name: file.name.slice(0, 200), bytes: file.size });
      return ok({ id: key.value, name: file.name });
    },
    named: (keys) => keys.flatMap((key) => kept.current.get(key) ?? []),
  };
}
