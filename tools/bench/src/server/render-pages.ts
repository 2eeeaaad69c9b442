import { type Fleet, MARK, type Span } from "../fleets/fleet.ts";

const KINDS = 100; // records that differ; beyond that only what names them does
const FIRST = 10 ** (String(MARK).length - 1); // as long as the mark, and no leading zero

/** Renders pages fast: everything but the numbers is text made beforehand. */
export function createPageRenderer(fleet: Fleet): (span: Span, total: number) => string {
  const render = createRecordRenderer(fleet);
  return (span, total) => {
    const rows: string[] = [];
    for (let at = span.skip; at < Math.min(span.skip + span.limit, total); at += 1) rows.push(render(at));
    return fleet.envelope(rows.join(","), total, span);
  };
}

/** Records of a fleet, each as JSON. */
export function createRecords(fleet: Fleet, count: number): string[] {
  const render = createRecordRenderer(fleet);
  return Array.from({ length: count }, (_, at) => render(at));
}

function createRecordRenderer(fleet: Fleet): (at: number) => string {
  const parts = Array.from({ length: KINDS }, (_, index) =>
    JSON.stringify(fleet.record(index)).split(String(MARK)),
  );
  return (at) => (parts[at % KINDS] ?? []).join(String(FIRST + at));
}
