import { readFileSync } from "node:fs";
import { XmlDocument, XsdValidator } from "libxml2-wasm";

/** Our own narrower schema, and OASIS's where the environment names the file. */
const SCHEMAS = [new URL("ky-dai-cap.xsd", import.meta.url).pathname, ...(process.env["KYDAI_CAP_XSD"] === undefined ? [] : [process.env["KYDAI_CAP_XSD"]])];

/** @returns what is wrong with the document by each schema at hand; "" when nothing is */
export function capFaults(xml: string): string {
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(xml);
  } catch (error) {
    return String(error);
  }
  try {
    return SCHEMAS.map((file) => faultsBy(file, document)).join("");
  } finally {
    document.dispose();
  }
}

function faultsBy(file: string, document: XmlDocument): string {
  const schema = XmlDocument.fromBuffer(readFileSync(file));
  const validator = XsdValidator.fromDoc(schema);
  try {
    validator.validate(document);
    return "";
  } catch (error) {
    return `${file}: ${String(error)}`;
  } finally {
    validator.dispose();
    schema.dispose();
  }
}
