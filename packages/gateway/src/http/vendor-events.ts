import type { EventSecretPlace, Vendor } from "@mdmkit/unified/vendor";
import { Hono } from "hono";
import type { AccountOpener } from "../accounts/open-accounts.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import { createBodyReader } from "../input/read-body.ts";
import type { Log } from "../observe/log.ts";
import type { EventSource } from "../store/fleet/event-sources.ts";
import type { Store } from "../store/store.ts";

/** Vendors put many records into one delivery. */
const MAX_BYTES = 8 * 1024 * 1024;

type Options = { readonly store: Store; readonly opener: AccountOpener; readonly log: Log };
type Presented = { readonly place: EventSecretPlace; readonly secret: string };

/**
 * Receives events of vendors. Nothing of them is stored but the ids of the records that they name, which are read from the vendor
 * later: so the body is not trusted, and the vendor gets its response at once.
 */
export function createEventReceiver({ store, opener, log }: Options): Hono {
  const app = new Hono();
  const readBody = createBodyReader(MAX_BYTES);
  app.post("/vendor-events/:id", async (context) => {
    const presented = presentedIn(context.req.raw.headers, context.req.query("secret"));
    const { source, place } = await authenticate(context.req.param("id"), presented);
    const { vendor } = await opener.open(source.account);
    const webhook = webhookOf(vendor, place);
    const hints = await webhook.parse(webhook.anyBody ? undefined : parseJson(await readBody(context)));
    const events = await store.fleet.hints.add(source.account, hints, "native");
    await store.fleet.eventSources.received(source.id, events);
    log("info", "vendor-event", { source: source.id, account: source.account, vendor: vendor.id, events });
    return context.body(null, 202);
  });

  async function authenticate(
    id: string,
    presented: readonly Presented[],
  ): Promise<{ source: EventSource; place: EventSecretPlace }> {
    for (const { place, secret } of presented) {
      const source = await store.fleet.eventSources.authenticate(id, secret);
      if (source) return { source, place };
    }
    throw refused();
  }
  return app;
}

/** A proxy in between may have credentials of its own in the header of a request whose address has the secret. */
function presentedIn(headers: Headers, query: string | undefined): Presented[] {
  const [, scheme = "", value = ""] =
    /^(Bearer|Basic) +(\S{1,512})$/i.exec(headers.get("authorization") ?? "") ?? [];
  const isBearer = scheme.toLowerCase() === "bearer";
  const header: Presented = isBearer
    ? { place: "bearer", secret: value }
    : { place: "basic", secret: passwordOf(value) };
  return [...(scheme ? [header] : []), ...(query === undefined ? [] : [inQuery(query)])];
}

const inQuery = (secret: string): Presented => ({ place: "query", secret });

function passwordOf(credentials: string): string {
  const text = Buffer.from(credentials, "base64").toString();
  return text.slice(text.indexOf(":") + 1);
}

/** A secret in an address is in more logs than one in a header, so it is taken only where the vendor has no better place. */
function webhookOf({ events }: Vendor, place: EventSecretPlace) {
  const { webhook } = events ?? {};
  if (webhook?.secretIn.includes(place)) return webhook;
  throw refused();
}

function refused(): GatewayError {
  return new GatewayError(401, "Unknown address, or the secret is missing or wrong.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError(400, "The body is not JSON.");
  }
}
