import type { UnifiedComponents } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import { assertPosition } from "../fleet/feed-position.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { toAccountId } from "../store/account-id.ts";
import type { Webhook } from "../store/fleet/webhook.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type Webhooks = Pick<
  Handlers,
  "listWebhooks" | "createWebhook" | "getWebhook" | "updateWebhook" | "deleteWebhook" | "rotateWebhookSecret"
>;

const OLD_SECRET_MS = 24 * 60 * 60_000;

/** Receivers of the feed of changes. */
export function createWebhooks({ store, assertAllowedTarget, wakeDeliveries }: Services): Webhooks {
  const { webhooks, changes } = store.fleet;
  /** Where messages begin: absent after the latest change, 0 with the oldest that is kept. */
  async function startAfter(after: number | undefined): Promise<number> {
    const feed = await changes.position();
    const position = after === 0 ? feed.prunedThrough : (after ?? feed.last);
    assertPosition(position, feed);
    return position;
  }
  return {
    async listWebhooks() {
      return json({ result: (await webhooks.list()).map(showWebhook) });
    },
    async createWebhook({ body, details }) {
      assertAllowedTarget(body.target_url);
      const { integrated_account_ids: ids = null, kinds = null } = body;
      const accounts = ids?.map((id) => toAccountId(id) ?? id) ?? null;
      for (const id of accounts ?? [])
        if (!(await store.accounts.get(id)))
          throw new GatewayError(404, "One of these integrated accounts does not exist.");
      const position = await startAfter(body.after);
      const added = await webhooks.add({ targetUrl: body.target_url, accounts, kinds, position });
      details.recordId = added.webhook.id;
      wakeDeliveries();
      return json({ ...showWebhook(added.webhook), secret: added.secret });
    },
    getWebhook: async ({ path }) => json(showWebhook(assertFound(await webhooks.get(path.id)))),
    async updateWebhook({ path, body }) {
      if (body.target_url !== undefined) assertAllowedTarget(body.target_url);
      const position = body.after === undefined ? undefined : await startAfter(body.after);
      const updated = await webhooks.update(path.id, {
        ...{ targetUrl: body.target_url, isActive: body.is_active, position },
      });
      wakeDeliveries();
      return json(showWebhook(assertFound(updated)));
    },
    async deleteWebhook({ path }) {
      if (await webhooks.remove(path.id)) return { kind: "nothing" };
      throw webhookNotFound();
    },
    async rotateWebhookSecret({ path }) {
      const webhook = assertFound(await webhooks.get(path.id));
      const secret = await webhooks.rotateSecret(webhook.id, OLD_SECRET_MS);
      if (secret === undefined) throw webhookNotFound();
      return json({ ...showWebhook(webhook), secret });
    },
  };
}

function assertFound(webhook: Webhook | undefined): Webhook {
  if (webhook) return webhook;
  throw webhookNotFound();
}

function webhookNotFound(): GatewayError {
  return new GatewayError(404, "No webhook has this id.");
}

function showWebhook({
  id,
  targetUrl,
  accounts,
  kinds,
  isActive,
  position,
  ...webhook
}: Webhook): Schemas["Webhook"] {
  return {
    ...{ id, target_url: targetUrl, is_active: isActive, after: position },
    ...{ integrated_account_ids: accounts && [...accounts], kinds: kinds && [...kinds] },
    ...{ attempts: webhook.attempts, retry_at: webhook.retryAt, problem: webhook.problem },
    ...{ delivered_at: webhook.deliveredAt, created_at: webhook.createdAt },
  };
}
