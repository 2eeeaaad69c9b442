import type { AccountDevice, FleetDevice } from "./fleet-snapshot.ts";

/** Devices of two snapshots that have records in common, directly or through others. One side is empty for a new or missing one. */
export type DeviceMatch<Found> = {
  readonly before: readonly FleetDevice<Found>[];
  readonly after: readonly FleetDevice<Found>[];
};

type Node<Found> = { readonly side: "before" | "after"; readonly device: FleetDevice<Found> };

/** Matches devices by their records: the id of a joined device can change with the account of the latest contact. */
export function matchDevices<Found extends AccountDevice>(
  before: readonly FleetDevice<Found>[],
  after: readonly FleetDevice<Found>[],
): DeviceMatch<Found>[] {
  const nodes: Node<Found>[] = [
    ...before.map((device) => ({ side: "before" as const, device })),
    ...after.map((device) => ({ side: "after" as const, device })),
  ];
  const byRecord = new Map<string, Node<Found>[]>();
  for (const node of nodes) {
    for (const name of namesOf(node.device)) {
      const holders = byRecord.get(name);
      if (holders) holders.push(node);
      else byRecord.set(name, [node]);
    }
  }
  const left = new Set(nodes);
  const matches: DeviceMatch<Found>[] = [];
  for (const node of left) {
    left.delete(node);
    const members = [node];
    for (const { device } of members)
      for (const name of namesOf(device))
        for (const other of byRecord.get(name) ?? []) if (left.delete(other)) members.push(other);
    const on = (wanted: Node<Found>["side"]) =>
      members.filter(({ side }) => side === wanted).map(({ device }) => device);
    matches.push({ before: on("before"), after: on("after") });
  }
  return matches;
}

/** Identifies a record in all accounts. */
export function nameOfRecord({ account, device }: AccountDevice): string {
  return JSON.stringify([account, device.id]);
}

const namesOf = <Found extends AccountDevice>({ records, earlier }: FleetDevice<Found>): string[] =>
  [...records, ...earlier].map(nameOfRecord);
