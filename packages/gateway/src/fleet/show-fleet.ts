import type { UnifiedComponents } from "@mdmkit/unified";
import type { Change } from "../store/fleet/change.ts";
import type { FleetRecord } from "../store/fleet/fleet-record.ts";
import type { Walk } from "../store/fleet/walk.ts";

type Schemas = UnifiedComponents["schemas"];

export function showRecord(record: FleetRecord): Schemas["FleetRecord"] {
  const { account, resource, id, firstSeenAt, changedAt, missingSince } = record;
  return {
    ...{ integrated_account_id: account, resource, id, record: { ...record.record } },
    ...{ first_seen_at: firstSeenAt, changed_at: changedAt, missing_since: missingSince },
  };
}

export function showChange({ account, walk, fields, ...change }: Change): Schemas["FleetChange"] {
  const { seq, resource, id, kind, origin, at } = change;
  return {
    ...{ seq, integrated_account_id: account, resource, id, kind, origin, at },
    ...{ walk_id: String(walk), fields: fields && { ...fields } },
  };
}

export function showWalk({
  id,
  sync,
  kind,
  status,
  problem,
  report,
  counts,
  ...walk
}: Walk): Schemas["FleetWalk"] {
  return {
    ...{ id: String(id), sync_id: String(sync.id), integrated_account_id: sync.account },
    ...{ resource: sync.resource, kind, status, problem, counts: { ...counts }, report },
    ...{ started_at: walk.startedAt, ended_at: walk.endedAt },
  };
}
