import type { Migration } from "../migrate.ts";
import { migration as tokensAndAccounts } from "./0001-tokens-and-accounts.ts";
import { migration as audit } from "./0002-audit.ts";
import { migration as idempotency } from "./0003-idempotency.ts";
import { migration as limiter } from "./0004-limiter.ts";
import { migration as begunWrites } from "./0005-begun-writes.ts";
import { migration as storeSafety } from "./0006-store-safety.ts";
import { migration as limiterByTenant } from "./0007-limiter-by-tenant.ts";
import { migration as bulk } from "./0008-bulk.ts";
import { migration as fleet } from "./0009-fleet.ts";
import { migration as fleetWebhooks } from "./0010-fleet-webhooks.ts";
import { migration as fleetSpeed } from "./0011-fleet-speed.ts";
import { migration as fleetEvents } from "./0012-fleet-events.ts";
import { migration as fleetIdentifiers } from "./0013-fleet-identifiers.ts";
import { migration as limiterShares } from "./0014-limiter-shares.ts";
import { migration as fleetCreate } from "./0015-fleet-create.ts";
import { migration as limiterTurns } from "./0016-limiter-turns.ts";

/** In the order in which they run. A released migration must not be changed, which a test checks; add another one. */
export const migrations: readonly Migration[] = [
  tokensAndAccounts,
  audit,
  idempotency,
  limiter,
  begunWrites,
  storeSafety,
  limiterByTenant,
  bulk,
  fleet,
  fleetWebhooks,
  fleetSpeed,
  fleetEvents,
  fleetIdentifiers,
  limiterShares,
  fleetCreate,
  limiterTurns,
];
