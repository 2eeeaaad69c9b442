#!/usr/bin/env bash
# standardwebhooks 1.1.1, svix 2.5.0: verify with what a handler of fetch has
#
# Expected: verify() takes the headers of a Request and its bytes: a signature is of bytes, and the names of headers are
#           compared whatever their case.
# Seen:     Headers are read like a plain object, which has nothing in it: "Missing required headers", though all of them are there.
#           A Uint8Array, as Request.bytes() gives, is refused; a Buffer with the same bytes is not. What verify() returns is the
#           message in one, and undefined in the other.
# So:       pass Object.fromEntries(request.headers) and await request.text(), and parse the text yourself.
. "$(dirname "${BASH_SOURCE[0]}")/lib/try.sh"

try standardwebhooks@1.1.1 svix@2.5.0 <<'E2'
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";
import { seen } from "./seen.mjs";

for (const [name, Webhook] of Object.entries({ standardwebhooks: Standard, svix: Svix })) {
  const webhook = new Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const [id, at, body] = ["msg_1", new Date(), '{"type":"fleet.changed"}'];
  const request = new Request("https://receiver.example", {
    method: "POST",
    body,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at / 1000)),
      "webhook-signature": webhook.sign(id, at, body),
    },
  });
  const verified = (content, headers) => {
    try {
      return webhook.verify(content, headers);
    } catch (error) {
      return error.message;
    }
  };
  const bytes = new Uint8Array(await request.arrayBuffer());
  const plain = Object.fromEntries(request.headers);
  seen(`${name}, Headers`, verified(body, request.headers), "Missing required headers");
  seen(`${name}, Uint8Array`, verified(bytes, plain), "Expected payload to be of type string or Buffer.");
  const returned = name === "svix" ? undefined : { type: "fleet.changed" };
  seen(`${name}, as plain values`, verified(Buffer.from(bytes), plain), returned);
}
E2
