import { InvalidInputError, MdmError } from "@mdmkit/runtime";
import type { Mdm, Vendor } from "@mdmkit/unified";
import type { Fleet, FleetAccount, UseConnection } from "./fleet.ts";
import { createLocalActions } from "./local-actions.ts";
import { createSessionChanges } from "./session-changes.ts";

/** An open account. */
export type LocalAccount = {
  /** Its name, which selects it. */
  readonly account: string;
  /** A connection whose vendor the type leaves open: the result of `connect<Vendor>(…)`. */
  readonly mdm: Mdm<Vendor>;
};

/** What a fleet of this process is made of. */
export type LocalFleetOptions = {
  /** Opens the accounts; called once, at the first use. */
  readonly open: () => Promise<readonly LocalAccount[]>;
  /** Replaces secrets in a text. */
  readonly redact?: (text: string) => string;
  /** True allows actions, each of which a person confirms in the client. */
  readonly allowActions?: boolean;
  /** Default: the time of the system. */
  readonly now?: () => Date;
};

/** The accounts of this process. */
export function createLocalFleet({
  open,
  redact = (text) => text,
  allowActions = false,
  now = () => new Date(),
}: LocalFleetOptions): Fleet {
  let opened: Promise<readonly LocalAccount[]> | undefined;
  const all = () => (opened ??= open());
  const use: UseConnection = async ({ id }, _call, run) => {
    const found = (await all()).find(({ account }) => account === id);
    if (!found) throw new InvalidInputError("Unknown account.");
    return run(found.mdm);
  };
  return {
    accounts: async () => (await all()).map(toAccount),
    use,
    changes: createSessionChanges({ use, now }),
    ...(allowActions && { actions: createLocalActions(use) }),
    explain: (error) => (MdmError.is(error) ? redact(error.message) : undefined),
  };
}

function toAccount({ account, mdm }: LocalAccount): FleetAccount {
  return { id: account, name: account, vendor: mdm.vendor.id };
}
