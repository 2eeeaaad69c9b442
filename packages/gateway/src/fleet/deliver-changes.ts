import { MdmError } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import type { Webhook } from "../store/fleet/webhook.ts";
import { whyNoPosition } from "./feed-position.ts";
import type { FleetServices } from "./services.ts";
import { showChange } from "./show-fleet.ts";
import { type Message, signMessage } from "./sign-message.ts";

/** Changes in one message. */
const CHANGES_AT_ONCE = 100;
const TIMEOUT_MS = 15_000;
const MINUTE_MS = 60_000;
/** After each failed attempt; after the eighth, a day after the first, the webhook is disabled. */
const RETRY_MINUTES = [1, 5, 30, 120, 240, 420, 620];
/** Standard Webhooks: the receiver wants no more messages. */
const GONE = "HTTP 410";

/** Sends a receiver all messages that are due to it, one after the other, until there are no more or one fails. */
export async function deliverChanges(
  services: FleetServices,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const { webhooks, changes } = services.store.fleet;
  while (!signal.aborted) {
    const webhook = await webhooks.get(id);
    if (!webhook?.isActive) return;
    const { position } = webhook;
    const gap = whyNoPosition(position, await changes.position());
    if (gap)
      return fail(services, webhook, {
        problem: `${gap} Read all records, and set \`after\`.`,
        minutes: undefined,
      });
    const { through, message } = await nextMessage(services, webhook);
    if (through === position || !(await webhooks.begin(id, { position, through }))) return;
    const problem = message && (await send(services, webhook, message, signal));
    if (signal.aborted) return; // it is sent again, with the same id
    const minutes = problem === GONE ? undefined : RETRY_MINUTES[webhook.attempts];
    if (problem) return fail(services, webhook, { problem, minutes });
    if (!(await webhooks.delivered(id, { position, through }))) return;
  }
}

/** Without minutes to wait, the webhook is disabled. */
async function fail(
  { store, log }: FleetServices,
  { id, position, attempts }: Webhook,
  { problem, minutes }: { readonly problem: string; readonly minutes: number | undefined },
): Promise<void> {
  const retryInMs = minutes === undefined ? null : minutes * MINUTE_MS;
  await store.fleet.webhooks.failed(id, { position, problem, retryInMs });
  log("warn", "webhook-failed", { webhook: id, attempts: attempts + 1, disabled: retryInMs === null });
}

type Next = { readonly through: number; readonly message: Message | undefined };

/** A message that was sent before is composed of the same changes again, so that its id says whether a receiver has it. */
async function nextMessage({ store }: FleetServices, webhook: Webhook): Promise<Next> {
  const { id, position, accounts, kinds, through: begun } = webhook;
  const { changes: feed } = store.fleet;
  const all = (await store.accounts.list()).map((account) => account.id);
  const { last } = await feed.position();
  const found = await feed.list({
    after: position,
    accounts: accounts ?? all,
    ...(kinds && { kinds }),
    limit: CHANGES_AT_ONCE,
  });
  const changes = begun === null ? found : found.filter(({ seq }) => seq <= begun);
  const end = found.length < CHANGES_AT_ONCE ? Math.max(last, position) : (found.at(-1)?.seq ?? position);
  const through = begun ?? end;
  const first = changes[0];
  if (!first) return { through, message: undefined };
  const message: UnifiedComponents["schemas"]["FleetMessage"] = {
    type: "fleet.changed",
    timestamp: first.at,
    data: { changes: changes.map(showChange), next_after: through },
  };
  const body = JSON.stringify(message);
  return { through, message: { id: `msg_${id}_${position}_${through}`, body } };
}

/** Undefined if the receiver accepted the message; otherwise why not. */
async function send(
  { store, sendMessage, now }: FleetServices,
  { id, targetUrl }: Webhook,
  message: Message,
  signal: AbortSignal,
): Promise<string | undefined> {
  const headers = signMessage(message, await store.fleet.webhooks.secrets(id), now());
  try {
    const response = await sendMessage(targetUrl, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: message.body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return response.status >= 200 && response.status < 300 ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    return MdmError.is(error) ? error.problem : "No response.";
  }
}
