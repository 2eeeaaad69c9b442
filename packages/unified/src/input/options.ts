import { InvalidInputError } from "@mdmkit/runtime";
import type { Confirmation, Freshness, WriteOptions } from "../contract/methods.ts";

type Option = keyof (WriteOptions & Freshness) | keyof Confirmation | "type";

const OF_CREATE = ["signal", "remoteQuery", "dryRun", "onExchange"] as const satisfies readonly Option[];
const OF_UPDATE = [...OF_CREATE, "type"] as const satisfies readonly Option[];
const OF_DELETE = [...OF_UPDATE, "confirm", "ifUnchanged"] as const satisfies readonly Option[];

/** The options of each kind of write. */
export const WRITE_OPTIONS = {
  create: OF_CREATE,
  update: OF_UPDATE,
  delete: OF_DELETE,
  action: [...OF_DELETE, "remote_data"],
} as const;

/** Throws for an unknown option: a misspelled `dryRun` must not send the request. */
export function assertOptions(
  origin: { vendor: string; operation: string },
  given: object,
  known: readonly string[],
): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new InvalidInputError(
    `Nothing was sent: unknown option ${unknown.join(", ")}. Known options: ${known.join(", ")}.`,
    origin,
  );
}
