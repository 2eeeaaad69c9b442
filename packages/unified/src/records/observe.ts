import type { Exchange } from "@mdmkit/runtime";
import type { PrimaryCall } from "../contract/resource-contract.ts";
import type { Vendor } from "../contract/vendor.ts";
import { maskSecrets } from "./mask-secrets.ts";
import { removePath, splitPath } from "./record.ts";

/**
 * What the vendor's client reports of its exchanges, for display: secrets masked in what was sent, and taken out of
 * what came back.
 */
export function observing(
  { secretBodies, secretResponses }: Pick<Vendor, "secretBodies" | "secretResponses">,
  secrets: readonly string[] | undefined,
  onExchange: ((exchange: Exchange) => void) | undefined,
): Pick<PrimaryCall, "onExchange"> {
  if (!onExchange) return {};
  const paths = (secrets ?? []).map(splitPath);
  return {
    onExchange(exchange) {
      const { operation } = exchange;
      const data = structuredClone(exchange.data);
      for (const path of secretResponses?.[operation] ?? []) removePath(data, splitPath(path));
      onExchange({
        ...exchange,
        body: maskSecrets(exchange.body, secretBodies[operation]),
        data: withoutSecrets(data, paths),
      });
    },
  };
}

/** An observer that keeps exchanges until they are released: those of a page that does not exist are of no interest. */
export function deferring({ onExchange }: Pick<PrimaryCall, "onExchange">) {
  const kept: Exchange[] = [];
  return {
    observer: onExchange ? { onExchange: (exchange: Exchange) => void kept.push(exchange) } : {},
    release(): void {
      for (const exchange of kept) onExchange?.(exchange);
    },
  };
}

/** Takes the paths out wherever a record may stand: vendors wrap records in pages of many forms. */
function withoutSecrets<Value>(value: Value, paths: readonly (readonly string[])[]): Value {
  if (typeof value !== "object" || value === null) return value;
  for (const path of paths) removePath(value, path);
  for (const inner of Object.values(value)) withoutSecrets(inner, paths);
  return value;
}
