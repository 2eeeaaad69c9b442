import type { UnifiedComponents } from "@mdmkit/unified";
import { loadVendor } from "@mdmkit/unified/vendors";
import { accountNotFound } from "../accounts/open-accounts.ts";
import { assertAllowed } from "../accounts/use-account.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import type { IntegratedAccount } from "../store/store.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type ConnectedAccounts = Pick<
  Handlers,
  "listConnectedAccounts" | "getConnectedAccount" | "getConnectedAccountCapabilities"
>;

const RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;

/** The integrated accounts as clients of the reference API read them, without administration. */
export function createConnectedAccounts({ store, useAccount }: Services): ConnectedAccounts {
  const { accounts } = store;
  return {
    async listConnectedAccounts({ query, details }) {
      const usable = details.token?.accounts ?? [];
      const all = await accounts.list();
      const own = usable === "all" ? all : all.filter(({ id }) => usable.includes(id));
      const start = own.findIndex(({ id }) => id === query.next_cursor) + 1;
      const page = own.slice(start, start + (query.limit ?? own.length));
      const hasMore = start + page.length < own.length;
      const result = await Promise.all(page.map(showAccount));
      return json({ result, next_cursor: (hasMore && result.at(-1)?.id) || null });
    },
    async getConnectedAccount({ path, details }) {
      assertAllowed(details, path.id);
      const account = await accounts.get(path.id);
      if (!account) throw accountNotFound();
      return json(await showAccount(account));
    },
    async getConnectedAccountCapabilities({ path, query, details }) {
      const { type = "all", resource, methods } = query;
      const call = { details, query: { integrated_account_id: path.id }, callsVendor: false };
      const capabilities = await useAccount(call, undefined, (mdm) => mdm.capabilities());
      const account = await accounts.get(path.id);
      if (!account) throw accountNotFound();
      const shown = await showAccount(account);
      const wanted = RESOURCES.filter((name) => type !== "proxy" && (resource ?? name) === name);
      const unified = wanted.map((name): Schemas["UnifiedCapability"] => ({
        model: "mdm",
        model_label: "Unified MDM API",
        resource: name,
        methods: capabilities[name].operations.filter((one) => methods?.includes(one) ?? true),
        env_overridden: false,
        docs_url: "/docs",
      }));
      return json({
        integration: shown.integration,
        unified: unified.filter((one) => one.methods.length > 0),
        proxy: [],
        account: shown,
      });
    },
  };
}

async function showAccount(account: IntegratedAccount): Promise<Schemas["ConnectedAccount"]> {
  const { id, vendor, name, status, statusReason, createdAt, updatedAt } = account;
  return {
    id,
    name,
    status,
    status_reason: statusReason,
    integration: { name: vendor, label: (await loadVendor(vendor)).name, category: "mdm" },
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
