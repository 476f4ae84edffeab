import { createSocket } from "node:dgram";
import { randomUUID } from "node:crypto";
import { networkInterfaces } from "node:os";
import type { FoundCamera } from "#contract/onvif";
import type { Clock } from "../../ports.ts";
import { elements, readXml, textAt } from "./xml.ts";

/** WS-Discovery's own group and port (OASIS WS-Discovery 1.1 §2.4). */
export const DISCOVERY = { group: "239.255.255.250", port: 3702 } as const;
/** How long answers are waited for, ms; the question goes out twice, for datagrams get lost. */
const [WAIT, AGAIN] = [3000, 700];
/** Cameras that are listed; bytes of an answer; answers of one machine that are looked at. */
const MOST = { found: 200, bytes: 16_384, each: 4 };

const probe = (id: string): string => `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header><w:MessageID>${id}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To><w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header><e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>`;

/** IPv4 addresses of this machine; those of its networks alone, unless one is asked for by name. */
export function ownAddresses(): { address: string; internal: boolean }[] {
  return Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ family }) => family === "IPv4").map(({ address, internal }) => ({ address, internal }));
}

/**
 * Asks a network which cameras there are (WS-Discovery, one hop far).
 *
 * @param from this machine's address in it
 * @returns by address; what cannot be asked gives none
 */
export function discover(from: string, clock: Pick<Clock, "after">): Promise<FoundCamera[]> {
  return new Promise((done) => {
    const id = `urn:uuid:${randomUUID()}`;
    const found = new Map<string, FoundCamera>();
    const heard = new Map<string, number>();
    const socket = createSocket({ type: "udp4", reuseAddr: true });
    const cancels: (() => void)[] = [];
    let over = false;
    function end(): void {
      if (over) return;
      over = true;
      for (const cancel of cancels) cancel();
      socket.close();
      done([...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1)));
    }
    socket.on("error", end);
    socket.on("message", (data, { address }) => {
      const count = (heard.get(address) ?? 0) + 1;
      if (data.length > MOST.bytes || count > MOST.each || heard.size > MOST.found * 2) return;
      heard.set(address, count);
      const camera = readMatch(data.toString("utf8"), id, address);
      if (camera !== undefined && (found.has(camera.address) || found.size < MOST.found)) found.set(camera.address, camera);
    });
    socket.bind(0, from, () => {
      try {
        socket.setMulticastInterface(from);
        socket.setMulticastTTL(1);
      } catch {
        return end();
      }
      const ask = (): void => socket.send(probe(id), DISCOVERY.port, DISCOVERY.group, () => undefined);
      ask();
      cancels.push(clock.after(AGAIN, ask), clock.after(WAIT, end));
    });
  });
}

/** @param sender who sent it: an address of another machine is not believed. @returns undefined: no answer to our question */
export function readMatch(text: string, id: string, sender: string): FoundCamera | undefined {
  const tree = readXml(text);
  if (!tree.ok || textAt(tree.value, "Envelope", "Header", "RelatesTo") !== id) return undefined;
  for (const match of elements(tree.value, "Envelope", "Body", "ProbeMatches", "ProbeMatch")) {
    const given = (textAt(match, "XAddrs") ?? "").split(/\s+/).filter((one) => URL.canParse(one) && /^https?:/i.test(one)).map((one) => new URL(one));
    const own = given.find(({ hostname }) => hostname === sender) ?? given[0];
    if (own === undefined) continue;
    const scopes = (textAt(match, "Scopes") ?? "").split(/\s+/);
    const scope = (kind: string): string | undefined => named(scopes.find((one) => one.toLowerCase().includes(`onvif.org/${kind}/`))?.split("/").at(-1));
    return { address: `${own.protocol}//${sender}${own.port === "" ? "" : `:${own.port}`}${own.pathname}`.slice(0, 500), name: scope("name") ?? scope("hardware") ?? sender, hardware: scope("hardware") };
  }
  return undefined;
}

function named(part: string | undefined): string | undefined {
  if (part === undefined || part === "") return undefined;
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // As it stands: many forget to escape their percent signs.
  }
  const clean = text.replaceAll(/\p{Cc}+/gu, " ").replaceAll("_", " ").trim().slice(0, 80);
  return clean === "" ? undefined : clean;
}
