import { createHmac } from "node:crypto";

export type Message = { readonly id: string; readonly body: string };

const PREFIX = "whsec_";

/** The headers of a message as Standard Webhooks defines them, with a signature by each secret. */
export function signMessage(
  { id, body }: Message,
  secrets: readonly string[],
  milliseconds: number,
): Record<string, string> {
  const timestamp = String(Math.floor(milliseconds / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
