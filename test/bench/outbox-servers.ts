/** A mail server and an SMS gateway in a process of their own: what they cost is not the room's, nor the stop-watch's. */
import { startMailServer } from "../kit/mail-server.ts";
import { startSmsGateway } from "../kit/sms-gateway.ts";

const [mail, sms] = await Promise.all([startMailServer(), startSmsGateway()]);
process.on("message", () => process.send?.({ mails: mail.mails.length, parts: sms.parts.length }));
process.send?.({ mail: mail.port, sms: sms.port });
