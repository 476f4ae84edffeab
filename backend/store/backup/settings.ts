import { z } from "zod";
import { BackupPlaceId } from "#contract/backup";

const common = { id: BackupPlaceId };

const FolderPlace = z.strictObject({ ...common, kind: z.literal("folder"), path: z.string().min(1) });

const S3Place = z.strictObject({
  ...common, kind: z.literal("s3"),
  /** Address of the store without the bucket; the bucket is the first part of the path. */
  endpoint: z.string().max(300).regex(/^https?:\/\/[^@/?#]+\/?$/, "https://host or https://host:port, without login and path"),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/),
  prefix: z.string().max(200).regex(/^[a-z0-9/_.-]*$/i).default("ky-dai"),
  region: z.string().min(1).max(60).default("us-east-1"),
  /** One line, `ACCESS-KEY:SECRET`; mode 0600. */
  credentialsFile: z.string().min(1),
});

const SftpPlace = z.strictObject({
  ...common, kind: z.literal("sftp"),
  host: z.string().min(1).max(255).regex(/^[a-z0-9[][a-z0-9.:_\]-]*$/i),
  port: z.number().int().min(1).max(65_535).default(22),
  user: z.string().min(1).max(100).regex(/^[a-z0-9_][a-z0-9._-]*$/i),
  path: z.string().min(1).max(500),
  /** OpenSSH private key without a passphrase, mode 0600; and the server's own key, as `ssh-keyscan` prints it. */
  keyFile: z.string().min(1),
  knownHostsFile: z.string().min(1),
  /** The system's client. */
  ssh: z.string().min(1).default("ssh"),
});

export const PlaceSettings = z.discriminatedUnion("kind", [FolderPlace, S3Place, SftpPlace]);
export type PlaceSettings = z.infer<typeof PlaceSettings>;
export type FolderPlace = z.infer<typeof FolderPlace>;
export type S3Place = z.infer<typeof S3Place>;
export type SftpPlace = z.infer<typeof SftpPlace>;

/** Which copies stay: of each of the last so many days, weeks (from Monday) and months that have one, the newest. */
export const Keep = z.strictObject({
  daily: z.number().int().min(1).max(366).default(7),
  weekly: z.number().int().min(0).max(520).default(5),
  monthly: z.number().int().min(0).max(120).default(12),
  /** So long the facts between copies stay, days: within it a point in time is exact to the fact. */
  factDays: z.number().min(1).max(3660).default(35),
});
export type Keep = z.infer<typeof Keep>;

/** Where, how often and for how long the room is copied. No secret stands here: keys are files of mode 0600. */
export const BackupSettings = z.strictObject({
  places: z.array(PlaceSettings).min(1).max(5).refine((places) => new Set(places.map(({ id }) => id)).size === places.length, "ids have to differ"),
  /** What seals all copies: 64 hex digits (`npm run restore -- --new-key FILE`), or a passphrase of 12 characters and more. */
  keyFile: z.string().min(1),
  everyHours: z.number().min(0.01).max(168).default(24),
  /** How often the newest facts follow. */
  factsEverySeconds: z.number().min(0.2).max(3600).default(300),
  checkEveryDays: z.number().min(0.001).max(90).default(7),
  keep: Keep.prefault({}),
  /** s: for one answer of a place. */
  patience: z.number().min(0.1).max(3600).default(60),
});
export type BackupSettings = z.infer<typeof BackupSettings>;
