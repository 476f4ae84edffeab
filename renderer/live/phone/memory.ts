import { Party } from "#contract/account";

const WHO = "kydai-agency-who";
const LEAVING = "kydai-agency-leaving";

/** Who uses this phone, so that the page opens without a link. No secret is in it: what the backend does, it does for the cookie alone. */
export const phoneMemory = {
  get(): Party | undefined {
    try {
      const party = Party.safeParse(JSON.parse(localStorage.getItem(WHO) ?? "null"));
      return party.success ? party.data : undefined;
    } catch {
      return undefined;
    }
  },
  set(party: Party | undefined): void {
    write(WHO, party === undefined ? undefined : JSON.stringify(party));
  },
  /** The officer left while there was no link: the session is still to be ended. */
  leaving: (): boolean => read(LEAVING) !== undefined,
  setLeaving: (on: boolean): void => write(LEAVING, on ? "1" : undefined),
};

function read(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}
function write(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing: the page then opens with a link alone.
  }
}
