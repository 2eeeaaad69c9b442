import { schemas } from "@mdmkit/fleet/schemas";
import { asEnrolled } from "../../engine/document/blank.ts";
import { numbersFrom } from "../../engine/operations/id-format.ts";
import { type Collection, createCollection } from "../../engine/records/collection.ts";
import { createTable } from "../../engine/records/table.ts";
import type { Row } from "../../engine/records/values.ts";
import { createTokens, type Tokens } from "../../engine/vendor/tokens.ts";
import type { VendorContext } from "../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { enrolledAs } from "../../fleet/places.ts";
import type { FleetOptions } from "./options.ts";
import { renderHost, time } from "./render/host.ts";
import { softwareOn } from "./software.ts";

/** The state of the fake Fleet. Change it to simulate changes by others. */
export type FleetState = {
  readonly hosts: Collection;
  readonly labels: Collection;
  readonly teams: Collection;
  /** Operators of the server. */
  readonly users: Collection;
  /** Results of commands, by command and host; the newest last. */
  readonly commands: Row[];
  /** What operators and the server did; the newest last. */
  readonly activities: Row[];
  readonly tokens: Tokens;
  readonly fleet: Fleet;
  readonly options: FleetOptions;
  softwareOf(host: Row): Row[];
  /** Adds an activity; returns what the server sends to a webhook about it. */
  note(activity: { type: string; details: Row }): Row;
};

const IDS = numbersFrom(1);

const LABELS = [
  { name: "All Hosts", label_type: "builtin", label_membership_type: "dynamic", query: "SELECT 1;" },
  { name: "Pilot", label_type: "regular", label_membership_type: "manual", query: "" },
  { name: "Kiosks", label_type: "regular", label_membership_type: "manual", query: "" },
] as const;

const TEAMS = [{ name: "Workstations" }, { name: "Servers" }] as const;
const USERS = [{ name: "API", email: "api@example.com", global_role: "admin", api_only: true }] as const;

export function createState(
  options: FleetOptions,
  { fleet, devices: size, firstDevice, now: clock }: VendorContext,
): FleetState {
  const activities: Row[] = [];
  const { seed } = fleet;
  const isPremium = options.license !== "free";
  const at = time(fleet.now - 30 * 86_400_000);
  const dates = { created_at: at, updated_at: at };
  const labels = createTable(IDS, LABELS, { ...LABELS[1], description: "", platform: "", ...dates });
  const teams = createTable(IDS, TEAMS, { description: "", user_count: 0, host_count: 0, ...dates });
  const operator = { global_role: "observer", api_only: false, sso_enabled: false, teams: [], ...dates };
  const hardwareAt = (index: number) => enrolledAs(fleet, firstDevice + index, index);
  const all = labels.all();
  return {
    hosts: createCollection({
      ...IDS,
      size,
      render(index) {
        const device = hardwareAt(index);
        const owner = fleet.owner(firstDevice + index);
        const facts = {
          device,
          owner: owner === null ? undefined : fleet.person(owner),
          team: isPremium && index % 3 > 0 ? teams.all()[(index % 3) - 1] : undefined,
          labels: all.filter((_, label) => label === 0 || (index + label) % 3 === 0),
        };
        const row = renderHost(facts, { id: index + 1, seed, isPremium });
        return asEnrolled(row, fleet.isFresh(device.index), [schemas.HostDetail, schemas]);
      },
    }),
    labels,
    teams,
    users: createTable(IDS, USERS, operator),
    commands: [],
    activities,
    note({ type, details }) {
      const actor = { actor_id: 1, actor_full_name: "API", actor_email: "api@example.com" };
      const created_at = time(clock());
      activities.push({ id: activities.length + 1, created_at, ...actor, actor_gravatar: "", type, details });
      return { timestamp: created_at, ...actor, type, details };
    },
    tokens: createTokens({ seed, kind: "fleet-session" }),
    fleet,
    options,
    softwareOf: ({ id }) => softwareOn(hardwareAt(Number(id) - 1), fleet),
  };
}
