import type { Drift, NoteDrift } from "../contract/drift.ts";
import type { ListDriftProblem, ListReport } from "../contract/model.ts";

type Mapper<Raw, Item> = (raw: Raw, drift?: Drift) => Item;

/**
 * Adds to a mapper which properties drifted. The first pass only finds out whether any did, so that it costs nothing while
 * all is well. A record that drifted is mapped once more, with its reads traced: what is noted is the property read last.
 */
export function withDriftNotes<Raw extends object, Item>(
  map: Mapper<Raw, Item>,
): (raw: Raw, note: NoteDrift | undefined) => Item {
  let hasDrifted = false;
  const drift: Drift = {
    note() {
      hasDrifted = true;
    },
  };
  return (raw, note) => {
    if (!note) return map(raw);
    hasDrifted = false;
    const item = map(raw, drift);
    if (hasDrifted) traceDrift(raw, map, note);
    return item;
  };
}

/** Notes each property that drifted in a record once for each problem, however many fields it feeds. */
function traceDrift<Raw extends object>(raw: Raw, map: Mapper<Raw, unknown>, note: NoteDrift): void {
  const noted = new Set<string>();
  const trace = traceReads(raw);
  map(trace.record, {
    note(problem) {
      const property = trace.lastRead();
      const key = `${problem} ${property}`;
      if (noted.has(key)) return;
      noted.add(key);
      note(property, problem);
    },
  });
}

/** A view of a record that remembers the path of the property read last: `mdm.vendor`, `phoneNumbers[].type`. */
function traceReads<Raw extends object>(record: Raw): { record: Raw; lastRead(): string } {
  let lastRead = "";

  function view<Value extends object>(value: Value, path: string): Value {
    return new Proxy(value, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        const isList = Array.isArray(target);
        // The length and the methods of a list are not properties of the record, nor are symbols.
        if (typeof name === "symbol" || (isList && !/^\d+$/.test(name))) return member;
        lastRead = isList ? `${path}[]` : path === "" ? name : `${path}.${name}`;
        return typeof member === "object" && member !== null ? view(member, lastRead) : member;
      },
    });
  }
  return { record: view(record, ""), lastRead: () => lastRead };
}

/** Counts what drifted in a list's report, and notifies the listener. */
export function countIn(report: ListReport, onDrift: NoteDrift | undefined): NoteDrift {
  return (property, problem) => {
    const known = report.drift.find((entry) => entry.property === property && entry.problem === problem);
    if (known) known.count += 1;
    else report.drift.push({ property, problem, count: 1 });
    onDrift?.(property, problem);
  };
}

/** Numbers what is noted, by property and problem. */
export function countDrift(
  note: (drift: { property: string; problem: ListDriftProblem; count: number }) => void,
): NoteDrift {
  const counts = new Map<string, number>();
  return (property, problem) => {
    const key = `${problem} ${property}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    note({ property, problem, count });
  };
}
