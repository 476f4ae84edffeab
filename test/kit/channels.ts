import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgencyContact, type Agency } from "#contract/agency";
import type { AgencyId, IncidentId } from "#contract/incident";
import type { Delivery, Message } from "#contract/message";
import { valueOf } from "./backend.ts";
import { openCaseRoom, ordered, type CaseRoom } from "./case-room.ts";
import { until } from "./until.ts";

/** A configuration file with these channels. @returns what starts a backend on it, and the way to remove it */
export function channelConfig(yaml: string, env: NodeJS.ProcessEnv = {}): { env: NodeJS.ProcessEnv; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "kydai-channels-"));
  const file = join(folder, "kydai.yaml");
  writeFileSync(file, yaml);
  return { env: { ...process.env, SMS_PASSWORD: "bi-mat", ...env, KYDAI_CONFIG: file }, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const mailChannel = (port: number, more = ""): string => `  - { id: thu, kind: smtp, host: 127.0.0.1, port: ${port}, security: none, from: kydai@hue.example${more} }\n`;
export const smsChannel = (port: number, more = ""): string => `  - { id: sms, kind: smpp, host: 127.0.0.1, port: ${port}, systemId: kydai, passwordFrom: SMS_PASSWORD, sender: KYDAI${more} }\n`;

/** A room whose drainage agency is reached by these contacts. */
export async function openChannelRoom(env: NodeJS.ProcessEnv, contacts: readonly AgencyContact[], agencyId: AgencyId): Promise<CaseRoom> {
  const room = await openCaseRoom({ env });
  await giveContacts(room, agencyId, contacts);
  return room;
}

export async function giveContacts(room: CaseRoom, agencyId: AgencyId, contacts: readonly AgencyContact[]): Promise<void> {
  const agency = valueOf(await room.lead.ask("agency:list", {})).agencies.find(({ id }) => id === agencyId) satisfies Agency | undefined;
  if (agency === undefined) throw new Error(`no agency ${agencyId}`);
  const { version, ...draft } = agency;
  valueOf(await room.lead.ask("agency:save", { agency: { ...draft, contacts: [...contacts] }, version }));
}

/** Opens a case and orders it. @returns the case */
export async function order(room: CaseRoom, more: Parameters<CaseRoom["open"]>[0] = {}): Promise<IncidentId> {
  const { id } = await room.open(more);
  valueOf(await room.act(room.operator, id, { is: "verified" }));
  valueOf(await room.act(room.operator, id, { is: "proposed", plan: "Bơm" }));
  valueOf(await room.act(room.operator, id, ordered()));
  return id;
}

/** Messages of a case, for one agency or all. */
export async function messagesOf(room: CaseRoom, incidentId: IncidentId, agencyId?: AgencyId): Promise<Message[]> {
  const { messages } = valueOf(await room.operator.ask("message:page", { incidentId, limit: 200 }));
  return messages.filter((message) => agencyId === undefined || message.agencyId === agencyId);
}

/** Waits until the delivery of the agency's order stands as wanted, and gives it. */
export async function delivery(room: CaseRoom, incidentId: IncidentId, agencyId: AgencyId, wanted: (delivery: Delivery) => boolean, ms = 20_000): Promise<Delivery> {
  let found: Delivery | undefined;
  await until(async () => {
    // Each look costs tokens of the operator's rate.
    await new Promise((resolve) => setTimeout(resolve, 100));
    found = (await messagesOf(room, incidentId, agencyId)).find(({ content }) => content.is === "order")?.deliveries[0];
    return found !== undefined && wanted(found);
  }, ms, () => `delivery stands at ${JSON.stringify(found)}`);
  if (found === undefined) throw new Error("no delivery");
  return found;
}

export const contact = (more: Partial<AgencyContact> = {}): AgencyContact => AgencyContact.parse({ id: "truc", name: "Trực ban thoát nước", mobile: "+84905123456", email: "truc@thoatnuoc.example", ...more });
