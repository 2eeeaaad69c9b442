import type { UnifiedComponents } from "@mdmkit/unified";
import { accountNotFound } from "../accounts/open-accounts.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { toAccountId } from "../store/account-id.ts";
import type { EventSource } from "../store/fleet/event-sources.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type EventSources = Pick<
  Handlers,
  | "listEventSources"
  | "createEventSource"
  | "getEventSource"
  | "deleteEventSource"
  | "rotateEventSourceSecret"
>;

const OLD_SECRET_MS = 24 * 60 * 60_000;

/** How events of accounts are learned of. */
export function createEventSources({ store, opener, wakeWalks }: Services): EventSources {
  const { eventSources } = store.fleet;

  async function issued(source: EventSource, secret: string | null): Promise<Schemas["IssuedEventSource"]> {
    const { vendor } = await opener.open(source.account);
    const secretIn = secret === null ? [] : (vendor.events?.webhook?.secretIn ?? []);
    return { ...showEventSource(source, vendor.id), secret, secret_in: [...secretIn] };
  }

  async function show(source: EventSource): Promise<Schemas["EventSource"]> {
    return showEventSource(source, (await store.accounts.get(source.account))?.vendor);
  }

  return {
    listEventSources: async () => json({ result: await Promise.all((await eventSources.list()).map(show)) }),
    async createEventSource({ body, details }) {
      const account = await store.accounts.get(toAccountId(body.integrated_account_id) ?? "");
      if (!account) throw accountNotFound();
      details.account = account;
      const { vendor } = await opener.open(account.id, account);
      const { kind } = body;
      if (kind === "webhook" && !vendor.events?.webhook)
        throw new GatewayError(422, `${vendor.name} sends no webhooks that can be received.`);
      if (kind === "poll" && !vendor.events?.since)
        throw new GatewayError(422, `${vendor.name} has no log of events that can be read.`);
      const others = await eventSources.list();
      if (kind === "poll" && others.some((other) => other.account === account.id && other.kind === kind))
        throw new GatewayError(409, "The log of this account is read already.");
      const { source, secret } = await eventSources.add(account.id, kind);
      details.recordId = source.id;
      wakeWalks();
      return json(await issued(source, secret));
    },
    getEventSource: async ({ path }) => json(await show(assertFound(await eventSources.get(path.id)))),
    async deleteEventSource({ path }) {
      if (await eventSources.remove(path.id)) return { kind: "nothing" };
      throw sourceNotFound();
    },
    async rotateEventSourceSecret({ path }) {
      const source = assertFound(await eventSources.get(path.id));
      const secret = await eventSources.rotateSecret(source.id, OLD_SECRET_MS);
      if (secret === undefined) throw new GatewayError(409, "A log that is read has no secret.");
      return json(await issued(source, secret));
    },
  };
}

function assertFound(source: EventSource | undefined): EventSource {
  if (source) return source;
  throw sourceNotFound();
}

function sourceNotFound(): GatewayError {
  return new GatewayError(404, "No event source has this id.");
}

function showEventSource(
  { id, account, kind, events, eventAt, problem, createdAt }: EventSource,
  vendor = "",
): Schemas["EventSource"] {
  return {
    ...{ id, integrated_account_id: account, vendor, kind },
    path: kind === "webhook" ? `/vendor-events/${id}` : null,
    ...{ events, event_at: eventAt, problem, created_at: createdAt },
  };
}
