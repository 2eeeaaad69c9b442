import type { DeviceMapping, EndUser } from "@mdmkit/fleet";
import {
  type Device,
  type Drift,
  type EmailRef,
  list,
  lookup,
  text,
  unique,
  urlSafeId,
} from "@mdmkit/unified/vendor";
import type { FleetDeviceRecord } from "../api/record.ts";

type Source = NonNullable<DeviceMapping["source"]>;

const ACCOUNT = 1;
const OTHER = 3;

/** What identifies a person: an account, else what an administrator entered, else an address in a browser, which several may use. */
const RANKS: Record<Source, number> = {
  mdm_idp_accounts: ACCOUNT,
  idp: ACCOUNT,
  custom: 2,
  google_chrome_profiles: OTHER,
};

/** `address` is an email address in lower case, or the name of an account. */
type Mapping = { readonly address: string; readonly source: Source | undefined; readonly rank: number };

export function readMapping(row: DeviceMapping, drift?: Drift): Mapping {
  const address = text(row.email, drift)?.toLowerCase() ?? "";
  return { address, source: row.source, rank: lookup(RANKS, row.source, OTHER, drift) ?? OTHER };
}

/** What a single read says: the account at the identity provider, and other addresses. */
export function readEndUser(endUser: EndUser | undefined, drift?: Drift): Mapping[] {
  const address = text(endUser?.idp_username, drift)?.toLowerCase() ?? "";
  const others = list(endUser?.other_emails, drift).map((row) => readMapping(row, drift));
  return [{ address, source: "idp", rank: ACCOUNT }, ...others];
}

/** Who uses a host, by the address that identifies the person. Where no mapping is clear, it is not known. */
export function ownerOf(device: FleetDeviceRecord, drift?: Drift): Device["owner"] {
  const [endUser] = list(device.end_users, drift);
  const mappings = [
    ...readEndUser(endUser, drift),
    ...list(device.device_mapping, drift).map((row) => readMapping(row, drift)),
  ];
  const [account] = mappings;
  const main = account?.address ? account : mainOf(mappings);
  const name = text(endUser?.idp_full_name, drift);
  return main && { id: urlSafeId(main.address), name, emails: emailsOf(main, mappings) };
}

/** The row of a host that stands for its user in a list of users. */
export function userRow({ device_mapping }: FleetDeviceRecord): DeviceMapping | undefined {
  const rows = list(device_mapping);
  const mappings = rows.map((row) => readMapping(row));
  const main = mainOf(mappings);
  return main && rows[mappings.indexOf(main)];
}

/** The one of the highest rank that there is. Where there are several of it, their order says nothing. */
function mainOf(mappings: readonly Mapping[]): Mapping | undefined {
  const given = mappings.filter(({ address }) => address !== "");
  const highest = Math.min(...given.map(({ rank }) => rank));
  const [main, ...others] = given.filter(({ rank }) => rank === highest);
  return others.every(({ address }) => address === main?.address) ? main : undefined;
}

/** Whether a row is the account of a person at the identity provider. */
export const isAccount = (row: DeviceMapping): boolean => readMapping(row).rank === ACCOUNT;

/** Each address once, the main one first. */
export function emailsOf(main: Mapping, mappings: readonly Mapping[]): EmailRef[] {
  const all = [main, ...mappings];
  return unique(all.map(({ address }) => address))
    .filter((address) => address.includes("@"))
    .map((address) => ({
      email: address,
      type: all.find((candidate) => candidate.address === address)?.source,
      is_primary: address === main.address,
    }));
}
