import { InvalidInputError } from "@mdmkit/runtime";
import type { Confirmation, Freshness, WriteOptions } from "../contract/methods.ts";

type Option = keyof (WriteOptions & Confirmation & Freshness) | "type";

const OF_CREATE = ["signal", "remoteQuery", "dryRun", "onExchange"] as const satisfies readonly Option[];
const OF_UPDATE = [...OF_CREATE, "type"] as const satisfies readonly Option[];
const OF_DELETE = [...OF_UPDATE, "confirm", "ifUnchanged"] as const satisfies readonly Option[];

/** What the engine takes with each kind of write. */
export const WRITE_OPTIONS = {
  create: OF_CREATE,
  update: OF_UPDATE,
  delete: OF_DELETE,
  action: [...OF_DELETE, "remote_data"],
} as const;

/** Refuses what is no option: a misspelled `dryRun` must not turn a rehearsal into the real thing. */
export function assertOptions(
  origin: { vendor: string; operation: string },
  given: object,
  known: readonly string[],
): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: there is no ${unknown.join(", ")} here; there is ${known.join(", ")}.`,
    origin,
  );
}
