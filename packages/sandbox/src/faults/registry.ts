import type { Effect, FaultContext } from "./effect.ts";
import { effectOf, faultTypes } from "./effects.ts";
import type { Fault, FaultHandle } from "./fault.ts";

export type FaultRegistry = {
  inject(fault: Fault): FaultHandle;
  /** What hits this call. Counts the call, so ask once per call. */
  hitting(context: FaultContext): Effect[];
  clear(): void;
};

type Active = { fault: Fault; effect: Effect; calls: number; hits: number };

/** `operations` are those that can be called; a fault of another one would never hit. */
export function createFaultRegistry(operations: readonly string[]): FaultRegistry {
  const active = new Set<Active>();
  const hits = (entry: Active, context: FaultContext) => {
    const { firstPage = 1, isLasting } = entry.effect;
    const { operation, page = firstPage, times = isLasting ? Number.POSITIVE_INFINITY : 1 } = entry.fault;
    if (operation !== undefined && operation !== context.operationId) return false;
    entry.calls += 1;
    if (entry.calls < page || entry.hits >= times) return false;
    if (entry.effect.ready && !entry.effect.ready(context)) return false;
    entry.hits += 1;
    return true;
  };
  return {
    inject(fault) {
      assertKnown(fault, operations);
      const entry: Active = { fault, effect: effectOf(fault), calls: 0, hits: 0 };
      active.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => void active.delete(entry),
      };
    },
    hitting: (context) => [...active].filter((entry) => hits(entry, context)).map(({ effect }) => effect),
    clear: () => active.clear(),
  };
}

function assertKnown({ type, operation }: Fault, operations: readonly string[]): void {
  if (!faultTypes.includes(type)) {
    throw new TypeError(`Unknown fault "${type}". Known faults: ${faultTypes.join(", ")}`);
  }
  if (operation !== undefined && !operations.includes(operation)) {
    throw new TypeError(`Unknown operation "${operation}": the fault would never apply`);
  }
}
