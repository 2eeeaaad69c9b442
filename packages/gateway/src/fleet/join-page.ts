import { type Device, type JoinedFleet, joinDevices } from "@mdmkit/unified";

export type StoredDevice = { readonly account: string; readonly device: Device };

export type JoinLookup = {
  /** The identifiers of a device, each with its kind. */
  readonly valuesOf: (device: Device) => readonly string[];
  /** All devices that have an identifier, by its value. */
  readonly holdersOf: (values: readonly string[]) => Promise<ReadonlyMap<string, readonly StoredDevice[]>>;
  /** Accounts whose vendor keeps the records of earlier enrollments. */
  readonly keepsEnrollments: readonly string[];
};

/**
 * The physical devices and conflicts of which a page has the first record, as `joinDevices` would find them among all records: each is
 * on the page of one record only. Reads the records that identifiers link with those of the page, however many others there are.
 */
export async function joinPage(
  page: readonly StoredDevice[],
  { valuesOf, holdersOf, keepsEnrollments }: JoinLookup,
): Promise<JoinedFleet<StoredDevice>> {
  const found = new Map(page.map((entry) => [nameOf(entry), entry]));
  const holders = new Map<string, readonly StoredDevice[]>();
  /** Those of which all that is linked with them is looked for. */
  const followed = new Set(found.keys());
  const onPage: ReadonlySet<string> = new Set(found.keys());
  const isFirstOnPage = (records: readonly StoredDevice[]) => onPage.has(records.map(nameOf).sort()[0] ?? "");

  /** An address that an account has several times joins nothing, but that can be seen only together with those that have it. */
  function wanted(): Set<string> {
    for (const name of followed)
      for (const value of valuesIn(name)) {
        const linked = holders.get(value) ?? [];
        if (!(isAddress(value) && repeatsAccount(linked)))
          for (const other of linked) followed.add(nameOf(other));
      }
    return new Set(
      [...found.keys()].flatMap((name) => valuesIn(name).filter((value) => isWanted(name, value))),
    );
  }
  const valuesIn = (name: string): readonly string[] => {
    const entry = found.get(name);
    return entry ? valuesOf(entry.device) : [];
  };
  const isWanted = (name: string, value: string) =>
    !holders.has(value) && (followed.has(name) || !isAddress(value));

  for (;;) {
    for (let values = wanted(); values.size > 0; values = wanted())
      for (const [value, linked] of await holdersOf([...values])) {
        holders.set(value, linked);
        for (const entry of linked) if (!found.has(nameOf(entry))) found.set(nameOf(entry), entry);
      }
    const { devices, conflicts } = joinDevices([...found.values()], { keepsEnrollments });
    const ofPage = devices.filter((one) => recordsOf(one).some((entry) => onPage.has(nameOf(entry))));
    const known = followed.size;
    for (const entry of ofPage.flatMap(recordsOf)) followed.add(nameOf(entry));
    if (followed.size > known) continue;
    return {
      devices: ofPage.filter((one) => isFirstOnPage(recordsOf(one))),
      conflicts: conflicts.filter(({ records }) => isFirstOnPage(records)),
    };
  }
}

const recordsOf = ({ records, earlier }: JoinedFleet<StoredDevice>["devices"][number]) => [
  ...records,
  ...earlier,
];

const nameOf = ({ account, device }: StoredDevice): string => JSON.stringify([device.id, account]);

const isAddress = (value: string): boolean => value.startsWith("mac_address ");

const repeatsAccount = (entries: readonly StoredDevice[]): boolean =>
  new Set(entries.map(({ account }) => account)).size < entries.length;
