import { schemas } from "@mdmkit/fleet/schemas";
import { asEnrolled } from "../../engine/document/blank.ts";
import type { IdFormat } from "../../engine/operations/id-format.ts";
import { type Collection, createCollection } from "../../engine/records/collection.ts";
import type { Row } from "../../engine/records/values.ts";
import { createTokens, type Tokens } from "../../engine/vendor/tokens.ts";
import type { VendorContext } from "../../engine/vendor/vendor-model.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { joinedAt, type Person } from "../../fleet/person.ts";
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
  readonly activities: Row[];
  readonly tokens: Tokens;
  readonly fleet: Fleet;
  readonly options: FleetOptions;
  softwareOf(host: Row): Row[];
  /** The person of an address. */
  personOf(email: string): Person | undefined;
};

/** Whole numbers from 1 on. */
const IDS: IdFormat = { id: (index) => index + 1, index: (id) => Number(id) - 1 };

const LABELS = [
  { name: "All Hosts", label_type: "builtin", label_membership_type: "dynamic", query: "SELECT 1;" },
  { name: "Pilot", label_type: "regular", label_membership_type: "manual", query: "" },
  { name: "Kiosks", label_type: "regular", label_membership_type: "manual", query: "" },
] as const;

const TEAMS = ["Workstations", "Servers"] as const;

export function createState(
  options: FleetOptions,
  { fleet, devices: size, firstDevice }: VendorContext,
): FleetState {
  const { seed, now } = fleet;
  const isPremium = options.license !== "free";
  const at = time(now - 30 * 86_400_000);
  const named = (names: readonly Row[], blank: Row): Collection =>
    createCollection({
      size: names.length,
      id: (index) => String(IDS.id(index)),
      index: IDS.index,
      blank: { ...blank, created_at: at, updated_at: at },
      identify: (row, id) => ({ ...row, id: Number(id) }),
      render: (index) => ({ id: IDS.id(index), ...blank, ...names[index], created_at: at, updated_at: at }),
      twin: (row) => ({ ...row, name: `${String(row.name)} 2` }),
    });
  const labels = named(LABELS, {
    description: "",
    platform: "",
    label_type: "regular",
    label_membership_type: "manual",
    query: "",
    team_id: null,
  });
  const teams = named(
    TEAMS.map((name) => ({ name })),
    { description: "", user_count: 0, host_count: 0, secrets: null, agent_options: {} },
  );
  const hardwareAt = (index: number) => ({
    ...fleet.device(firstDevice + index),
    enrolledAt: joinedAt({ index, now }),
  });
  const all = labels.all();
  const byEmail = new Map<string, Person>();
  for (let index = 0; index < Math.min(fleet.people, 2000); index += 1)
    byEmail.set(fleet.person(index).email, fleet.person(index));
  return {
    hosts: createCollection({
      size,
      id: (index) => String(IDS.id(index)),
      index: IDS.index,
      identify: (row, id) => ({ ...row, id: Number(id) }),
      render(index) {
        const device = hardwareAt(index);
        const owner = fleet.owner(firstDevice + index);
        const row = renderHost({
          id: Number(IDS.id(index)),
          device,
          owner: owner === null ? undefined : fleet.person(owner),
          isPremium,
          team: isPremium && index % 3 > 0 ? teams.all()[(index % 3) - 1] : undefined,
          labels: all.filter((_, label) => label === 0 || (index + label) % 3 === 0),
          seed,
        });
        return asEnrolled(row, fleet.isFresh(device.index), [schemas.HostDetail, schemas]);
      },
    }),
    labels,
    teams,
    users: named([{ name: "API", email: "api@example.com", global_role: "admin", api_only: true }], {
      global_role: "observer",
      api_only: false,
      sso_enabled: false,
      mfa_enabled: false,
      force_password_reset: false,
      gravatar_url: "",
      teams: [],
    }),
    commands: [],
    activities: [],
    tokens: createTokens({ seed, kind: "fleet-session" }),
    fleet,
    options,
    softwareOf: ({ id }) => softwareOn(hardwareAt(IDS.index(String(id))), fleet),
    personOf: (email) => byEmail.get(email),
  };
}
