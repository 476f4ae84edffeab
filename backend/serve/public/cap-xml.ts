import { XMLBuilder } from "fast-xml-parser";
import type { Alert } from "#contract/alert";
import { capTree } from "../../core/alert/cap.ts";

/** CAP 1.2 §2.3. */
const NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: false });

/** A CAP 1.2 document, UTF-8. @param web where people read the alert @param sample the room runs on sample data */
export function capXml(alert: Alert, web: string | undefined, sample = false): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${String(builder.build({ alert: { "@_xmlns": NAMESPACE, ...capTree(alert, { web, sample }) } }))}`;
}
