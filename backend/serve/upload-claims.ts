/** Uploads that are not whole: of one person, and of all. */
const MOST = { person: 20, all: 400 };

/** What uploads that are not whole may still write, bytes. */
export interface Claims {
  /** Counts from this instant on. @returns false: this person's, or everybody's, are too many */
  take(id: string, claim: { by: string; bytes: number }): boolean;
  /** How much of it is left; nothing: it is whole, or gone. */
  left(id: string, bytes: number): void;
  /** A part begins to be written. @returns its end */
  write(bytes: number): () => void;
  /** Declared by all, and not written. */
  owed(): number;
  /** Being written at this moment. */
  writing(): number;
}

/** The count is taken before anything is waited for, so that no two take the last place. */
export function openClaims(): Claims {
  const open = new Map<string, { by: string; bytes: number }>();
  let writing = 0;
  return {
    take(id, claim) {
      const mine = [...open.values()].filter(({ by }) => by === claim.by).length;
      if (open.size >= MOST.all || mine >= MOST.person) return false;
      open.set(id, claim);
      return true;
    },
    left(id, bytes) {
      const known = open.get(id);
      if (bytes <= 0) open.delete(id);
      else if (known !== undefined) known.bytes = bytes;
    },
    write(bytes) {
      writing += bytes;
      return () => void (writing -= bytes);
    },
    owed: () => [...open.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    writing: () => writing,
  };
}
