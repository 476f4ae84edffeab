import { createServer, type Socket } from "node:net";

/** A camera that says what a test has it say, over real RTSP: bad ones above all, which GStreamer's is not. */
export interface ScriptedCamera {
  port: number;
  questions: string[];
  /** Connections that are open. */
  open(): number;
  close(): Promise<void>;
}

/** @param say gets the connection, each question's method and number, and the question */
export async function startScriptedCamera(say: (socket: Socket, method: string, cseq: string, question: string) => void): Promise<ScriptedCamera> {
  const sockets = new Set<Socket>();
  const questions: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      for (let end = text.indexOf("\r\n\r\n"); end !== -1; end = text.indexOf("\r\n\r\n")) {
        const question = text.slice(0, end);
        text = text.slice(end + 4);
        questions.push(question);
        say(socket, question.split(" ")[0] ?? "", /CSeq: (\d+)/.exec(question)?.[1] ?? "", question);
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0, questions, open: () => sockets.size,
    close: () => new Promise((done) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => done());
    }),
  };
}

export const answer = (socket: Socket, cseq: string, headers: readonly string[] = [], body = "", status = "200 OK"): void => void socket.write([`RTSP/1.0 ${status}`, `CSeq: ${cseq}`, ...headers, ...(body === "" ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]), "", body].join("\r\n"));

/** @param codec as a description names it */
export const description = (codec = "H264"): string => `v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 ${codec}/90000\r\na=control:t\r\n`;

/** A camera that behaves up to PLAY. */
export const good = (socket: Socket, method: string, cseq: string, codec?: string): void => answer(socket, cseq, method === "SETUP" ? ["Session: 1;timeout=60", "Transport: RTP/AVP/TCP;interleaved=0-1"] : [], method === "DESCRIBE" ? description(codec) : "");

/** One packet on the pictures' channel. */
export const frame = (data: Buffer, channel = 0): Buffer => Buffer.concat([Buffer.from([0x24, channel, data.length >> 8, data.length & 255]), data]);
