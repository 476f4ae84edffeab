import type { Catalogue } from "./catalogue.ts";
import type { HistoryPort } from "./history-port.ts";
import type { Time } from "./value.ts";
import type { Work } from "./work.ts";

/** All that one request is answered with. */
export interface Environment {
  catalogue: Catalogue;
  store: HistoryPort;
  work: Work;
  /** One instant for the whole request. */
  now: Time;
  /** Address of the service root, without a slash at the end. */
  root: string;
}
