/** Between two tries to have the backend prove itself and give the wall its token, ms. */
const RETRY = 1_000;

/** How far the shell has come with the backend that answers now. */
export interface Standing {
  /** Where it answers, once it has proved itself: its pages may be loaded. */
  address: string | undefined;
  /** It knows this PC's wall: requests go out in its name. */
  admitted: boolean;
}

export interface TrustOptions {
  /** Has the backend prove that it is ours. False: not, or not yet. */
  prove: (address: string) => Promise<boolean>;
  /** Gets the wall its display token. False: not, or not yet. */
  admit: (address: string) => Promise<boolean>;
  /** Called with each new standing. */
  stands: (standing: Standing) => void;
}

/** Nothing of a backend is used before it has proved itself, and nothing is asked in the wall's name before it is let in. */
export interface Trust {
  now(): Standing;
  /** The backend came, went, moved, or is another process at the same place. */
  told(address: string | undefined): void;
  /** The backend does not know the wall's token (any more): it is to be got anew. */
  unknown(): void;
  stop(): void;
}

export function createTrust({ prove, admit, stands }: TrustOptions): Trust {
  let standing: Standing = { address: undefined, admitted: false };
  /** Counts what we were told: an answer to an older one is void. */
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;

  function set(next: Standing): void {
    if (next.address === standing.address && next.admitted === standing.admitted) return;
    standing = next;
    stands(next);
  }

  async function follow(address: string): Promise<void> {
    const mine = ++turn;
    clearTimeout(timer);
    if (standing.address !== address) {
      const proved = await prove(address);
      if (mine !== turn) return;
      if (!proved) return again(address);
      set({ address, admitted: false });
    }
    const admitted = await admit(address);
    if (mine !== turn) return;
    set({ address, admitted });
    if (!admitted) again(address);
  }

  const again = (address: string) => void (timer = setTimeout(() => void follow(address), RETRY));

  return {
    now: () => standing,
    told(address) {
      turn += 1;
      clearTimeout(timer);
      // Also where the address is the former one: another process answers there now.
      set({ address: undefined, admitted: false });
      if (address !== undefined) void follow(address);
    },
    unknown() {
      if (!standing.admitted || standing.address === undefined) return;
      set({ ...standing, admitted: false });
      void follow(standing.address);
    },
    stop() {
      turn += 1;
      clearTimeout(timer);
    },
  };
}
