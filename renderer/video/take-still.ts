import { MAX_EVIDENCE } from "#contract/incident";

/** What a tile's decoder has on the screen, as a file. */
export interface Still {
  blob: Blob;
  /** Arrival of the picture, ms of the room's clock; of half a second's accuracy. */
  at: number;
}

/**
 * The picture that a tile shows now, without its words, as it was decoded: PNG, or JPEG where that would be too large to keep.
 *
 * @param tile a figure of CameraTile
 * @returns undefined: it shows none, or privacy covers it
 */
export async function takeStill(tile: Element | null): Promise<Still | undefined> {
  if (!(tile instanceof HTMLElement) || tile.dataset["covered"] !== undefined) return undefined;
  const picture = tile.querySelector<HTMLVideoElement | HTMLCanvasElement>("[data-picture] video, [data-picture] canvas");
  const takenAt = Number(tile.dataset["takenAt"]);
  if (picture === null || !Number.isFinite(takenAt) || takenAt <= 0) return undefined;
  const [width, height] = picture instanceof HTMLVideoElement ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  if (context === null || width === 0 || height === 0) return undefined;
  context.drawImage(picture, 0, 0, width, height);
  const png = await blobOf(canvas, "image/png");
  const blob = png !== undefined && png.size > MAX_EVIDENCE ? await blobOf(canvas, "image/jpeg") : png;
  return blob === undefined ? undefined : { blob, at: takenAt };
}

const blobOf = (canvas: HTMLCanvasElement, type: string): Promise<Blob | undefined> => new Promise((done) => canvas.toBlob((blob) => done(blob ?? undefined), type, 0.95));
